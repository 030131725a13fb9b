import ArgumentParser
import Core
import Foundation
import Testing

@testable import VulnAdaptCLI

/// Files and functions of a project that nobody controls, from the file system into every format.
struct HostileNamesTests {
  private static let source = "int f(char *a, const char *b, int n)\n{\n  memcpy(a, b, n);\n  return n;\n}\n"
  private static let longName = String(repeating: "name", count: 1024)
  #if os(macOS)
    // Paths are of at most 1,024 bytes there.
    private static let depth = 4
  #else
    private static let depth = 20
  #endif
  /// Folders and files by their bytes; no component is longer than file systems allow.
  private static let paths: [[String]] = [
    ["line\nend.c"], ["\u{1b}]0;title\u{7}\u{9b}31m.c"], ["<", "script><script>alert(1)<", "script>.c"],
    Array(repeating: String(repeating: "d", count: 190), count: depth) + ["long.c"],
    ["\u{202e}c.txt\u{2066}.c"],
    ["`|*_[x](http:.c"], ["\"'><img src=x onerror=alert(1)>.c"], ["{{name}}.c"], ["-rf --model.c"],
  ]

  private let folder: ScratchFolder
  private let model: String

  init() throws {
    folder = try ScratchFolder()
    model = try folder.writeModel()
    for path in Self.paths { try Self.write(path.map { Array($0.utf8) }, below: folder.path("p")) }
    // Some file systems refuse names that are no UTF-8.
    try? Self.write([[0x78, 0xff, 0xfe, 0x2e, 0x63]], below: folder.path("p"))
    try folder.write(Self.source.replacing("f(", with: Self.longName + "("), to: "p/name.c")
  }

  /// Makes folders step by step, since a path as a whole may be longer than the system takes.
  private static func write(_ path: [[UInt8]], below root: String) throws {
    try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
    var descriptor = open(root, O_RDONLY | O_DIRECTORY)
    for (index, name) in path.enumerated() {
      let characters = name.map(CChar.init(bitPattern:)) + [0]
      let parent = descriptor
      defer { close(parent) }
      if index == path.count - 1 {
        let file = openat(parent, characters, O_WRONLY | O_CREAT, 0o644)
        guard file >= 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
        try FileHandle(fileDescriptor: file, closeOnDealloc: true).write(contentsOf: Data(source.utf8))
        return
      }
      mkdirat(parent, characters, 0o755)
      descriptor = openat(parent, characters, O_RDONLY | O_DIRECTORY)
    }
  }

  private func report(_ format: String) throws -> String {
    let recorded = RecordedConsole()
    let command = try #require(
      try VulnAdaptCommand.parseAsRoot([
        "scan", folder.path("p"), "--model", model, "--no-config", "--no-cache", "--threshold", "0",
        "--all-alike",
        "--format",
        format,
      ]) as? ScanCommand)
    try command.scan(console: recorded.console, terminal: .none)
    for note in recorded.notes { #expect(!Self.steers(note)) }
    return recorded.output
  }

  private static func steers(_ text: String) -> Bool {
    text.unicodeScalars.contains { scalar in
      let category = scalar.properties.generalCategory
      return scalar != "\n" && (category == .control || category == .format)
    }
  }

  @Test(arguments: ReportFormats.all.map { $0.name })
  func noFormatLetsThemOut(_ format: String) throws {
    let text = try report(format)
    #expect(!Self.steers(text))
    for part in ["long.c", "onerror", "title", Self.longName] { #expect(text.contains(part), "\(part)") }
  }

  @Test(arguments: ["functions", "signals", "statements"], ["text", "json"])
  func noListingLetsThemOut(_ command: String, _ format: String) throws {
    let recorder = RecordedConsole()
    let place = command == "statements" ? folder.path("p/" + Self.paths[4][0]) : folder.path("p")
    let parsed = try VulnAdaptCommand.parseAsRoot([command, place, "--format", format])
    switch parsed {
    case let command as FunctionsCommand: try command.run(on: recorder.console)
    case let command as SignalsCommand: try command.run(on: recorder.console)
    case let command as StatementsCommand: try command.run(on: recorder.console)
    default: Issue.record("\(command) is another command")
    }
    #expect(!recorder.output.isEmpty && !Self.steers(recorder.output))
    for note in recorder.notes { #expect(!Self.steers(note)) }
  }

  @Test func textHasOneWarningALine() throws {
    let warnings = try report("text").split(separator: "\n").filter { $0.contains(": warning: ") }
    #expect(warnings.count >= Self.paths.count + 1)
    #expect(warnings.allSatisfy { $0.hasPrefix(folder.path("p")) })
  }

  @Test func jsonAndSARIFNameEveryFile() throws {
    for format in ["json", "sarif"] {
      let object = try #require(
        try JSONSerialization.jsonObject(with: Data(try report(format).utf8)) as? [String: Any])
      let files: [String]
      if format == "json" {
        files = (object["findings"] as? [[String: Any]] ?? []).compactMap { $0["file"] as? String }
      } else {
        let results = (object["runs"] as? [[String: Any]])?.first?["results"] as? [[String: Any]] ?? []
        files = results.compactMap { result in
          let place = (result["locations"] as? [[String: Any]])?.first?["physicalLocation"] as? [String: Any]
          return (place?["artifactLocation"] as? [String: Any])?["uri"] as? String
        }
        #expect(files.allSatisfy { URL(string: $0) != nil && $0.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7f } })
      }
      let found = Set(files.compactMap { format == "json" ? $0 : $0.removingPercentEncoding })
      for path in Self.paths { #expect(found.contains(path.joined(separator: "/")), "\(format)") }
    }
  }

  @Test func markdownRowsStayRows() throws {
    let lines = try report("markdown").split(separator: "\n")
    let rows = lines.filter { $0.hasPrefix("| ") && $0.contains(".c:") }
    #expect(rows.count >= Self.paths.count)
    #expect(rows.allSatisfy { $0.hasSuffix(" |") })
  }

  @Test func aPageHoldsNoElementOfTheirs() throws {
    let page = try report("html")
    #expect(page.components(separatedBy: "</script>").count == 3)
    #expect(!page.contains("<img") && !page.contains("<script>alert"))
  }
}
