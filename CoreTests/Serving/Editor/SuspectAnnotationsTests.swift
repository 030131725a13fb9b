import Foundation
import Testing

@testable import Core

struct SuspectAnnotationsTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private static let samples = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Samples/netkit")

  /// Files with what makes lines hard, and real ones.
  private static func texts() throws -> [String] {
    let real = try FileManager.default.contentsOfDirectory(at: samples, includingPropertiesForKeys: nil)
      .filter { ["c", "h"].contains($0.pathExtension) }
      .sorted { $0.path < $1.path }
      .map { String(decoding: try Data(contentsOf: $0), as: UTF8.self) }
      .filter { $0.contains("\n{\n") }
    #expect(real.count > 5)
    let made = [
      "int f(int a) { return a; }",
      "int f(int a) { return a; } int g(int b) { return b; }\n",
      "int f(int a)\n{\n  return a;\n} int g(int b) { return memcpy(b); }",
      "\t\tint f(int a) { return a; }\n\n\n",
      "/* starts\n ends */ int f(int a) { return a; }\n",
      "#define X \\\n 3\nint f(int a) { return X; }\n",
      "int before; \\\nint f(int a) { return a; }\n",
      "// joined \\\nint gone(int a) { return a; }\nint f(int a) { return a; }\n",
      "int é(int ö)\n{\n  return \"😀\" + ö;\n}\n",
    ]
    let all = made + real
    return all + all.map { $0.replacingOccurrences(of: "\n", with: "\r\n") }
  }

  private func scores(_ text: String, _ source: DetectorSource) throws -> [String: [Float]] {
    let scan = try BufferScan(BufferText(text), detector: source.detector())
    return Dictionary(grouping: scan.functions, by: \.function.name).mapValues { $0.map(\.score) }
  }

  @Test func markersChangeNoScoreAndGoAwayWithoutATrace() throws {
    let source = try EditorTesting.source(in: folder, threshold: 0)
    for text in try Self.texts() {
      let buffer = EditorTesting.buffer(text)
      let response = try EditorCommand.annotateSuspects.run(on: buffer, models: source)
      let annotated = EditorTesting.text(of: buffer, after: response)
      #expect(annotated != text)
      #expect(try scores(annotated, source) == scores(text, source))

      let again = EditorTesting.buffer(annotated)
      guard case .message(let message) = try EditorCommand.annotateSuspects.run(on: again, models: source)
      else {
        Issue.record("a second time changed the file: \(text)")
        continue
      }
      #expect(message.hasPrefix("The annotations are up to date ("))

      let removal = try EditorCommand.removeAnnotations.run(on: again, models: source)
      #expect(Array(EditorTesting.text(of: again, after: removal).utf8) == Array(text.utf8))
    }
  }

  @Test func aMarkerNamesTheScoreAndTheLinesAsTheyStandBelowIt() throws {
    let source = try EditorTesting.source(in: folder, threshold: 0)
    let text = "int f(int a)\n{\n  a = 3;\n  memcpy(a, 7);\n  return a;\n}\n\tint g(int b) { memcpy(b); }\n"
    let buffer = EditorTesting.buffer(text)
    let response = try EditorCommand.annotateSuspects.run(on: buffer, models: source)
    let lines = BufferText(EditorTesting.text(of: buffer, after: response)).lines
    let scan = try BufferScan(BufferText(lines: lines), detector: source.detector())
    #expect(lines.count == 9)
    #expect(lines[0].contains("%)") || lines[7].contains("%)"))
    #expect(lines[7].hasPrefix("\t// FIXME: VulnAdapt 0."))
    for (function, marker) in zip(scan.functions, [lines[0], lines[7]]) {
      let statements = try scan.attributions(of: [function], limit: 3)[0]
      #expect(marker.contains("VulnAdapt " + String(format: "%.3f", function.score)))
      for statement in statements { #expect(marker.contains("line \(statement.range.start.line + 1) (")) }
    }
  }

  @Test func aMarkerNamesTheFirstSignalAndItsLineBelowIt() throws {
    let source = try EditorTesting.source(in: folder, threshold: 0)
    let text = "int f(char *a, char *b)\n{\n  a = 3;\n  strcpy(a, b);\n  return *a;\n}\n"
    let buffer = EditorTesting.buffer(text)
    let response = try EditorCommand.annotateSuspects.run(on: buffer, models: source)
    let lines = BufferText(EditorTesting.text(of: buffer, after: response)).lines
    #expect(lines[0].contains("copy-without-bound in line 5\n") && lines[4] == "  strcpy(a, b);\n")
    #expect(SuspectMarker.isMarker(lines[0]))
    var cursor = buffer
    cursor.selections = [TextRange(at: TextPosition(line: 3, column: 3))]
    guard case .message(let message) = try EditorCommand.explainFunction.run(on: cursor, models: source)
    else {
      Issue.record("nothing was said")
      return
    }
    #expect(message.contains("To check in line 4: `strcpy` copies `b` into `a`"))
  }

  @Test func oldMarkersAreReplacedAndThoseOfFormerSuspectsRemoved() throws {
    let source = try EditorTesting.source(in: folder, threshold: 0)
    let code = "int f(int a) { return a; }\n"
    let old = "// FIXME: VulnAdapt 0.001: line 7 (100 %)\n"
    let buffer = EditorTesting.buffer("\(old)int x;\n\(old)\(old)\(code)\(old)")
    let response = try EditorCommand.annotateSuspects.run(on: buffer, models: source)
    let lines = BufferText(EditorTesting.text(of: buffer, after: response)).lines
    #expect(lines.count == 3)
    #expect(lines[0] == "int x;\n")
    #expect(lines[2] == code)
    #expect(SuspectMarker.isMarker(lines[1]) && lines[1] != old)

    let strict = try EditorTesting.source(in: folder, threshold: 1)
    let cleared = try EditorCommand.annotateSuspects.run(on: buffer, models: strict)
    #expect(EditorTesting.text(of: buffer, after: cleared) == "int x;\n\(code)")
  }

  @Test func selectionsStayOnTheirText() throws {
    let source = try EditorTesting.source(in: folder, threshold: 0)
    var buffer = EditorTesting.buffer("int x;\nint f(int a) { return a; }\nint y;\n")
    buffer.selections = [
      TextRange(start: TextPosition(line: 0, column: 1), end: TextPosition(line: 2, column: 3)),
      TextRange(at: TextPosition(line: 3, column: 0)), TextRange(at: TextPosition(line: 1, column: 99)),
    ]
    guard case .edit(_, let selections) = try EditorCommand.annotateSuspects.run(on: buffer, models: source)
    else {
      Issue.record("nothing was annotated")
      return
    }
    #expect(
      selections == [
        TextRange(start: TextPosition(line: 0, column: 1), end: TextPosition(line: 3, column: 3)),
        TextRange(at: TextPosition(line: 3, column: 6)), TextRange(at: TextPosition(line: 2, column: 26)),
      ])
  }

  @Test func onlyLinesThatAreNothingButMarkersAreMarkers() {
    for marker in [
      "// FIXME: VulnAdapt 0.934", "\t// FIXME: VulnAdapt 1.000: line 3 (100 %)\r\n",
      "// FIXME: VulnAdapt 0.1205: line 14 (61 %), line 18 (20 %)",
      "  // FIXME: VulnAdapt 0.120: line 14 (61 %), line 18 (20 %)\n",
      "// FIXME: VulnAdapt 0.120: line 14 (61 %); copy-without-bound in line 18\n",
      "// FIXME: VulnAdapt 0.120: double-free in line 18",
    ] {
      #expect(SuspectMarker.isMarker(marker) == !marker.contains("1205"))
    }
    for line in [
      "", "// FIXME: VulnAdapt", "// FIXME: VulnAdapt is wrong here", "/// FIXME: VulnAdapt 0.934",
      "int a; // FIXME: VulnAdapt 0.934", "// FIXME: VulnAdapt 0.934: line 3 (100 %) no: checked",
      "// FIXME: VulnAdapt 0.934: nobody in line 3", "// FIXME: VulnAdapt 0.934: line 3 (100 %); mine",
      "// FIXME: VulnAdapt 0.934 \\\n", "// TODO: VulnAdapt 0.934",
    ] {
      #expect(!SuspectMarker.isMarker(line))
    }
  }

  @Test func removingFromAFileWithoutMarkersSaysSo() throws {
    let buffer = EditorTesting.buffer("int f(void) { return 0; }\n")
    #expect(
      try EditorCommand.removeAnnotations.run(on: buffer, models: DetectorSource(folder: nil))
        == .message("There are no VulnAdapt annotations in this file."))
  }
}
