import Core
import Foundation

/// What a person waits for after a menu command on an open file of 5,000 lines: the sample sources one after
/// another, and networks of the default sizes whose weights are random. Every function is a suspect, so that
/// explaining all of them, the most work there can be, is measured.
struct EditorBenchmark {
  private static let lineCount = 5000

  static func run(samples: URL) throws {
    let lines = try lines(of: samples)
    let folder = FileManager.default.temporaryDirectory.appending(path: "vulnadapt-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let file = folder.appending(path: "random.vulnmodel")
    try model(for: lines).write(to: file)
    let shared = SharedModelFolder(url: folder.appending(path: "Models"))
    try shared.choose(file)

    let models = DetectorSource(folder: shared)
    let buffer = EditorBuffer(
      lines: lines, selections: [TextRange(at: TextPosition(line: 0, column: 0))],
      contentType: "public.c-source")
    report(
      "reading the model for the first command", milliseconds(runs: 1, warmUp: 0) { try models.detector() },
      "ms")
    for command in EditorCommand.allCases {
      let time = milliseconds(runs: 9, warmUp: 2) { try command.run(on: buffer, models: models) }
      report("\(command.title), \(lines.count) lines", time, "ms")
    }
  }

  private static func milliseconds(runs: Int, warmUp: Int, _ body: () throws -> some Any) -> Double {
    medianMilliseconds(runs: runs, warmUp: warmUp) {
      do {
        _ = try body()
      } catch {
        fatalError("\(error)")
      }
    }
  }

  private static func lines(of samples: URL) throws -> [String] {
    let files = try FileManager.default.contentsOfDirectory(at: samples, includingPropertiesForKeys: nil)
      .filter { $0.pathExtension == "c" }
      .sorted { $0.lastPathComponent < $1.lastPathComponent }
    var lines: [String] = []
    while lines.count < lineCount {
      for file in files { lines += BufferText(try String(contentsOf: file, encoding: .utf8)).lines }
    }
    return Array(lines.prefix(lineCount))
  }

  private static func model(for lines: [String]) throws -> ModelFile {
    let parser = StatementParser(normalisation: Normalisation())
    let functions = try FunctionParser().parse(BufferText(lines: lines).source, file: "a.c").functions
    let tokens = Set(functions.flatMap { parser.statements(of: $0).flatMap(\.tokens) })
    let vocabulary = try Vocabulary(tokens: [Vocabulary.unknownToken] + tokens.sorted())
    let settings = TrainingSettings()
    let configuration = GeneratorConfiguration(
      vocabularySize: vocabulary.count, opcodeCount: Opcode.allCases.count, readOut: settings.readOut)
    let networks = AdaptationNetworks(
      method: .dualGDDDAN, configuration: configuration, headSizes: settings.headSizes, seed: 1)
    return ModelFile(
      method: "dual-gd-ddan",
      network: NetworkSettings(
        generator: configuration, generators: [.target], scoringGenerator: .target,
        classifierHiddenSizes: settings.headSizes),
      normalisation: Normalisation(), vocabulary: vocabulary, threshold: 0,
      provenance: Provenance(
        labeled: [], unlabeled: [], seed: 1, step: 0, settings: [:], libraryVersion: libraryVersion),
      metrics: [:], parameters: networks.targetGenerator.parameters + networks.classifier.parameters)
  }
}
