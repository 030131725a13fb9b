import Foundation
import Testing

@testable import Core

@MainActor @Suite struct FindingsModelTests {
  private let fixture: WorkspaceFixture
  private let workspace: WorkspaceModel
  private let findings: FindingsModel

  init() async throws {
    fixture = try WorkspaceFixture()
    workspace = try await fixture.makeWorkspaceWithSamples()
    let model = fixture.folder.file("sample.vulnmodel")
    try SampleModel.make().write(to: model)
    workspace.take([model])
    findings = workspace.makeFindings()
    findings.show(project: workspace.projects.unlabeled.first?.id)
    await findings.rank(withRun: try #require(workspace.runs.runs.first?.id))
    await findings.settle()
  }

  /// How many functions the rows stand for.
  private func functionCount(of findings: FindingsModel) -> Int {
    findings.rows.reduce(0) { (sum: Int, row) in sum + 1 + row.alikeCount }
  }

  @Test func theRankingIsSortedFilteredAndSearched() {
    #expect(findings.phase == .idle)
    #expect(functionCount(of: findings) == 187)
    #expect(findings.rows.map(\.score) == findings.rows.map(\.score).sorted(by: >))
    #expect(findings.summary.hasSuffix("among 187 functions"))
    findings.filter = .suspects
    #expect(functionCount(of: findings) == findings.scan?.summary.suspectCount)
    findings.filter = .all
    findings.search = "TLS.C"
    #expect(!findings.rows.isEmpty)
    #expect(findings.rows.allSatisfy { $0.file == "tls.c" })
    findings.search = ""
    findings.sortOrder = [KeyPathComparator(\.name)]
    #expect(findings.rows.map(\.name) == findings.rows.map(\.name).sorted())
  }

  @Test func functionsThatAreAlikeAreOneRowThatIsOpenedOnDemand() async throws {
    let twins = (0..<3).map { LikenessSketchTests.function("twin\($0)", 0..<(30 + $0)).text }.joined()
    try fixture.write(twins, to: "netkit/twins.c")
    try fixture.write(twins, to: "netkit/tests/twins.c")
    await findings.rank(withRun: try #require(workspace.runs.runs.first?.id))
    await findings.settle()
    findings.search = "twins.c"
    #expect(findings.rows.map(\.alikeText) == ["and 2 alike", "and 2 alike"])
    #expect(findings.rows.map(\.kind) == [nil, "test"] || findings.rows.map(\.kind) == ["test", nil])
    findings.sortOrder = [KeyPathComparator(\.id)]
    findings.toggleFamily(of: findings.rows[0])
    #expect(findings.rows.map(\.isBelowFirst) == [false, true, true, false])
    #expect(findings.rows[0].isOpened && findings.rows[0].file == "twins.c")
    #expect(findings.rows.prefix(3).allSatisfy { $0.file == "twins.c" })
    findings.selection = [findings.rows[1].id]
    #expect(findings.selected?.function == findings.rows[1].name)
    findings.toggleFamily(of: findings.rows[2])
    #expect(findings.rows.count == 2, "any of a family closes it")
    findings.toggleFamily(of: findings.rows[1])
    findings.toggleFamily(of: findings.rows[0])
    #expect(findings.rows.count == 6)
    // Found by a name of its own, one that is not the first is a row.
    let last = findings.rows[2].name
    for row in findings.rows where !row.isBelowFirst { findings.toggleFamily(of: row) }
    findings.search = last
    #expect(findings.rows.map(\.name) == [last, last])
  }

  @Test func marksAreUndoneRedoneAndSharedBetweenWindows() async throws {
    let other = workspace.makeFindings()
    other.show(project: findings.projectID)
    await other.settle()
    let undo = UndoStack()
    let row = findings.rows[3]
    findings.selection = [row.id]
    findings.mark(.confirmed, undo: undo)
    #expect(findings.state(of: row) == .confirmed)
    #expect(other.state(of: row) == .confirmed)
    other.filter = .confirmed
    #expect(other.rows.map(\.id) == [row.id])
    #expect(undo.undoNames == ["Mark as Confirmed"])
    undo.undo()
    #expect(findings.state(of: row) == nil)
    #expect(other.rows.isEmpty)
    undo.redo()
    #expect(
      try fixture.store.triage(ofProject: try #require(findings.projectID)) == [row.fingerprint: .confirmed])
  }

  @Test func severalFindingsAreMarkedAtOnce() {
    let undo = UndoStack()
    findings.selection = [1, 2, 3]
    findings.mark(.looksFine, undo: undo)
    findings.filter = .looksFine
    #expect(findings.rows.count == 3)
    undo.undo()
    #expect(findings.rows.isEmpty)
  }

  @Test func aMarkStaysWithItsFunctionWhenTheFileChanges() async throws {
    let row = try #require(findings.rows.first { $0.file == "url.c" })
    findings.mark(.confirmed, [row.id])
    let file = fixture.folder.file("netkit/url.c")
    let text = try String(contentsOf: file, encoding: .utf8)
    try Data(("static int added(int a)\n{\n    return a + 1;\n}\n" + text).utf8).write(to: file)
    await findings.rank(withRun: try #require(workspace.runs.runs.first?.id))
    await findings.settle()
    findings.filter = .confirmed
    #expect(findings.rows.map(\.name) == [row.name])
    #expect(findings.rows.first?.line == row.line + 4)
  }

  @Test func theSourceShowsTheStatementsThatRaisedTheScore() async throws {
    findings.selection = [1]
    await findings.readSelection()
    let source = try #require(findings.source)
    let stored = try #require(findings.selected)
    #expect(source.text == stored.text)
    for heat in source.heat {
      let utf16 = Array(source.text.utf16)
      let piece = String(decoding: utf16[heat.range], as: UTF16.self)
      #expect(piece.split(whereSeparator: \.isWhitespace).joined(separator: " ") == heat.text)
    }
    findings.selection = [1, 2]
    await findings.readSelection()
    #expect(findings.source == nil)
  }

  @Test func statementsBelowTheFirstHundredAreFoundWhenLookedAt() async throws {
    let last = try #require(findings.rows.first { $0.id > 100 && $0.lineCount > 8 })
    findings.selection = [last.id]
    #expect(findings.selected?.statements.isEmpty == true)
    await findings.readSelection()
    let source = try #require(findings.source)
    #expect(
      source.heat
        == FunctionSource(
          try #require(findings.selected).cFunction, statements: findings.selected?.statements ?? []
        ).heat)
    let kept = try fixture.store.findings(ofScan: try #require(findings.scan?.id))
    #expect(kept[last.id - 1].statements == findings.selected?.statements)
  }

  @Test func theSelectionMovesThroughTheRowsAsShown() {
    findings.sortOrder = [KeyPathComparator(\.name)]
    findings.selectNext()
    #expect(findings.selection == [findings.rows[0].id])
    findings.selectNext()
    findings.selectNext()
    findings.selectPrevious()
    #expect(findings.selection == [findings.rows[1].id])
    findings.selectPrevious()
    findings.selectPrevious()
    #expect(findings.selection == [findings.rows[0].id], "there is nothing before the first")
  }

  @Test func aFileIsOpenedAtItsHottestLine() async throws {
    var opened: [String] = []
    fixture.environment.openInEditor = { opened.append("\($0.lastPathComponent):\($1)") }
    let findings = fixture.makeWorkspace().makeFindings()
    findings.show(project: self.findings.projectID)
    await findings.settle()
    let first = try #require(findings.rows.first)
    findings.openInEditor([first.id])
    await findings.settle()
    let line = findings.findings[0].statements.first?.range.startLine ?? first.line
    #expect(opened == ["\(first.file):\(line)"])
  }

  @Test func whatTheEditorHasAgainstAFileIsSaid() async throws {
    fixture.environment.openInEditor = { _, _ in throw WorkspaceError.noModel(run: "the editor's answer") }
    let workspace = fixture.makeWorkspace()
    let findings = workspace.makeFindings()
    findings.show(project: self.findings.projectID)
    await findings.settle()
    findings.openInEditor([1])
    await findings.settle()
    #expect(workspace.notices.notices.last?.text.contains("the editor's answer") == true)
  }

  @Test func filesOfRowsAreListedOnce() async throws {
    let findings = fixture.makeWorkspace().makeFindings()
    findings.show(project: self.findings.projectID)
    await findings.settle()
    let ranks = Set(1...187)
    let names = Set(findings.rows.map(\.file))
    #expect(findings.files(of: ranks).count == names.count)
    #expect(findings.files(of: []).isEmpty)
    #expect(findings.copiedText(of: [1, 2]).split(separator: "\n").count == 2)
  }

  @Test func aFileThatIsGoneOrLeadsOutOfTheFolderIsNotOpened() async throws {
    var opened = 0
    fixture.environment.openInEditor = { _, _ in opened += 1 }
    let workspace = fixture.makeWorkspace()
    let findings = workspace.makeFindings()
    findings.show(project: self.findings.projectID)
    await findings.settle()
    let row = try #require(findings.rows.first)
    let file = fixture.folder.file("netkit/\(row.file)")
    try FileManager.default.removeItem(at: file)
    findings.openInEditor([row.id])
    await findings.settle()
    try fixture.write("int secret;", to: "secret.c")
    try FileManager.default.createSymbolicLink(
      at: file, withDestinationURL: fixture.folder.file("secret.c"))
    findings.openInEditor([row.id])
    await findings.settle()
    #expect(opened == 0)
    #expect(workspace.notices.notices.last?.text.contains("is no longer in the folder of netkit") == true)
  }

  @Test func findingsCanBeReadWhenTheFolderIsGone() async throws {
    try FileManager.default.removeItem(at: fixture.folder.file("netkit"))
    let findings = workspace.makeFindings()
    findings.show(project: self.findings.projectID)
    await findings.settle()
    #expect(functionCount(of: findings) == 187)
    await findings.rank(withRun: try #require(workspace.runs.runs.first?.id))
    guard case .failed(let sentence) = findings.phase else {
      Issue.record("there is nothing to rank")
      return
    }
    #expect(sentence.contains("is gone"))
    #expect(functionCount(of: findings) == 187, "the old ranking stays")
  }

  @Test func aRankingThatIsStoppedEndsAndTheOneBeforeStays() async throws {
    let before = try #require(findings.scan)
    let (store, project) = (fixture.store, before.projectID)
    let stop = StopRequest()
    let detector = Detector(model: try SampleModel.make())
    var files = 0
    let scan = try ProjectRanker(store: store, runID: before.runID, projectID: project).run(
      with: detector, shouldStop: { stop.wasMade },
      progress: { count, _ in
        files = count
        stop.make()
      })
    #expect(scan == nil)
    #expect(files == 1)
    #expect(try store.scans(ofProject: project) == [before])
    #expect(functionCount(of: findings) == 187)
  }

  @Test func theSourceIsColouredAsReportsAre() {
    let text = "static int f(int n)\n{\n  /* é😀 */ return strlen(\"a\") + 0x10;\n}"
    let function = CFunction(
      file: "a.c", name: "f", signature: "int f(int n)",
      range: SourceRange(
        startOffset: 9, endOffset: 9 + text.utf8.count, startLine: 1, startColumn: 1, endLine: 4, endColumn: 2
      ), text: text)
    let source = FunctionSource(function)
    let utf16 = Array(text.utf16)
    let parts = source.spans.map { "\($0.kind) \(String(decoding: utf16[$0.range], as: UTF16.self))" }
    #expect(
      parts == [
        "keyword static", "type int", "call f", "type int", "comment /* é😀 */", "keyword return",
        "call strlen", "string \"a\"", "number 0x10",
      ])
  }

  @Test func misleadingCharactersAreReplacedInPlace() {
    let function = CFunction(
      file: "a.c", name: "f", signature: "int f(void)",
      range: SourceRange(
        startOffset: 100, endOffset: 160, startLine: 7, startColumn: 1, endLine: 8, endColumn: 2),
      text: "int f(void)\n{ /* \u{202E}é😀 */ g(); }")
    let before = function.text.utf8.count - "g(); }".utf8.count
    let statement = StoredFinding.Statement(
      range: SourceRange(
        startOffset: 100 + before, endOffset: 104 + before, startLine: 8, startColumn: 1, endLine: 8,
        endColumn: 5), text: "g();", share: 1)
    let source = FunctionSource(function, statements: [statement])
    #expect(source.text == "int f(void)\n{ /* \u{FFFD}é😀 */ g(); }")
    let range = source.heat[0].range
    #expect(String(decoding: Array(source.text.utf16)[range], as: UTF16.self) == "g();")
  }
}
