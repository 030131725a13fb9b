import Foundation
import Yams

/// The records of vulnerability databases in a file or folder, read without trust.
///
/// A file holds one record, a list of records, or the answer of osv.dev's query (`vulns`), as JSON or YAML; a `.jsonl`
/// file holds one record a line.
public struct OSVRecords: Sendable {
  /// The records, each identifier once (the one changed last), in the order of identifiers.
  public private(set) var records: [OSVRecord] = []
  /// Files and records that could not be used, with the reason.
  public private(set) var problems: [String] = []

  /// The endings of files that are read in a folder.
  static let endings: FileEndings = ["json", "jsonl", "yaml", "yml"]
  /// The largest file that is read, in bytes.
  static let sizeLimit = 256 << 20
  /// The largest text of YAML that is read, in bytes: a parser takes a hundred times the memory.
  static let yamlLimit = 8 << 20
  /// YAML's references can make a short text a large value.
  private static let nodeLimit = 4_000_000

  /// Joins records that were read before.
  init(_ records: [OSVRecord]) {
    add(records)
  }

  /// Reads files and folders.
  ///
  /// - Parameters:
  ///   - paths: Files, or folders with files in them and below.
  ///   - shouldStop: Asked between files.
  /// - Throws: ``RepositoryError`` when a path is missing, ``HistoryError/noRecords(path:detail:)`` when none holds a
  ///   record, `GitError.cancelled` when the user asks to stop.
  public init(paths: [String], shouldStop: @escaping @Sendable () -> Bool = { false }) throws {
    var options = Repository.Options(endings: Self.endings)
    options.honoursIgnoreFiles = false
    for path in paths {
      let files = try Repository(path: path, options: options).list().files
      var found: [OSVRecord] = []
      // A few at a time, so that what was read and not yet gathered stays small.
      for start in stride(from: 0, to: files.count, by: 512) {
        if shouldStop() { throw GitError.cancelled }
        let piece = Array(files[start..<min(start + 512, files.count)])
        for (records, problems) in parallelMap(piece, pieceSize: 8, { Self.read($0) }) {
          found += records
          self.problems += problems
        }
      }
      guard !found.isEmpty else { throw HistoryError.noRecords(path: path, detail: problems.first) }
      add(found)
    }
  }

  private mutating func add(_ found: [OSVRecord]) {
    var newest: [String: OSVRecord] = [:]
    for record in records + found where record.modified >= newest[record.id]?.modified ?? "" {
      newest[record.id] = record
    }
    records = newest.values.sorted { $0.id < $1.id }
  }

  private static func read(_ file: Repository.File) -> (records: [OSVRecord], problems: [String]) {
    do {
      let bytes = try file.bytes(sizeLimit: sizeLimit)
      return parse(bytes, file: file.path)
    } catch {
      return ([], ["\((error as? SourceTextError)?.description ?? "\(file.path) cannot be read.")".printable])
    }
  }

  /// Reads the bytes of a file.
  static func parse(_ bytes: [UInt8], file: String) -> (records: [OSVRecord], problems: [String]) {
    var records: [OSVRecord] = []
    var problems: [String] = []
    func take(_ value: JSONValue, _ line: Int?) {
      do throws(OSVRecordError) {
        records.append(try OSVRecord(value))
      } catch {
        let place = "\(file)\(line.map { ":\($0)" } ?? "")"
        problems.append("\(place): a record \(error.reason); it is left out. Correct it.".printable)
      }
    }
    do {
      if file.hasSuffix(".jsonl") {
        for (index, line) in bytes.split(separator: 0x0a, omittingEmptySubsequences: false).enumerated()
        where line.contains(where: { $0 > 0x20 }) {
          take(try json(Array(line), file, line: index), index + 1)
        }
        return (records, problems)
      }
      let isYAML = file.hasSuffix(".yaml") || file.hasSuffix(".yml")
      switch isYAML ? try yaml(bytes, file) : try json(bytes, file, line: 0) {
      case .array(let values): values.forEach { take($0, nil) }
      case .object(let members):
        if case .array(let values)? = members["vulns"] {
          values.forEach { take($0, nil) }
        } else {
          take(.object(members), nil)
        }
      case let other: take(other, nil)
      }
    } catch {
      problems.append(((error as? OSVFileError)?.description ?? "\(file) cannot be read.").printable)
    }
    return (records, problems)
  }

  private struct OSVFileError: Error, CustomStringConvertible {
    var description: String
  }

  private static func json(_ bytes: [UInt8], _ file: String, line: Int) throws -> JSONValue {
    do throws(JSONSyntaxError) {
      return try StrictJSON.parse(bytes, maximumDepth: 64)
    } catch {
      let line = line + bytes.prefix(error.offset).count { $0 == 0x0a } + 1
      throw OSVFileError(description: "\(file):\(line): \(error.message). The file is left out; correct it.")
    }
  }

  private static func yaml(_ bytes: [UInt8], _ file: String) throws -> JSONValue {
    guard bytes.count <= yamlLimit else {
      throw OSVFileError(
        description:
          "\(file) has \(bytes.count) bytes, but at most \(yamlLimit) of YAML are read. The file is left out; split it, or give JSON."
      )
    }
    do throws(PlainYAML.Problem) {
      guard let root = try PlainYAML.compose(String(decoding: bytes, as: UTF8.self)) else { return .null }
      var nodes = 0
      return try value(root, depth: 0, &nodes)
    } catch {
      throw OSVFileError(
        description: "\(file):\(error.line): \(error.detail). The file is left out; correct it.")
    }
  }

  private static func value(
    _ node: Node, depth: Int, _ nodes: inout Int
  ) throws(PlainYAML.Problem) -> JSONValue {
    nodes += 1
    guard depth <= 64, nodes <= nodeLimit else {
      throw PlainYAML.Problem(
        line: node.mark?.line ?? 1, detail: "the file holds too much or is nested too deep")
    }
    switch node {
    case .scalar(let scalar):
      let isNull = scalar.style == .plain && ["", "~", "null"].contains(scalar.string)
      return isNull ? .null : .string(scalar.string)
    case .sequence(let sequence):
      var elements: [JSONValue] = []
      for element in sequence { elements.append(try value(element, depth: depth + 1, &nodes)) }
      return .array(elements)
    case .mapping(let mapping):
      var members: [String: JSONValue] = [:]
      for (key, member) in mapping {
        guard let name = key.scalar?.string else { continue }
        members[name] = try value(member, depth: depth + 1, &nodes)
      }
      return .object(members)
    case .alias: return .null
    }
  }
}
