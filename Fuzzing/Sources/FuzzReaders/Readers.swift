import Foundation

@testable import Core

/// Reads one input: it may refuse it, but must not crash, hang or break what is checked of what it accepts.
typealias Reader = @Sendable ([UInt8]) -> Void

/// `precondition`, whose words an optimised build would leave out.
func check(_ condition: Bool, _ rule: String) {
  if !condition { fatalError("broken: \(rule)") }
}

/// All readers of foreign bytes, by name.
let readers: [String: @Sendable () throws -> Reader] = [
  "adaptation": { readAdaptation },
  "agreement": makeAgreementReader,
  "baseline": { readBaseline },
  "c-text": makeCTextReader,
  "cache": { readCache },
  "checkpoint": { readCheckpoint },
  "configuration": { readConfiguration },
  "experiment": { readExperiment },
  "git": { readGit },
  "history": { readHistory },
  "ignore": { readIgnoreRules },
  "labels-csv": { readCSVLabels },
  "labels-jsonl": { readJSONLinesLabels },
  "lsp": makeLanguageServerReader,
  "mended": { readMendedFunctions },
  "messages": { readMessages },
  "model": { readModel },
  "osv": { readOSV },
  "points": { readPoints },
  "run": { readRun },
  "scoring": makeScoringReader,
  "snapshot": { readSnapshot },
  "wording": { readWording },
]

private func readBaseline(_ input: [UInt8]) {
  guard let baseline = try? BaselineFile.parse(input, file: "b.json") else { return }
  let again = try? BaselineFile.parse(Array(BaselineFile.text(of: baseline).utf8), file: "b.json")
  check(again == baseline, "a baseline reads the same again")
  check(baseline.matches(baseline.entries).allSatisfy { $0 != nil }, "entries match themselves")
}

private func readConfiguration(_ input: [UInt8]) {
  do {
    let file = try ConfigurationFile(bytes: input, path: "/p/.vulnadapt.yml")
    let listing = ConfigurationListing(EffectiveConfiguration(commandLine: [:], file: file))
    _ = listing.text(asJSON: true)
    check(!listing.text(asJSON: false).contains("\u{1b}"), "a listing steers no terminal")
  } catch {
    check(!String(describing: error).contains("\u{1b}"), "an error steers no terminal")
  }
}

private func readExperiment(_ input: [UInt8]) {
  do {
    _ = try ExperimentFile(yaml: String(decoding: input, as: UTF8.self), file: "x.yml")
  } catch {
    check(!error.description.contains("\u{1b}"), "an error steers no terminal")
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
    check(!error.description.contains("\u{1b}"), "an error steers no terminal")
  }
}

/// A wording, an empty line, and a message or a list of commits that is looked at with it.
private func readWording(_ input: [UInt8]) {
  let text = String(decoding: input, as: UTF8.self)
  let parts = text.split(separator: "\n\n", maxSplits: 1)
  let message = parts.count > 1 ? String(parts[1]) : ""
  do {
    let wording = try SecurityWording(yaml: parts.first.map(String.init) ?? "", file: "w.yml")
    _ = CommitWords(wording).kinds(of: Array(message.utf8))
  } catch {
    check(!String(describing: error).contains("\u{1b}"), "an error steers no terminal")
  }
  let git = SafeGit { _ in Array(String(repeating: "a", count: 40).utf8) + [10] }
  _ = try? CommitList(message, file: "c.txt", in: git)
}

/// The points of a joint space.
private func readPoints(_ input: [UInt8]) {
  guard let points = try? JointRepresentations(BytesInMemory(bytes: input), file: "joint.safetensors") else {
    return
  }
  var text = ""
  points.writeCSV { text += $0 }
  check(!text.contains("\u{1b}"), "a table steers no terminal")
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
  check((try? ScanMemory(memory.bytes[...])) == memory, "a memory reads the same again")
}

private func readSnapshot(_ input: [UInt8]) {
  let empty = ScanResult(
    findings: [], functionCount: 0, fileCount: 0, suspectCount: 0, threshold: 0.5, highestScore: nil,
    skipped: [], method: "vuld", path: "p", model: "m")
  guard let snapshot = try? ScanSnapshot(input[...], into: empty) else { return }
  for format in ReportFormats.all { _ = format.init(style: ReportStyle()).report(snapshot.result) }
  let again = try? ScanSnapshot(snapshot.bytes[...], into: empty)
  check(again?.bytes == snapshot.bytes, "a snapshot reads the same again")
}

