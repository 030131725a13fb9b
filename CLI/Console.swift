import ArgumentParser
import Core
import Foundation

/// Where a command writes: results and messages kept apart, both replaceable in tests.
struct Console: Sendable {
  /// Writes a text to standard output as it is.
  var write: @Sendable (String) -> Void
  /// Writes a line to standard error.
  var note: @Sendable (String) -> Void

  /// The process's standard output and standard error.
  static let standard = Console(
    write: { try? FileHandle.standardOutput.write(contentsOf: Data($0.utf8)) },
    note: { try? FileHandle.standardError.write(contentsOf: Data("\($0)\n".utf8)) })

  /// Writes nothing but results.
  static let quiet = Console(write: standard.write, note: { _ in })

  /// Writes a line to standard output.
  func line(_ text: String) { write(text + "\n") }

  /// Does a command's job; a failure becomes one line on standard error and exit status 2.
  func run(_ job: () throws -> Void) throws {
    do {
      try job()
    } catch let status as ExitCode {
      throw status
    } catch {
      note("vulnadapt: \(Self.message(for: error))")
      throw ExitStatus.couldNotFinish.exitCode
    }
  }

  /// The sentence that tells a person what went wrong.
  static func message(for error: any Error) -> String {
    if let error = error as? any ExplainedError { return CommandLineAdvice.text(for: error) }
    if error is CocoaError || error is POSIXError { return error.localizedDescription }
    return String(describing: error)
  }
}
