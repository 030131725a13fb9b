import Foundation
import Testing

@testable import Core

struct ReaderFuzzTests {
  @Test func languageServerMessagesFuzz() throws {
    let harness = try ServerHarness { $0.statements = 1 }
    let document: JSONValue = ["uri": .string(ServerHarness.uri), "languageId": "c", "version": 1]
    let messages: [JSONValue] = [
      [
        "jsonrpc": "2.0", "id": 1, "method": "initialize",
        "params": ["capabilities": [:], "rootUri": "file:///w"],
      ],
      [
        "jsonrpc": "2.0", "method": "textDocument/didOpen",
        "params": [
          "textDocument": [
            "uri": .string(ServerHarness.uri), "languageId": "c", "version": 1,
            "text": "int f(void)\n{\n  return g(1);\n}\n",
          ]
        ],
      ],
      [
        "jsonrpc": "2.0", "method": "textDocument/didChange",
        "params": [
          "textDocument": document,
          "contentChanges": [["range": ServerHarness.range(0, 1, 2, 3), "text": "é🙂\r\n{"]],
        ],
      ],
      [
        "jsonrpc": "2.0", "id": "h", "method": "textDocument/hover",
        "params": ["textDocument": document, "position": ServerHarness.position(2, 1)],
      ],
      [
        "jsonrpc": "2.0", "id": 4, "method": "textDocument/codeAction",
        "params": [
          "textDocument": document, "range": ServerHarness.range(0, 0, 9, 9), "context": ["diagnostics": []],
        ],
      ],
      ["jsonrpc": "2.0", "method": "$/cancelRequest", "params": ["id": 4]],
      [
        "jsonrpc": "2.0", "method": "workspace/didChangeConfiguration",
        "params": ["settings": ["vulnadapt": ["statements": 2]]],
      ],
    ]
    let corpus = messages.map { MessageReader.framed(Array($0.text.utf8)) }
    let all = Array(corpus.joined())
    CorpusMutation(
      name: "lsp", corpus: corpus + [all],
      words: ["Content-Length: 99\r\n\r\n", "\r\n\r\n", "-1", "1e999", "\\ud800", "null", "\"method\":"]
    ).run { input in
      var reader = MessageReader(messageLimit: 1 << 20)
      for event in reader.read(input) {
        if case .message(let content) = event { _ = harness.server.take(content) }
      }
    }
    harness.server.queue.waitUntilIdle()
  }

  @Test func scanCachesFuzz() throws {
    let tree = try ScanCacheTests.project()
    let temporary = try TemporaryFolder()
    let folder = ScanCacheFolder(temporary.file("cache"))
    _ = try ScanCacheTests.scan(tree, folder)
    let body = Array(try ScanCacheTests.file(.memory, in: folder).1.dropFirst(40))
    CorpusMutation(name: "cache", corpus: [body]).run { input in
      guard let memory = try? ScanMemory(input[...]) else { return }
      // What can be read can be used, and written so that it reads the same again.
      for file in memory.files.values {
        for function in file.functions {
          let found = CFunction(
            file: "a.c", name: function.name, signature: function.signature, range: function.range, text: "")
          _ = memory.details[function.digest]?.statements(of: found)
        }
      }
      #expect((try? ScanMemory(memory.bytes[...])) == memory)
    }
  }

  @Test func scanSnapshotsFuzz() throws {
    let snapshot = try ScanSnapshotTests.snapshot()
    let empty = ScanSnapshotTests.empty(like: snapshot.result)
    CorpusMutation(name: "snapshot", corpus: [snapshot.bytes]).run { input in
      guard let read = try? ScanSnapshot(input[...], into: empty) else { return }
      // What can be read can be reported, and written so that it reads the same again.
      for format in ReportFormats.all { _ = format.init(style: ReportStyle()).report(read.result) }
      #expect((try? ScanSnapshot(read.bytes[...], into: empty))?.bytes == read.bytes)
    }
  }

  @Test func modelFilesFuzz() throws {
    var network = try SampleModel.make(maximumStatements: 4)
    network.exemplars = ExemplarsTests.make()
    let models = [network, try SampleModel.makeLinear(), try SampleModel.makeHybrid()]
    let corpus = try models.map { try $0.contents(file: "m").serialized() }
    let function = DetectorTests.function(ExplanationTests.text)
    func read(_ contents: SafetensorsFile) {
      guard let model = try? ModelFile(contents, file: "m.vulnmodel") else { return }
      let detector = Detector(model: model)
      _ = try? detector.scores(of: [function])
      _ = try? detector.attribution(of: function, limit: 3)
      let description = ModelDescription(of: model, file: "m")
      _ = (description.text, description.json)
    }
    CorpusMutation(
      name: "model", corpus: corpus,
      words: ["\"F32\"", "\"shape\":[", "\"data_offsets\":[0,4]", "1e999", "-1", "__metadata__", "\\u0000"]
    ).run { input in
      if let contents = try? SafetensorsFile(BytesInMemory(bytes: input), file: "m.vulnmodel") {
        read(contents)
      }
    }
    // Changes to single texts and tensors get past the checks of the whole file.
    for (number, model) in models.enumerated() {
      let contents = try model.contents(file: "m")
      for key in contents.metadata.keys.sorted() {
        CorpusMutation(
          name: "model-\(number)-\(key)", corpus: [Array((contents.metadata[key] ?? "").utf8)],
          words: ["null", "1e999", "-1", "0", "9999999999", "[[[[", "\"\"", "true"], share: 40
        ).run { input in
          var changed = contents
          changed.metadata[key] = String(decoding: input, as: UTF8.self)
          read(changed)
        }
      }
    }
  }

