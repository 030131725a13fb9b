import Core
import Foundation

/// Times the parts of the product that decide how long people wait.
///
/// Run it on an idle machine. `--threads N` sets the number of threads, `--corpus FOLDER` names C sources,
/// `--editor` times editor commands alone, `--parsing` the corpus alone.
@main struct Benchmark {
  static func main() throws {
    if let count = option("--threads").flatMap({ Int($0) }) { Parallel.threadCount = count }
    print("threads: \(Parallel.threadCount)")
    if CommandLine.arguments.contains("--parsing") {
      guard let folder = option("--corpus") else { throw BenchmarkError.noCorpus }
      return try RepositoryBenchmark(folder: folder).run()
    }
    print("matrix products: \(NumericKernels.current)")
    if CommandLine.arguments.contains("--editor") { return try EditorBenchmark.run(samples: samples) }
    let peak = matrixPeak()
    report("matrix product, 1024 x 1024 x 1024 per thread", peak, "GFLOP/s")
    TrainingBenchmark().run(peak: peak)
    var scoring = ScoringBenchmark()
    scoring.run()
    try StepBenchmark.run(peak: peak)
    try TSNEBenchmark.run()
    try EditorBenchmark.run(samples: samples)
    if let folder = option("--corpus") { try RepositoryBenchmark(folder: folder).run() }
  }

  private static let samples = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Samples/netkit")

  private static func option(_ name: String) -> String? {
    let arguments = CommandLine.arguments
    guard let index = arguments.firstIndex(of: name), index + 1 < arguments.count else { return nil }
    return arguments[index + 1]
  }

  /// What matrix products reach with one large product per thread.
  static func matrixPeak() -> Double {
    let n = 1024
    let matrices = (0..<Parallel.threadCount).map { _ in
      (0..<3).map { _ in Matrix(rows: n, columns: n, repeatElement(0.5, count: n * n)) }
    }
    let milliseconds = medianMilliseconds(runs: 9) {
      Parallel.run(matrices.map { m in { m[2].multiply(m[0], m[1]) } })
    }
    return Double(Parallel.threadCount) * 2 * Double(n * n * n) / milliseconds * 1e-6
  }
}

/// Why nothing can be measured.
enum BenchmarkError: LocalizedError {
  case noCorpus

  var errorDescription: String? { "Which sources are to be parsed? Add --corpus FOLDER." }
}
