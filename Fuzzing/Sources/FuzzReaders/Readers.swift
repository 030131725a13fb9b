import Foundation

@testable import Core

/// Reads one input: it may refuse it, but must not crash, hang or break what is checked of what it accepts.
typealias Reader = @Sendable ([UInt8]) -> Void

/// All readers of foreign bytes, by name.
let readers: [String: @Sendable () throws -> Reader] = [
  "baseline": { readBaseline },
  "c-text": makeCTextReader,
  "cache": { readCache },
  "configuration": { readConfiguration },
  "experiment": { readExperiment },
  "labels-csv": { readCSVLabels },
  "labels-jsonl": { readJSONLinesLabels },
  "lsp": makeLanguageServerReader,
  "messages": { readMessages },
  "model": { readModel },
  "snapshot": { readSnapshot },
]

private func readBaseline(_ input: [UInt8]) {
  guard let baseline = try? BaselineFile.parse(input, file: "b.json") else { return }
  let again = try? BaselineFile.parse(Array(BaselineFile.text(of: baseline).utf8), file: "b.json")
  precondition(again == baseline, "a baseline reads the same again")
  precondition(baseline.matches(baseline.entries).allSatisfy { $0 != nil }, "entries match themselves")
}

private func readConfiguration(_ input: [UInt8]) {
  do {
    let file = try ConfigurationFile(bytes: input, path: "/p/.vulnadapt.yml")
    let listing = ConfigurationListing(EffectiveConfiguration(commandLine: [:], file: file))
    _ = listing.text(asJSON: true)
    precondition(!listing.text(asJSON: false).contains("\u{1b}"), "a listing steers no terminal")
  } catch {
    precondition(!String(describing: error).contains("\u{1b}"), "an error steers no terminal")
  }
}

private func readExperiment(_ input: [UInt8]) {
  do {
    _ = try ExperimentFile(yaml: String(decoding: input, as: UTF8.self), file: "x.yml")
  } catch {
    precondition(!error.description.contains("\u{1b}"), "an error steers no terminal")
  }
}

/// A regular expression, a line end, and the message that it is sought in.
private func readMessages(_ input: [UInt8]) {
  let parts = input.split(separator: 10, maxSplits: 1, omittingEmptySubsequences: false)
  let texts = parts.map { String(decoding: $0, as: UTF8.self) }
  do {
    let matcher = try FixPatterns([texts[0]]).matcher
    let message = texts.count > 1 ? texts[1] : ""
    _ = matcher.evidence(in: message)
    _ = matcher.identifiers(in: message)
  } catch {
    precondition(!error.description.contains("\u{1b}"), "an error steers no terminal")
  }
}

private func readCSVLabels(_ input: [UInt8]) {
  guard let text = try? SourceText(decoding: input, file: "labels.csv") else { return }
  _ = try? CSVLabels.manifest(text.string, file: "labels.csv")
}

private func readJSONLinesLabels(_ input: [UInt8]) {
  _ = JSONLinesLabels.manifest(input, file: "labels.jsonl")
}

private func readCache(_ input: [UInt8]) {
  guard let memory = try? ScanMemory(input[...]) else { return }
  for function in memory.files.values.flatMap(\.functions) {
    let found = CFunction(
      file: "a.c", name: function.name, signature: function.signature, range: function.range, text: "")
    _ = memory.details[function.digest]?.statements(of: found)
  }
  precondition((try? ScanMemory(memory.bytes[...])) == memory, "a memory reads the same again")
}

private func readSnapshot(_ input: [UInt8]) {
  let empty = ScanResult(
    findings: [], functionCount: 0, fileCount: 0, suspectCount: 0, threshold: 0.5, highestScore: nil,
    skipped: [], method: "vuld", path: "p", model: "m")
  guard let snapshot = try? ScanSnapshot(input[...], into: empty) else { return }
  for format in ReportFormats.all { _ = format.init(style: ReportStyle()).report(snapshot.result) }
  let again = try? ScanSnapshot(snapshot.bytes[...], into: empty)
  precondition(again?.bytes == snapshot.bytes, "a snapshot reads the same again")
}

private func readModel(_ input: [UInt8]) {
  let function = CFunction(
    file: "a.c", name: "f", signature: "int f(char *p)",
    range: SourceRange(
      startOffset: 0, endOffset: 48, startLine: 1, startColumn: 1, endLine: 4, endColumn: 2),
    text: "int f(char *p)\n{\n  return strcpy(p, p + 1)[0];\n}")
  guard let model = try? ModelFile(BytesInMemory(bytes: input), file: "m.vulnmodel")
  else { return }
  let detector = Detector(model: model)
  _ = try? detector.scores(of: [function])
  _ = try? detector.attribution(of: function, limit: 3)
  let description = ModelDescription(of: model, file: "m")
  _ = (description.text, description.json)
}

@Sendable private func makeCTextReader() throws -> Reader {
  let statements = StatementParser()
  return { input in
    // Without a bound of its own, tree-sitter's error recovery takes nearly all of the time.
    guard let parser = try? FunctionParser(limits: .init(timeout: 0.05)),
      let source = try? SourceText(decoding: input, file: "a.c")
    else { return }
    _ = SuppressionComment.all(in: source)
    for function in parser.parse(source, file: "a.c").functions {
      for statement in statements.statements(of: function) {
        precondition(
          function.range.startOffset <= statement.range.startOffset
            && statement.range.endOffset <= function.range.endOffset, "statements lie in their function")
      }
      _ = FunctionFingerprint(of: function)
      let spans = CHighlighter.spans(of: function.text)
      precondition(spans.last?.range.upperBound ?? 0 == function.text.utf8.count, "colours cover the text")
    }
  }
}

@Sendable private func makeLanguageServerReader() throws -> Reader {
  let model = ProcessInfo.processInfo.environment["VULNADAPT_FUZZ_MODEL"]
  return { input in
    var settings = ServerSettings(model: model, threshold: 0)
    settings.debounceMilliseconds = 0
    let server = LanguageServer(settings: settings) { _ in }
    var reader = MessageReader(messageLimit: 1 << 20)
    for event in reader.read(input) {
      if case .message(let content) = event { _ = server.take(content) }
    }
    server.queue.waitUntilIdle()
    server.queue.close()
  }
}
