import ArgumentParser
import Core
import Foundation

/// Where a command writes: results and messages kept apart, both replaceable in tests.
struct Console: Sendable {
  /// Writes a text to standard output as it is; what cannot be written is an error, since it is the result.
  var write: @Sendable (String) throws -> Void
  /// Writes a line to standard error, where there is one.
  var note: @Sendable (String) -> Void

  /// The process's standard output and standard error.
  static let standard = Console(
    write: { try StandardStream.output.write($0) }, note: { try? StandardStream.errors.write("\($0)\n") })

  /// The console with nothing but results.
  var withoutNotes: Console { Console(write: write, note: { _ in }) }

  /// Writes a line to standard output.
  func line(_ text: String) throws { try write(text + "\n") }

  /// Writes a line to standard error for each of the first items, and how many more there are.
  ///
  /// - Parameters:
  ///   - items: What there is to say something about; a foreign project can make millions.
  ///   - rest: What they are called, to follow "and 5 more".
  ///   - limit: How many get a line.
  ///   - line: The line of an item.
  func note<Item>(_ items: [Item], _ rest: String, limit: Int = 10, _ line: (Item) -> String) {
    for item in items.prefix(limit) { note(line(item)) }
    if items.count > limit { note("vulnadapt: and \(items.count - limit) more \(rest)") }
  }

  /// Says when nothing can be left to the next reading of a history.
  func noteProblem(of cache: HistoryCache) {
    if let problem = cache.problem { note("vulnadapt: \(problem)") }
  }

  /// Says when BLAS multiplies far more slowly than the processor could: before work that consists of products.
  func warnOfSlowKernels() {
    if let warning = NumericKernels.current.warning { note("warning: \(warning)") }
  }

  /// Does a command's job; a failure becomes one line on standard error and exit status 2.
  func run(_ job: () throws -> Void) throws {
    do {
      try job()
    } catch let status as ExitCode {
      throw status
    } catch OutputFailure.closed {
      // Whoever read the output has enough; that is no news to anyone.
      throw ExitStatus.outputClosed.exitCode
    } catch {
      note("vulnadapt: \(Self.message(for: error))")
      throw ExitStatus.couldNotFinish.exitCode
    }
  }

  /// Does a command's job on the process's own streams, until Ctrl-C asks it to stop.
  static func runInterruptibly(
    _ job: (Console, Terminal, @escaping @Sendable () -> Bool) throws -> Void
  ) throws {
    try standard.run {
      let interrupts = InterruptWatcher()
      try job(.standard, .current()) { interrupts.isRequested }
    }
  }

  /// The sentence that tells a person what went wrong.
  static func message(for error: any Error) -> String {
    if let error = error as? any ExplainedError { return CommandLineAdvice.text(for: error) }
    if error is CocoaError || error is POSIXError { return error.localizedDescription }
    return String(describing: error)
  }
}
