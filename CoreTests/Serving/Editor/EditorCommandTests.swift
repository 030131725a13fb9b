import Foundation
import Testing

@testable import Core

struct EditorCommandTests {
  private static let text = """
    /* ä */ static int first(int a) {
      return a;
    }

    int second(char *p, int n)
    {
      memcpy(p, p + n, 7);
      return 0;
    }
      void third(void) { int x = 3; memcpy(&x, 0, x); }

    """
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func run(
    _ command: EditorCommand, _ buffer: EditorBuffer, threshold: Float = 0
  ) throws -> EditorResponse {
    try command.run(on: buffer, models: EditorTesting.source(in: folder, threshold: threshold))
  }

  @Test func highlightSelectsTheHeadsOfSuspects() throws {
    let response = try run(.highlightSuspects, EditorTesting.buffer(Self.text))
    #expect(
      response
        == .select([
          TextRange(start: TextPosition(line: 0, column: 8), end: TextPosition(line: 0, column: 31)),
          TextRange(start: TextPosition(line: 4, column: 0), end: TextPosition(line: 4, column: 26)),
          TextRange(start: TextPosition(line: 9, column: 2), end: TextPosition(line: 9, column: 18)),
        ]))
  }

  @Test func nextAndPreviousGoRoundTheSuspects() throws {
    let names = [(0, 19), (4, 4), (9, 7)].map { TextPosition(line: $0.0, column: $0.1) }
    var buffer = EditorTesting.buffer(Self.text)
    for expected in names + names {
      let response = try run(.nextSuspect, buffer)
      #expect(response == .select([TextRange(at: expected)]))
      buffer.selections = [TextRange(at: expected)]
    }
    for expected in (names + names).reversed().dropFirst() {
      let response = try run(.previousSuspect, buffer)
      #expect(response == .select([TextRange(at: expected)]))
      buffer.selections = [TextRange(at: expected)]
    }
  }

  @Test func nextStartsFromTheFirstSelectionWhereverItLies() throws {
    var buffer = EditorTesting.buffer(Self.text)
    buffer.selections = [
      TextRange(start: TextPosition(line: 9, column: 2), end: TextPosition(line: 9, column: 4)),
      TextRange(start: TextPosition(line: 1, column: 0), end: TextPosition(line: 1, column: 4)),
    ]
    #expect(
      try run(.nextSuspect, buffer) == .select([TextRange(at: TextPosition(line: 4, column: 4))]))
    for selections in [[], [TextRange(at: TextPosition(line: 99, column: 99))]] {
      buffer.selections = selections
      #expect(
        try run(.nextSuspect, buffer) == .select([TextRange(at: TextPosition(line: 0, column: 19))]))
    }
  }

  @Test func theOnlySuspectIsSaidToBeTheOnlyOne() throws {
    let one = EditorTesting.buffer("int f(int a) { return a; }", cursor: TextPosition(line: 0, column: 4))
    for command in [EditorCommand.nextSuspect, .previousSuspect] {
      #expect(try run(command, one) == .message("This is the only suspect function of 1 function."))
    }
  }

  @Test func withoutSuspectsEveryCommandSaysSo() throws {
    let buffer = EditorTesting.buffer(Self.text)
    for command in [
      EditorCommand.highlightSuspects, .nextSuspect, .previousSuspect, .annotateSuspects, .checkFile,
    ] {
      guard case .message(let text) = try run(command, buffer, threshold: 1) else {
        Issue.record("\(command) changed the file")
        continue
      }
      #expect(text.hasPrefix("No suspect functions (3 checked): none scores 1.000 or more. Highest: "))
      #expect(
        try run(command, EditorTesting.buffer("int a;\n"))
          == .message("No functions were found in this file."))
    }
  }

  @Test func theFileIsSummedUpWithItsWorstFunction() throws {
    let source = try EditorTesting.source(in: folder)
    let scan = try BufferScan(BufferText(Self.text), detector: source.detector())
    let worst = try #require(scan.functions.max { $0.score < $1.score })
    let score = String(format: "%.3f", worst.score)
    #expect(
      try run(.checkFile, EditorTesting.buffer(Self.text))
        == .message(
          "3 of 3 functions are suspects (score 0.000 or more). Highest: \(worst.function.name),"
            + " line \(worst.name.start.line + 1), score \(score)."))
    let one = try run(.checkFile, EditorTesting.buffer(Self.text), threshold: worst.score)
    guard case .message(let text) = one else { return }
    #expect(text.hasPrefix("1 of 3 functions is a suspect"))
  }

  @Test func theFunctionAtTheCursorIsExplained() throws {
    let inside = EditorTesting.buffer(Self.text, cursor: TextPosition(line: 6, column: 3))
    guard case .message(let text) = try run(.explainFunction, inside) else {
      Issue.record("the file was changed")
      return
    }
    #expect(text.hasPrefix("second: score 0."))
    #expect(text.contains(", a suspect (from 0.000), place "))
    #expect(text.contains(" of 3 in this file. Raised most by line "))
    #expect(!text.contains("\n"))
    let outside = EditorTesting.buffer(Self.text, cursor: TextPosition(line: 3, column: 0))
    #expect(
      try run(.explainFunction, outside)
        == .message("The cursor is not in a function. Put it into one, then explain again."))
  }

  @Test func aFunctionThatACommentAcceptsIsNoSuspect() throws {
    let text = Self.text.replacingOccurrences(
      of: "int second", with: "// vulnadapt: ignore — copied with care\nint second")
    let response = try run(.highlightSuspects, EditorTesting.buffer(text))
    guard case .select(let ranges) = response else { return }
    #expect(ranges.map(\.start.line) == [0, 10])
    let inside = EditorTesting.buffer(text, cursor: TextPosition(line: 7, column: 3))
    guard case .message(let explanation) = try run(.explainFunction, inside) else { return }
    #expect(explanation.contains(", accepted by the comment in line 5, place "))
    let accepted = EditorTesting.buffer("// vulnadapt: ignore\nint f(int a) { return a; }\n")
    guard case .message(let none) = try run(.checkFile, accepted) else { return }
    #expect(none.hasPrefix("No suspect functions (1 checked): comments accept 1 that scores 0.000 or more."))
  }

  @Test func anExplanationNamesTheLabelledFunctionItResemblesMost() throws {
    var model = try SampleModel.make(maximumStatements: 40, scale: 2)
    let scan = try BufferScan(BufferText(Self.text), detector: Detector(model: model))
    let functions = scan.functions.map(\.function)
    model.exemplars = Exemplars(
      entries: functions.map {
        .init(project: "libtiff", file: "a.c", name: "known_\($0.name)", cve: "CVE-2011-3464", cwe: "CWE-787")
      },
      sketches: functions.map { FunctionSketch(scan.detector.preparation.parser.statements(of: $0)) })
    let file = folder.file("exemplars.vulnmodel")
    try model.write(to: file)
    let shared = SharedModelFolder(url: folder.file("Exemplars"))
    try shared.choose(file)
    let response = try EditorCommand.explainFunction.run(
      on: EditorTesting.buffer(Self.text, cursor: TextPosition(line: 6, column: 3)),
      models: DetectorSource(folder: shared))
    guard case .message(let text) = response else { return }
    #expect(
      text.hasSuffix(
        " Of the labelled vulnerable functions it resembles known_second of libtiff (CVE-2011-3464) most."))
  }

  @Test func textOfTheFileCannotSteerTheMessage() throws {
    let buffer = EditorTesting.buffer(
      "int \u{202E}f(int a) { return \"\u{1b}[31m\" + a + memcpy; }",
      cursor: TextPosition(line: 0, column: 20))
    guard case .message(let text) = try run(.explainFunction, buffer) else { return }
    #expect(!text.unicodeScalars.contains { $0.properties.generalCategory == .control })
    #expect(!text.unicodeScalars.contains { $0.properties.generalCategory == .format })
  }

  @Test func onlyCSourcesAndHeadersAreRead() throws {
    for type in ["public.c-source", "public.c-header"] {
      _ = try run(.checkFile, EditorTesting.buffer(Self.text, contentType: type))
    }
    for type in [
      "public.swift-source", "public.c-plus-plus-source", "public.objective-c-source", "", "x\u{1b}",
    ] {
      for command in EditorCommand.allCases {
        let buffer = EditorTesting.buffer(Self.text, contentType: type)
        #expect(throws: EditorError.notC(contentType: type)) { try run(command, buffer) }
      }
    }
    #expect(
      EditorError.notC(contentType: "public.swift-source").description.contains("'public.swift-source'"))
  }

  @Test func aCancelledCommandDoesNothing() throws {
    let source = try EditorTesting.source(in: folder, threshold: 0)
    for command in EditorCommand.allCases where command != .removeAnnotations {
      #expect(throws: CancellationError.self) {
        try command.run(on: EditorTesting.buffer(Self.text), models: source, isCancelled: { true })
      }
    }
  }

  @Test func identifiersAndTitlesAreUnique() {
    #expect(Set(EditorCommand.allCases.map(\.title)).count == EditorCommand.allCases.count)
    #expect(EditorCommand.allCases.allSatisfy { $0.rawValue.allSatisfy(\.isLetter) })
  }
}
