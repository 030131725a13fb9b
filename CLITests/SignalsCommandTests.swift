import ArgumentParser
import Foundation
import Testing

@testable import VulnAdaptCLI

struct SignalsCommandTests {
  private let scratch: ScratchFolder
  private var root: String { scratch.url.path }

  init() throws {
    scratch = try ScratchFolder()
    let body = "(char *d, const char *s)\n{\n  strcpy(d, s);\n}\n"
    for file in ["src/a.c", "lib/b.c", "src/gen.c", "tests/t.c", "third_party/z.c"] {
      let name = file.split(separator: "/")[1].dropLast(2)
      try scratch.write("void \(name)\(body)", to: file)
    }
  }

  private func lines(_ arguments: [String]) throws -> (lines: [String], notes: [String]) {
    let recorder = RecordedConsole()
    try SignalsCommand.parse(arguments).run(on: recorder.console)
    return (recorder.output.split(separator: "\n").map(String.init), recorder.notes)
  }

  @Test func severalPathsAreReadLessWhatIsExcluded() throws {
    let (lines, notes) = try lines([root + "/src", root + "/lib/b.c", "--exclude", "gen.c"])
    #expect(
      lines.count == 2 && lines[0].hasPrefix(root + "/lib/b.c:3:3: ") && lines[1].contains("/src/a.c:3:3: "))
    #expect(notes.first?.hasPrefix("2 functions, 2 with signals") == true)
  }

  @Test func codeBesideTheProjectsOwnComesLastAndSaysSo() throws {
    let (lines, notes) = try lines([root])
    #expect(lines.count == 5 && lines[3].contains("in 't' (test code) ["))
    #expect(lines[4].contains("in 'z' (vendored code) [") && !lines[0].contains(" code)"))
    #expect(notes.first?.hasPrefix("3 functions, 3 with signals") == true)
    #expect(
      notes.last == "besides, 2 functions of tests, examples, vendored code and the like, 2 with signals")
    let json = try self.lines([root, "--format", "json"]).lines.joined()
    let document = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
    let rows = document?["functions"] as? [[String: Any]] ?? []
    #expect(rows.map { $0["ancillary"] as? String } == [nil, nil, nil, "test", "vendored"])
  }

  /// Whoever names a folder of tests means it.
  @Test func aPartThatIsNamedIsTheProjectsOwn() throws {
    let (lines, _) = try lines([root + "/tests", root + "/src/a.c"])
    #expect(lines.count == 2 && lines.allSatisfy { !$0.contains(" code)") })
  }
}
