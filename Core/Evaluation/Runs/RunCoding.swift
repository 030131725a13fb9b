import Foundation

/// Turns records and events into lines of JSON and back.
enum RunCoding {
  /// One line of JSON with sorted keys and a line end; numbers that are not finite become strings.
  static func line(_ value: some Encodable, file: URL) throws(RunFolderError) -> String {
    let encoder = JSONEncoder.withNonFinite
    encoder.dateEncodingStrategy = .iso8601
    do {
      return try encoder.text(of: value) + "\n"
    } catch {
      throw .unwritable(file: file.path, reason: "\(error)")
    }
  }

  /// A value of foreign JSON.
  static func value<Value: Decodable>(
    _ bytes: [UInt8], file: String, line: Int?
  ) throws(RunFolderError) -> Value {
    do throws(JSONSyntaxError) {
      _ = try StrictJSON.parse(bytes)
    } catch {
      throw .malformed(file: file, line: line, detail: "\(error.message) (byte \(error.offset))")
    }
    let decoder = JSONDecoder.withNonFinite
    decoder.dateDecodingStrategy = .iso8601
    do {
      return try decoder.decode(Value.self, from: Data(bytes))
    } catch let error as DecodingError {
      throw .malformed(file: file, line: line, detail: detail(error))
    } catch {
      throw .malformed(file: file, line: line, detail: "\(error)")
    }
  }

  /// A record of this version whose parts make sense.
  static func record(_ bytes: [UInt8], file: String, line: Int?) throws(RunFolderError) -> RunRecord {
    let version: Version = try value(bytes, file: file, line: line)
    guard version.version == RunRecord.formatVersion else {
      throw .unsupportedVersion(
        file: file, found: String(version.version), supported: RunRecord.formatVersion)
    }
    let record: RunRecord = try value(bytes, file: file, line: line)
    if let problem = record.problem { throw .malformed(file: file, line: line, detail: problem) }
    return record
  }

  private struct Version: Decodable {
    var version: Int
  }

  private static func detail(_ error: DecodingError) -> String {
    func path(_ context: DecodingError.Context) -> String {
      context.codingPath.map(\.stringValue).joined(separator: ".")
    }
    switch error {
    case .keyNotFound(let key, _): return "\"\(key.stringValue)\" is missing"
    case .typeMismatch(_, let context), .valueNotFound(_, let context):
      return "\"\(path(context))\" is of the wrong kind"
    case .dataCorrupted(let context):
      return path(context).isEmpty ? context.debugDescription : "\"\(path(context))\" has no known value"
    @unknown default: return "a value cannot be read"
    }
  }
}

extension RunRecord {
  /// What is impossible about the record, or nil.
  var problem: String? {
    func isHexadecimal(_ text: String, count: ClosedRange<Int>) -> Bool {
      count.contains(text.utf8.count) && text.utf8.allSatisfy(\.isHexadecimalDigit)
    }
    // The id becomes part of a path.
    guard isHexadecimal(id, count: 8...64) else { return "\"id\" is not made of hexadecimal digits" }
    guard build.map({ isHexadecimal($0, count: 8...64) }) ?? true else {
      return "\"build\" is not made of hexadecimal digits"
    }
    for project in labeled + [target] {
      guard isHexadecimal(project.sha256, count: 64...64) else { return "a \"sha256\" is no SHA-256" }
      guard project.functionCount >= 0, (0...project.functionCount).contains(project.vulnerableCount ?? 0)
      else {
        return "the counts of functions contradict each other"
      }
    }
    // Thirty years; sums of more would be no whole numbers.
    guard (0...1e9).contains(seconds), peakMemory >= 0, TrainingEventLine.steps.contains(step ?? 0) else {
      return "\"seconds\", \"peakMemory\" or \"step\" is out of its range"
    }
    for figures in figures {
      for (measure, estimate) in figures.perFunction.merging(
        figures.perGroup, uniquingKeysWith: { one, _ in one })
      {
        for number in [estimate.value, estimate.low, estimate.high].compactMap({ $0 }) {
          guard number >= 0, number.isFinite, !measure.isShare || number <= 1 + 1e-9 else {
            return "the figure \(measure.rawValue) of \(figures.ranker) is \(number)"
          }
        }
      }
    }
    return boundaryDistortion?.problem
  }
}

extension BoundaryDistortion {
  /// What is impossible about figures that were read, or nil.
  fileprivate var problem: String? {
    let shares = [sourceToTarget, targetToSource].flatMap {
      [$0.accuracy, $0.balancedAccuracy, $0.areaUnderCurve, $0.majorityShare]
    }
    return shares.allSatisfy { (0...1 + 1e-9).contains($0) }
      ? nil : "a figure of \"oracleBoundaryDistortion\" is not from 0 to 1"
  }
}
