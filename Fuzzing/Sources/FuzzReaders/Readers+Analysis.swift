import Foundation

@testable import Core

/// What the program works out of C text: signals, sketches, scores of the starter model, explanations.
@Sendable func makeScoringReader() throws -> Reader {
  let path = ProcessInfo.processInfo.environment["VULNADAPT_FUZZ_MODEL"] ?? ""
  let detector = Detector(model: try ModelFile(contentsOf: URL(fileURLWithPath: path)))
  // libFuzzer tries its inputs on one thread.
  nonisolated(unsafe) let parser = try FunctionParser(limits: .init(timeout: 0.05))
  return { input in
    guard let source = try? SourceText(decoding: input, file: "a.c") else { return }
    for function in parser.parse(source, file: "a.c").functions.prefix(8) {
      for signal in SignalFinder.signals(of: function) {
        check(
          function.range.startOffset <= signal.range.startOffset
            && signal.range.endOffset <= function.range.endOffset, "signals lie in their function")
      }
      let sketch = LikenessSketch(of: function)
      check(sketch.similarity(to: sketch) == 1, "a function is like itself")
      guard let explanation = try? detector.explanation(of: function) else {
        fatalError("broken: the starter model scores every function")
      }
      check((0...1).contains(explanation.score), "scores are from 0 to 1")
      let text = ExplanationText(showsAll: true).text(of: explanation)
      check(!text.contains("\u{1b}"), "an explanation steers no terminal")
    }
  }
}

/// The patterns of an ignore file, an empty line, and the paths that are looked up.
func readIgnoreRules(_ input: [UInt8]) {
  let lines = input.split(separator: 10, omittingEmptySubsequences: false)
  let rules = IgnoreRules(Array(lines.prefix { !$0.isEmpty }.joined(separator: [10])))
  for path in lines.drop(while: { !$0.isEmpty }).prefix(32) {
    _ = rules.leavesOut(String(decoding: path, as: UTF8.self))
  }
}

func readAdaptation(_ input: [UInt8]) {
  guard let adaptation = try? ProjectAdaptation(input[...]) else { return }
  check((try? ProjectAdaptation(adaptation.bytes[...])) == adaptation, "an adaptation reads the same again")
  check(!adaptation.words.contains("\u{1b}"), "what came of adapting steers no terminal")
}

func readMendedFunctions(_ input: [UInt8]) {
  guard let (commit, functions) = try? MendedFunctions.read(input[...]) else { return }
  let mended = MendedFunctions(functions, upTo: commit)
  _ = mended.like(LikenessSketch(FunctionShingles(hashes: functions.first?.before ?? [])), CFunction.sample)
  let again = try? MendedFunctions.read(mended.bytes[...])
  check(again?.commit == commit && again?.functions == functions, "mended functions read the same again")
}

/// The files of a run's folder: a record, its training's events and its scores, with a zero byte between them.
func readRun(_ input: [UInt8]) {
  let files = input.split(separator: 0, maxSplits: 2, omittingEmptySubsequences: false).map(Array.init)
  do throws(RunFolderError) {
    let record = try RunCoding.record(files[0], file: "record.json", line: nil)
    var notes: [String] = []
    var plots: [RunPlot] = []
    if files.count > 1 {
      var events: [TrainingEvent] = []
      for line in files[1].split(separator: 10) {
        let event: TrainingEventLine = try RunCoding.value(Array(line), file: "training.jsonl", line: 1)
        events.append(event.event)
      }
      let steps = events.compactMap { if case .step(let report) = $0 { report } else { nil } }
      let evaluations = events.compactMap { if case .evaluated(let report) = $0 { report } else { nil } }
      plots += RunPlot.training(TrainingPlots(steps: steps, evaluations: evaluations))
    }
    var scores: ScoreTable?
    if files.count > 2 {
      let table = try ScoreTable(csv: files[2], file: "scores.csv")
      plots += RunPlot.rankings(table, method: record.method, &notes)
      check((try? ScoreTable(csv: Array(table.csv.utf8), file: "scores.csv")) != nil, "scores read again")
      scores = table
    }
    for plot in plots {
      check(!plot.sheet.file.contains("\u{1b}"), "a picture steers no terminal")
      _ = plot.sheet.elements
    }
    let summary = ExperimentSummary(records: [record, record]) { _ in scores }
    check(!ExperimentMarkdown(summary).text.contains("\u{1b}"), "a table steers no terminal")
    _ = ExperimentHTML(summary).text
  } catch {
    check(!error.description.contains("\u{1b}"), "an error steers no terminal")
  }
}

extension CFunction {
  /// A function for readers of other things.
  static let sample = CFunction(
    file: "a.c", name: "f", signature: "int f(char *p)",
    range: SourceRange(
      startOffset: 0, endOffset: 48, startLine: 1, startColumn: 1, endLine: 4, endColumn: 2),
    text: "int f(char *p)\n{\n  return strcpy(p, p + 1)[0];\n}")
}
