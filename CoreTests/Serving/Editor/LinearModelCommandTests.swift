import Foundation
import Testing

@testable import Core

/// Every command with a model that has a linear part and no networks, as the program trains by default.
struct LinearModelCommandTests {
  private static let text = """
    int copy(const char *p, int n)
    {
      char b[16];
      memcpy(b, p, n);
      return b[3];
    }

    int careful(const char *p, int n)
    {
      if (n > 16) return -1;
      int k = p[0];
      k += n;
      return k;
    }

    """
  private static let model = Result {
    try TinyProjects().job(TrainingMethod.linearAdapted.id).run().model
  }
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func run(
    _ command: EditorCommand, on text: String = text, line: Int = 0, threshold: Float? = nil
  ) throws -> EditorResponse {
    var model = try #require(try Self.model.get())
    if let threshold { model.threshold = threshold }
    return try command.run(
      on: EditorTesting.buffer(text, cursor: TextPosition(line: line, column: 4)),
      models: EditorTesting.source(in: folder, model: model))
  }

  /// A threshold between both functions' scores.
  private func middle() throws -> Float {
    let detector = Detector(model: try #require(try Self.model.get()))
    let scores = try BufferScan(BufferText(Self.text), detector: detector).functions.map(\.score)
    #expect(scores[0] > scores[1], "an unchecked copy ranks above a checked access")
    return (scores[0] + scores[1]) / 2
  }

  @Test func theSuspectIsHighlightedAndReached() throws {
    let threshold = try middle()
    let head = TextRange(start: TextPosition(line: 0, column: 0), end: TextPosition(line: 0, column: 30))
    #expect(try run(.highlightSuspects, threshold: threshold) == .select([head]))
    let name = TextRange(at: TextPosition(line: 0, column: 4))
    for command in [EditorCommand.nextSuspect, .previousSuspect] {
      #expect(try run(command, line: 8, threshold: threshold) == .select([name]))
    }
  }

  @Test func annotationsNameTheStatementsAndGoWithoutATrace() throws {
    let response = try run(.annotateSuspects, threshold: middle())
    let annotated = EditorTesting.text(of: EditorTesting.buffer(Self.text), after: response)
    let marker = try #require(annotated.split(separator: "\n").first)
    #expect(marker.contains(#/^// FIXME: VulnAdapt [01]\.[0-9]{3}: line /#))
    #expect(marker.contains("5"), "memcpy stands in line 5 below the marker")
    let removed = try run(.removeAnnotations, on: annotated)
    #expect(EditorTesting.text(of: EditorTesting.buffer(annotated), after: removed) == Self.text)
  }

  @Test func theFunctionIsExplainedByItsStatements() throws {
    guard case .message(let text) = try run(.explainFunction, line: 3, threshold: middle()) else {
      Issue.record("the file was changed")
      return
    }
    #expect(text.contains(/^copy: score [01]\.[0-9]{3}, a suspect/))
    #expect(text.contains("place 1 of 2 in this file. To check in line 4: `memcpy` fills `b` by `n`, which "))
    #expect(text.contains(" (CWE-787). Raised most by line "))
  }

  @Test func theFileIsChecked() throws {
    guard case .message(let text) = try run(.checkFile, threshold: middle()) else {
      Issue.record("the file was changed")
      return
    }
    #expect(text.hasPrefix("1 of 2 functions is a suspect"))
    #expect(text.contains("Highest: copy, line 1"))
  }

  @Test func adviceOnTheStarterModelComesWithTheFirstAnswerInWords() throws {
    var model = try #require(try Self.model.get())
    model.threshold = 0
    let starter = model
    let source = DetectorSource(
      folder: SharedModelFolder(url: folder.url.appending(path: "none")), starter: { starter })
    let buffer = EditorTesting.buffer(Self.text, cursor: TextPosition(line: 3, column: 0))
    guard case .select = try EditorCommand.highlightSuspects.run(on: buffer, models: source) else {
      Issue.record("advice must not keep a command from its work")
      return
    }
    guard case .message(let first) = try EditorCommand.checkFile.run(on: buffer, models: source),
      case .message(let second) = try EditorCommand.checkFile.run(on: buffer, models: source)
    else {
      Issue.record("a check is an answer in words")
      return
    }
    #expect(first.hasPrefix(second + " (No model has been chosen, so the starter model is used."))
    #expect(first.hasSuffix("choose Use in Xcode.)"))
  }
}