  @Test func labelFilesFuzz() {
    let csv = "path,function,line,label,cwe,cve\na.c,f,12,1,CWE-787,CVE-2020-1\n\"b\"\"c.c\",g,,0,,\n"
    let lines =
      #"{"path":"a.c","function":"f","line":1,"label":1}"# + "\n"
      + #"{"path":"b.c","function":"g","label":0,"cwe":"x"}"# + "\n"
    let words = ["\"", ",", "\r\n", "../", "\u{2028}", "true", "{\"a\":", "[[[["]
    CorpusMutation(name: "labels-csv", corpus: [Array(csv.utf8)], words: words).run { input in
      guard let text = try? SourceText(decoding: input, file: "labels.csv") else { return }
      _ = try? CSVLabels.manifest(text.string, file: "labels.csv")
    }
    CorpusMutation(name: "labels-jsonl", corpus: [Array(lines.utf8)], words: words).run { input in
      _ = JSONLinesLabels.manifest(input, file: "labels.jsonl")
    }
  }

  @Test func cTextFuzz() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let samples = try ["netkit/tls.c", "netkit/netkit.h", "pixkit/gif.c"].map {
      Array(try Data(contentsOf: root.appendingPathComponent("Samples/\($0)")))
    }
    let parser = try FunctionParser(limits: FunctionParser.Limits(timeout: 2))
    let statements = StatementParser()
    let encoder = FunctionEncoder(vocabulary: try Vocabulary(tokens: [Vocabulary.unknownToken, "(", "var1"]))
    CorpusMutation(
      name: "c-text", corpus: samples + [Array(ExplanationTests.text.utf8)],
      words: [
        "#if", "#else\n", "#endif\n", "/*", "*/", "\"", "'", "\\\n", "{", "}", "((((", "??=", "<%",
        "\u{feff}", "// vulnadapt: ignore\n",
      ]
    ).run { input in
      guard let source = try? SourceText(decoding: input, file: "a.c") else { return }
      for function in parser.parse(source, file: "a.c").functions {
        let found = statements.statements(of: function)
        let encoded = encoder.encode(found)
        #expect(encoded.statementCount == found.count)
        for statement in found {
          #expect(
            function.range.startOffset <= statement.range.startOffset
              && statement.range.endOffset <= function.range.endOffset)
        }
        _ = FunctionFingerprint(of: function)
        _ = FunctionSketch(found)
      }
    }
  }

  @Test func experimentFilesFuzz() throws {
    let text = """
      pairs:
        - labeled: [a, b]
          target: c
      methods: [vuld, {id: ddan, label: D, settings: {maximumSteps: 9}}]
      protocols: [honest, parity]
      grid: {learningRate: [0.1, 0.2]}
      """
    CorpusMutation(
      name: "experiment-files", corpus: [Array(text.utf8)],
      words: ["? ", "&a ", "*a", "- ", "{", "[", "seeds: "]
    ).run { input in
      do throws(ExperimentFileError) {
        _ = try ExperimentFile(yaml: String(decoding: input, as: UTF8.self), file: "x.yml")
      } catch {
        let steers = error.description.unicodeScalars.contains { $0.steersTerminals }
        #expect(!steers)
      }
    }
  }

  @Test func regularExpressionsFuzz() throws {
    let message = Array("Fix an overflow (CVE-2011-3464)\n\naaaa aac".unicodeScalars)
    CorpusMutation(
      name: "regular-expressions", corpus: [Array("fix(es|ed)? .*overflow|(a*)*c[^a-z]{2,3}?\\b$".utf8)],
      words: ["(?:", "(?i)", "[^", "{2,3}", "*?", "\\w", "|", "^"]
    ).run { input in
      guard let pattern = try? LinearPattern(String(decoding: input, as: UTF8.self)) else { return }
      if let range = pattern.firstMatch(in: message) { #expect(range.upperBound <= message.count) }
    }
  }

  @Test func fixListsAndMessagesFuzz() throws {
    let matcher = try FixPatterns(["fix(es|ed)? .*overflow"]).matcher
    let message = "Fix overflow (CVE-2011-3464)\n\nCWE-787, Fixes: 12345\nThis reverts commit x.\n"
    CorpusMutation(name: "fix-messages", corpus: [Array(message.utf8)], words: ["CVE-", "CWE-", "\u{301}"])
      .run { input in
        let text = String(decoding: input, as: UTF8.self)
        _ = matcher.evidence(in: text)
        _ = matcher.identifiers(in: text)
        _ = HistoryLabels.Gathering.isWritable(text)
      }
  }
}
