import ArgumentParser
import Core

/// The option of commands that work on several threads.
struct ThreadOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Threads to work with, 1 to 256; one per processor by default.", valueName: "n"))
  var threads: Int?

  func validate() throws {
    let key = ConfigurationKey.threads
    guard threads.map({ key.accepts(String($0)) }) ?? true else {
      throw ValidationError("--\(key.rawValue) must be \(key.expected).")
    }
  }

  /// Works on no more threads than the option says.
  func limit<Result>(_ work: () throws -> Result) rethrows -> Result {
    try Parallel.limited(to: threads ?? Parallel.threadCount, work)
  }
}
