import Foundation

/// A baseline as a file: JSON with one entry on a line, so that version control can merge it.
///
/// `docs/triage.md` is the specification.
public enum BaselineFile {
  /// The version of the format.
  static let version = 1
  /// The largest file that is read, in bytes.
  static let sizeLimit = 64 << 20

  /// Reads a baseline.
  ///
  /// - Parameter file: The file.
  /// - Returns: The accepted functions.
  /// - Throws: ``BaselineError``.
  public static func read(_ file: NamedFile) throws(BaselineError) -> Baseline {
    let bytes: [UInt8]
    do throws(FileRefusal) {
      bytes = try file.read(sizeLimit: sizeLimit)
    } catch {
      throw .unreadable(file: file.path, reason: error.reason)
    }
    return try parse(bytes, file: file.path)
  }

  /// Reads a baseline at a path of the user.
  public static func read(_ path: String) throws(BaselineError) -> Baseline { try read(NamedFile(path)) }

  /// Reads a baseline from bytes.
  static func parse(_ bytes: [UInt8], file: String) throws(BaselineError) -> Baseline {
    let root: JSONValue
    do throws(JSONSyntaxError) {
      root = try StrictJSON.parse(bytes, maximumDepth: 4)
    } catch {
      let line = bytes.prefix(error.offset).count { $0 == UInt8(ascii: "\n") } + 1
      throw .malformed(file: file, line: line, detail: error.message)
    }
    guard case .object(let members) = root, case .number(let found) = members["vulnadaptBaseline"] else {
      throw .malformed(file: file, line: 1, detail: "the member \"vulnadaptBaseline\" is missing")
    }
    guard found == String(version) else { throw .unsupportedVersion(file: file, found: found) }
    guard case .array(let values) = members["entries"] else {
      throw .malformed(file: file, line: 1, detail: "the member \"entries\" is missing")
    }
    var entries: [Baseline.Entry] = []
    entries.reserveCapacity(values.count)
    for (index, value) in values.enumerated() {
      guard case .object(let members) = value, case .string(let path) = members["file"],
        case .string(let function) = members["function"],
        case .string(let digits) = members["fingerprint"],
        let fingerprint = FunctionFingerprint(hexadecimal: digits)
      else {
        throw .malformed(
          file: file, line: nil,
          detail: "entry \(index + 1) lacks a file, a function or a fingerprint of 32 hexadecimal digits")
      }
      let verdict: Baseline.Verdict?
      if case .string(let word) = members["verdict"] {
        verdict = Baseline.Verdict(rawValue: word)
      } else {
        verdict = members["verdict"] == nil ? .accepted : nil
      }
      guard let verdict else {
        let words = Baseline.Verdict.allCases.map(\.rawValue).joined(separator: ", ")
        throw .malformed(
          file: file, line: nil, detail: "the verdict of entry \(index + 1) is none of \(words)")
      }
      entries.append(
        Baseline.Entry(file: path, function: function, fingerprint: fingerprint, verdict: verdict))
    }
    return Baseline(entries)
  }

  /// Writes a baseline, wholly or not at all.
  ///
  /// - Throws: ``BaselineError``.
  public static func write(_ baseline: Baseline, to file: NamedFile) throws(BaselineError) {
    do throws(FileError) {
      try AtomicFile.write(text(of: baseline), to: file)
    } catch {
      throw .unwritable(file: file.path, reason: error.reason)
    }
  }

  /// Changes a baseline, whatever other processes change in it meanwhile.
  ///
  /// - Parameters:
  ///   - file: The file; one that is missing holds nothing.
  ///   - change: Makes the new baseline of the one that is there.
  /// - Throws: ``BaselineError``; the file is written wholly or not at all.
  public static func update(
    _ file: NamedFile, _ change: (Baseline) -> Baseline
  ) throws(BaselineError) {
    try update(file, patience: NamedFile.patience, change)
  }

  static func update(
    _ file: NamedFile, patience: Duration, _ change: (Baseline) -> Baseline
  ) throws(BaselineError) {
    try file.whileLocked(patience: patience, orThrow: .busy(file: file.path)) { () throws(BaselineError) in
      try write(change(file.exists ? try read(file) : Baseline()), to: file)
    }
  }

  /// Writes a baseline to a path of the user.
  public static func write(_ baseline: Baseline, to path: String) throws(BaselineError) {
    try write(baseline, to: NamedFile(path))
  }

  /// The file's text; the same baseline always gives the same bytes.
  static func text(of baseline: Baseline) -> String {
    let encoder = JSONEncoder.canonical
    let lines = baseline.entries.map { entry in
      let line = Line(
        file: entry.file, fingerprint: entry.fingerprint.hexadecimal, function: entry.function,
        verdict: entry.verdict == .accepted ? nil : entry.verdict.rawValue)
      guard let text = try? encoder.text(of: line) else { preconditionFailure("strings can be encoded") }
      return "    " + text
    }
    return "{\n  \"vulnadaptBaseline\": \(version),\n  \"entries\": ["
      + (lines.isEmpty ? "" : "\n" + lines.joined(separator: ",\n") + "\n  ") + "]\n}\n"
  }

  private struct Line: Encodable {
    let file: String
    let fingerprint: String
    let function: String
    /// Nil for accepted ones, as in files of earlier versions.
    let verdict: String?
  }
}

/// Why a baseline could not be used.
public enum BaselineError: ExplainedError, Equatable {
  /// The file cannot be opened or read.
  case unreadable(file: String, reason: String)
  /// The file is no baseline.
  case malformed(file: String, line: Int?, detail: String)
  /// The file was written in another version of the format.
  case unsupportedVersion(file: String, found: String)
  /// Another process has begun to change a file of the folder and does not end.
  case busy(file: String)
  /// The file cannot be created or replaced.
  case unwritable(file: String, reason: String)

  /// A finished sentence that names the file and what to do next.
  public var explanation: ErrorExplanation {
    switch self {
    case .unreadable(let file, let reason):
      .init(
        "The baseline \(file.printable) cannot be read: \(reason.printable).",
        next: "Check the path, or make a new baseline.")
    case .malformed(let file, let line, let detail):
      .init(
        "\(file.printable)\(line.map { ":\($0)" } ?? ""): this is no baseline: \(detail.printable.prefix(300)).",
        next: "Restore it from version control, or make a new one.")
    case .unsupportedVersion(let file, let found):
      .init(
        "The baseline \(file.printable) has version \(found.printable.prefix(40)), but this program reads version"
          + " \(BaselineFile.version).",
        next: "Update VulnAdapt, or make a new baseline.")
    case .busy(let file):
      .init(
        "The baseline \(file.printable) was not changed: another program is changing a file of its folder and does not end.",
        next: "End or continue that program (`ps` shows one that is stopped as T), then try again.")
    case .unwritable(let file, let reason):
      .init(
        "The baseline \(file.printable) cannot be written: \(reason.printable).",
        next: "Choose another place, or make room, and try again.")
    }
  }
}
