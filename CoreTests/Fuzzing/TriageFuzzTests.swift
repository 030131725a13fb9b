import Foundation
import Testing

@testable import Core

/// How long each reader is tried; 0 when nobody asks for it.
private let fuzzSeconds =
  ProcessInfo.processInfo.environment["VULNADAPT_FUZZ_SECONDS"].flatMap(Double.init) ?? 0

/// Readers of foreign bytes under mutated inputs, for as long as VULNADAPT_FUZZ_SECONDS says (`make fuzz`).
///
/// A crash ends the run; the seed is fixed, so running it again meets the same input.
@Suite(.enabled(if: fuzzSeconds > 0, "set VULNADAPT_FUZZ_SECONDS to a number of seconds for each reader"))
struct TriageFuzzTests {
  private func run(_ name: String, _ mutation: Mutation, _ body: ([UInt8]) -> Void) {
    var mutation = mutation
    let end = Date(timeIntervalSinceNow: fuzzSeconds)
    var count = 0
    while Date() < end {
      for _ in 0..<100 { body(mutation.next()) }
      count += 100
    }
    print("fuzz: \(name): \(count) inputs")
  }

  @Test func baselines() {
    let entry = #"{"file":"src/a\u001b.c","fingerprint":"00000000000000000000000000000001","function":"f"}"#
    let corpus = [
      "{\n  \"vulnadaptBaseline\": 1,\n  \"entries\": [\n    \(entry),\n    \(entry)\n  ]\n}\n",
      #"{"vulnadaptBaseline":1,"entries":[]}"#, #"{"entries":[{}],"vulnadaptBaseline":2}"#, entry,
    ]
    let words = [
      "{", "}", "[", "]", ",", ":", "\"", "\\u", "\\ud800", "\\udc00", "null", "true", "1e9", "-0",
      "\"file\"",
      "\"fingerprint\"", "\"function\"", "\"entries\"", "\"vulnadaptBaseline\"", entry, "\u{fffd}", "é", "\\",
      "00000000000000000000000000000001", "[[[[[[", "\0",
    ]
    run("baseline", Mutation(corpus: corpus, words: words, seed: 1)) { bytes in
      switch Result(catching: { () throws(BaselineError) in try BaselineFile.parse(bytes, file: "b.json") }) {
      case .success(let baseline):
        let text = BaselineFile.text(of: baseline)
        let again = try? BaselineFile.parse(Array(text.utf8), file: "b.json")
        #expect(again == baseline, "\(bytes)")
        #expect(baseline.matches(baseline.entries).allSatisfy { $0 != nil }, "\(bytes)")
      case .failure(let error):
        let steers = error.description.unicodeScalars.contains { $0.steersTerminals }
        #expect(!steers, "\(bytes)")
      }
    }
  }

  @Test func configurationFiles() {
    let corpus = [
      "# what we scan with\nmodel: models/here.vulnmodel\nthreshold: 0.50\ntop: 30\nformat: json\n",
      "fail-on: count:1\nbaseline: \"vulnadapt-baseline.json\"\nsuppressions: false\n", "{model: m, top: 3}",
      "---\ntimestamps: true\nthreads: 2\n...\n", "model: >-\n  a\n  b\ntop: !!int 3\n",
      "a: &x [1, 2]\nb: *x\n",
    ]
    let words =
      ConfigurationKey.allCases.map { $0.rawValue + ":" } + [
        "&a ", "*a", "<<: ", "? ", "- ", "|\n", ">\n", "!!binary ", "%YAML 1.2\n", "---\n", "...\n", "\"",
        "'", "{", "}",
        "[", "]", "\t", "\u{feff}", "\u{2028}", "\\x", "\\U0010FFFF", "..", "/", "count:", "0.5", "\0", "\r",
        "#",
      ]
    run("configuration", Mutation(corpus: corpus, words: words, seed: 2)) { bytes in
      let path = "/p/.vulnadapt.yml"
      switch Result(catching: { () throws(ConfigurationError) in
        try ConfigurationFile(bytes: bytes, path: path)
      }) {
      case .success(let file):
        let settings = EffectiveConfiguration(commandLine: [:], file: file)
        #expect(file.entries.allSatisfy { $0.key.accepts($0.value.text) }, "\(bytes)")
        for named in [settings.baseline, settings.model] {
          #expect(named?.isOfProject != false && named?.path.contains("/../") != true, "\(bytes)")
        }
        #expect(settings.threshold.map { (0...1).contains($0) } ?? true, "\(bytes)")
        #expect(!ConfigurationListing(settings).text(asJSON: false).contains("\u{1b}"), "\(bytes)")
      case .failure(let error):
        let steers = error.description.unicodeScalars.contains { $0.steersTerminals }
        #expect(!steers, "\(bytes)")
      }
    }
  }

  @Test func suppressionComments() throws {
    let corpus = [
      "// vulnadapt: ignore — checked\nint f(void)\n{\n  return 0;\n}\n",
      "/*\n * vulnadapt: ignore -- a\n */\nstatic int g(char *p) { return *p; /* vulnadapt: ignore */ }\n",
      "#define X \"// vulnadapt: ignore\"\n#if 0\n// vulnadapt: ingore\n#endif\nint h(void) { return '/*'; }\n",
      "/// vulnadapt: ignore: é𝄞\r\nint é(void) { return 0; }\n", "/* vulnadapt:",
    ]
    let words = [
      "//", "/*", "*/", "vulnadapt:", "ignore", "—", "–", "--", ":", "\n", "\r\n", "\\\n", "\"", "'",
      "#if 0\n",
      "#endif\n", "#error ", "int f(void) {", "}", "\0", "é", "\u{2028}", "*", "%:", "??/\n",
    ]
    let preparation = Detector(model: try SampleModel.make()).preparation
    // Without a bound of its own, tree-sitter's error recovery takes nearly all of the time.
    let parser = try FunctionParser(limits: .init(timeout: 0.02))
    run("comments", Mutation(corpus: corpus, words: words, seed: 3)) { bytes in
      let source = SourceText(String(decoding: bytes, as: UTF8.self))
      let comments = SuppressionComment.all(in: source)
      #expect(comments.map(\.line) == comments.map(\.line).sorted(), "\(bytes)")
      #expect(comments.allSatisfy { 1...source.lineCount ~= $0.line }, "\(bytes)")
      #expect(comments.allSatisfy { $0.codeLine.map { 1...source.lineCount ~= $0 } ?? true }, "\(bytes)")
      let prepared = preparation.prepare(parser.parse(source, file: "a.c"))
      let used = prepared.functions.count { $0.suppression != nil }
      #expect(used + prepared.unusedSuppressions.count == comments.count, "\(bytes)")
      for function in prepared.functions {
        let text = function.function.text
        #expect(CHighlighter.spans(of: text).last?.range.upperBound ?? 0 == text.utf8.count, "\(bytes)")
      }
    }
  }
}