/// The answers of git that histories and labels are read from: pieces of the input, between "=".
private func readGit(_ input: [UInt8]) {
  let answers = input.split(separator: 0x3D, maxSplits: 6, omittingEmptySubsequences: false).map(Array.init)
  let names = ["rev-list", "diff-tree", "cat-file", "ls-tree", "log", "rev-parse", "config"]
  let git = SafeGit { arguments in
    let place = names.firstIndex(of: arguments.first ?? "") ?? 0
    return place < answers.count ? answers[place] : []
  }
  let id = String(repeating: "a", count: 40)
  _ = try? git.files(of: id)
  _ = git.remoteAddresses()
  _ = try? git.existingCommits(among: [id])
  _ = try? git.readContents(of: [id, id], sizeLimit: 1 << 16) { _, _ in }
  var options = HistoryReader.Options()
  options.threads = 1
  if let history = try? HistoryReader(git: git, options: options).read(id), history.place(of: id) != nil {
    _ = HistoryEvidence(history, asOf: id)
  }
  guard let patterns = try? FixPatterns(["fix"]) else { return }
  _ = try? HistoryLabels(git: git, options: HistoryLabels.Options(patterns: patterns)).run()
}

private func readHistory(_ input: [UInt8]) {
  guard let history = try? ProjectHistory(input[...]) else { return }
  for head in history.heads.prefix(2) where history.place(of: head) != nil {
    _ = HistoryEvidence(history, asOf: head)
  }
  let again = try? ProjectHistory(history.bytes[...])
  check(again?.bytes == history.bytes, "a history reads the same again")
}

private func readOSV(_ input: [UInt8]) {
  for file in ["a.json", "a.jsonl", "a.yaml"] {
    let (records, problems) = OSVRecords.parse(input, file: file)
    _ = OSVRecords(records)
    check(!problems.contains { $0.contains("\u{1b}") }, "a problem steers no terminal")
  }
}

private func readCheckpoint(_ input: [UInt8]) {
  guard let contents = try? SafetensorsFile(BytesInMemory(bytes: input), file: "c") else { return }
  _ = contents.digest()
  _ = try? Checkpoint.texts(of: contents, file: "c")
}

private func readModel(_ input: [UInt8]) {
  let function = CFunction.sample
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
  // Without a bound of its own, tree-sitter's error recovery takes nearly all of the time.
  nonisolated(unsafe) let parser = try FunctionParser(limits: .init(timeout: 0.05))
  return { input in
    guard let source = try? SourceText(decoding: input, file: "a.c") else { return }
    _ = SuppressionComment.all(in: source)
    for function in parser.parse(source, file: "a.c").functions {
      for statement in statements.statements(of: function) {
        check(
          function.range.startOffset <= statement.range.startOffset
            && statement.range.endOffset <= function.range.endOffset, "statements lie in their function")
      }
      _ = FunctionFingerprint(of: function)
      let spans = CHighlighter.spans(of: function.text)
      check(spans.last?.range.upperBound ?? 0 == function.text.utf8.count, "colours cover the text")
    }
  }
}

/// Functions that tree-sitter reads in a text without an error are all found.
@Sendable private func makeAgreementReader() throws -> Reader {
  // libFuzzer tries its inputs on one thread.
  nonisolated(unsafe) let syntax = try SyntaxFunctions(timeout: 0.05)
  nonisolated(unsafe) let parser = try FunctionParser()
  return { input in
    guard input.count <= 4_096, let source = try? SourceText(decoding: input, file: "a.c") else { return }
    source.bytes.withUnsafeBufferPointer { text in
      let tree = syntax.find(in: text)
      guard !tree.hasErrors, !tree.functions.isEmpty else { return }
      let parsed = parser.parse(source, file: "a.c")
      let known = parsed.functions.map(\.range) + parsed.skipped.map(\.range)
      // The grammar takes `int f { … }` for a function, which it is not.
      for function in tree.functions where text[function.start..<function.bodyStart].contains(0x28) {
        check(
          known.contains { $0.startOffset <= function.bodyStart && function.bodyStart < $0.endOffset },
          "a function of the tree is found or told to be skipped")
      }
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
