import Foundation
import Testing

@testable import Core

/// Marks that editors have the server write.
struct EditorMarksTests {
  private typealias Command = DocumentFindings.Command

  private let project: TemporaryTree

  init() throws {
    project = try TemporaryTree(["sub/a.c": ServerHarness.text, ".git/HEAD": "ref: x\n"])
  }

  private var baseline: String { "\(project.path)/\(ProjectBaseline.standardName)" }
  private var uri: String { "file://\(project.path)/sub/a.c" }

  private func marks(_ file: String? = nil) throws -> [Baseline.Entry] {
    try BaselineFile.read(file ?? baseline).entries
  }

  private func actions(_ harness: ServerHarness, _ uri: String? = nil) -> [JSONValue] {
    let answer = harness.request(
      "textDocument/codeAction",
      [
        "textDocument": ["uri": .string(uri ?? self.uri)], "range": ServerHarness.range(2, 4, 2, 4),
        "context": ["diagnostics": []],
      ])
    return answer["result"]?.array ?? []
  }

  private func commands(_ harness: ServerHarness, _ uri: String? = nil) -> [String] {
    actions(harness, uri).compactMap { $0["command"]?["command"]?.string }
  }

  private func run(_ command: Command, _ harness: ServerHarness) throws -> JSONValue {
    let action = try #require(
      actions(harness).first { $0["command"]?["command"]?.string == command.rawValue })
    #expect(action["title"]?.string?.hasPrefix("VulnAdapt: ") == true)
    return harness.request("workspace/executeCommand", action["command"] ?? .null, id: 12)
  }

  /// A command as a client sends it that was offered none.
  private func force(_ command: Command, _ harness: ServerHarness, uri: String) -> JSONValue {
    let fingerprint = harness.diagnostics?.first?["data"]?["fingerprint"]?.string ?? ""
    return harness.request(
      "workspace/executeCommand",
      [
        "command": .string(command.rawValue),
        "arguments": [["uri": .string(uri), "fingerprint": .string(fingerprint)]],
      ], id: 13)
  }

  private func message(_ harness: ServerHarness) -> String? { harness.diagnostics?.first?["message"]?.string }

  @Test func marksGoWhereTheCommandWritesThemAndCanBeTakenBack() throws {
    let harness = try ServerHarness(root: project.path)
    harness.open(uri: uri)
    #expect(commands(harness) == ["vulnadapt.accept", "vulnadapt.confirm"])
    #expect(try run(.confirm, harness)["result"] == .some(.null))
    #expect(try marks().map(\.file) == ["sub/a.c"] && marks().map(\.verdict) == [.confirmed])
    #expect(harness.diagnostics?.first?["severity"] == 2)
    #expect(message(harness)?.contains("is confirmed") == true)
    let said = harness.messages.filter { $0["method"] == "window/showMessage" }
    #expect(said.count == 1 && said[0]["params"]?["type"] == 3)
    #expect(commands(harness) == ["vulnadapt.accept", "vulnadapt.clearMark"])
    #expect(try run(.clearMark, harness)["result"] == .some(.null))
    #expect(try marks().isEmpty)
    #expect(message(harness)?.contains("may hide") == true)
    #expect(try run(.accept, harness)["result"] == .some(.null))
    #expect(try marks().map(\.verdict) == [.accepted] && harness.diagnostics == [])
    #expect(commands(harness) == ["vulnadapt.clearMark"])
    #expect(try run(.clearMark, harness)["result"] == .some(.null))
    #expect(harness.diagnostics?.isEmpty == false)
  }

  @Test func marksOfOthersStayAndAMovedFunctionKeepsItsMark() throws {
    let other = Baseline.Entry(
      file: "b.c", function: "g", fingerprint: FunctionFingerprint(of: cFunctionOf("g")), verdict: .confirmed)
    try BaselineFile.write(Baseline([other]), to: baseline)
    let harness = try ServerHarness(root: project.path)
    harness.open(uri: uri)
    _ = try run(.accept, harness)
    let entries = try marks()
    #expect(entries.contains(other) && entries.count == 2)
    try project.write("sub/moved.c", Data(ServerHarness.text.utf8))
    let moved = "file://\(project.path)/sub/moved.c"
    harness.open(uri: moved)
    #expect(harness.diagnostics == [])
    #expect(commands(harness, moved) == ["vulnadapt.clearMark"])
  }

  private func cFunctionOf(_ name: String) -> CFunction {
    DetectorTests.function("int \(name)(int n)\n{\n  return n;\n}\n", name: name)
  }

  @Test func theProjectsOwnBaselineTakesThem() throws {
    try project.write(".vulnadapt.yml", Data("baseline: accepted.json\n".utf8))
    let harness = try ServerHarness(root: project.path + "/sub")
    harness.open(uri: uri)
    _ = try run(.accept, harness)
    #expect(harness.diagnostics == [])
    #expect(try marks(project.path + "/accepted.json").map(\.file) == ["sub/a.c"], "as scans name files")
    #expect(!FileManager.default.fileExists(atPath: baseline))
    #expect(!harness.messages.contains { $0["method"] == "window/showMessage" })
  }

  @Test func outsideOfRepositoriesTheMarksThemselvesTellWhereTheirPathsStart() throws {
    let tree = try TemporaryTree(["p/sub/a.c": ServerHarness.text, "p/sub/b.c": "", "marks/team.json": ""])
    let marks = tree.path + "/marks/team.json"
    let other = Baseline.Entry(
      file: "sub/b.c", function: "g", fingerprint: FunctionFingerprint(of: cFunctionOf("g")),
      verdict: .confirmed)
    try BaselineFile.write(Baseline([other]), to: marks)
    let harness = try ServerHarness(settings: { $0.baseline = NamedFile(marks) }, root: tree.path + "/p/sub")
    harness.open(uri: "file://\(tree.path)/p/sub/a.c")
    let action = actions(harness, "file://\(tree.path)/p/sub/a.c").first { $0["command"] != nil }
    _ = harness.request("workspace/executeCommand", try #require(action)["command"] ?? .null, id: 12)
    #expect(try BaselineFile.read(marks).entries.map(\.file).sorted() == ["sub/a.c", "sub/b.c"])
  }

  @Test func documentsOutsideOfTheWorkspaceAreNotMarked() throws {
    let outside = try TemporaryTree(["a.c": ServerHarness.text])
    try project.link("sub/link.c", to: outside.path + "/a.c")
    let documents = [
      "file://\(outside.path)/a.c", "file://\(project.path)/sub/link.c",
      "file://\(project.path)/../\(URL(fileURLWithPath: outside.path).lastPathComponent)/a.c",
      "file://\(project.path)/sub/unsaved.c", "untitled:Untitled-1",
    ]
    for document in documents {
      let harness = try ServerHarness(root: project.path)
      harness.open(uri: document)
      #expect(harness.diagnostics?.isEmpty == false, "\(document)")
      #expect(commands(harness, document).isEmpty, "\(document)")
      for command in [Command.accept, .confirm, .clearMark] {
        #expect(force(command, harness, uri: document)["error"]?["code"] == -32_803, "\(document)")
      }
    }
    #expect(!FileManager.default.fileExists(atPath: baseline))
  }

  @Test func noLinkIsFollowedAndNothingOutsideIsWritten() throws {
    let outside = try TemporaryTree(["mine.json": "keep me"])
    try project.link(ProjectBaseline.standardName, to: outside.path + "/mine.json")
    let linked = try ServerHarness(root: project.path)
    linked.open(uri: uri)
    #expect(force(.accept, linked, uri: uri)["error"] != nil)
    // A client may have its settings from the project.
    for place in ["\(outside.path)/new.json", "../new.json"] {
      let harness = try ServerHarness(root: project.path, options: ["baseline": .string(place)])
      harness.open(uri: uri)
      #expect(commands(harness).isEmpty, "\(place)")
      #expect(force(.accept, harness, uri: uri)["error"]?["code"] == -32_803, "\(place)")
    }
    let files = try FileManager.default.contentsOfDirectory(atPath: outside.path)
    #expect(files == ["mine.json"])
    #expect(try String(contentsOfFile: outside.path + "/mine.json", encoding: .utf8) == "keep me")
    // What the user names on the command line is the user's.
    let own = outside.path + "/own.json"
    let harness = try ServerHarness(settings: { $0.baseline = NamedFile(own) }, root: project.path)
    harness.open(uri: uri)
    _ = try run(.confirm, harness)
    #expect(try marks(own).map(\.verdict) == [.confirmed])
  }
}
