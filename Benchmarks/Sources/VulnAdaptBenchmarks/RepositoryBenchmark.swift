import Core
import Foundation

/// A real tree from files to scores; `--corpus FOLDER` names it.
struct RepositoryBenchmark {
  let folder: String

  /// Times parsing alone, parsing with normalisation, and both with scoring by an untrained model.
  func run() throws {
    let scanner = RepositoryScanner(repository: Repository(path: folder), threads: Parallel.threadCount)
    let clock = ContinuousClock()
    var functions = 0
    var bytes = 0
    let parsing = try clock.measure {
      let summary = try scanner.scan { functions += $0.functions.count }
      bytes = summary.parsedBytes
    }
    let megabytes = Double(bytes) / 1e6
    report("functions in \(URL(fileURLWithPath: folder).lastPathComponent)", Double(functions), "")
    report("parsed", megabytes / Self.seconds(parsing), "MB of C per second")

    let parser = StatementParser()
    var statements = 0
    let both = try clock.measure {
      _ = try scanner.scan(
        transform: { file in parser.statements(of: file).reduce(0) { $0 + $1.count } },
        { statements += $0 })
    }
    report("parsed and normalised", megabytes / Self.seconds(both), "MB of C per second")
    report("statements", Double(statements), "")
  }

  private static func seconds(_ duration: Duration) -> Double {
    Double(duration.components.seconds) + Double(duration.components.attoseconds) * 1e-18
  }
}
