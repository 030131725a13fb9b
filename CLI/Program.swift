import ArgumentParser
import Foundation

/// The process around a command: its arguments, its streams and its exit status.
enum Program {
  /// Runs the command that the process was started with, and ends the process.
  static func main() -> Never {
    StandardStream.occupyClosedStreams()
    // A stream that nobody reads is seen where it is written.
    signal(SIGPIPE, SIG_IGN)
    var status = run(CommandLine.arguments, console: .standard)
    do throws(OutputFailure) {
      try StandardStream.output.finish()
    } catch {
      Console.standard.note("vulnadapt: \(error)")
      status = .couldNotFinish
    }
    exit(status.rawValue)
  }

  /// Runs a command.
  ///
  /// - Parameters:
  ///   - arguments: The program's name and what follows it.
  ///   - console: Where help, results and messages go.
  /// - Returns: The exit status.
  static func run(_ arguments: [String], console: Console) -> ExitStatus {
    do {
      return try perform(arguments, console: console)
    } catch OutputFailure.closed {
      return .outputClosed
    } catch {
      console.note("vulnadapt: \(error)")
      return .couldNotFinish
    }
  }

  private static func perform(_ arguments: [String], console: Console) throws -> ExitStatus {
    // Linux tells a program its arguments through /proc; without them every command would look like none.
    guard !arguments.isEmpty else {
      console.note(
        "vulnadapt: the system does not tell this program its arguments. Mount /proc, then run the command again."
      )
      return .couldNotFinish
    }
    // The parser answers --version by itself and knows nothing to add to it.
    if Set(arguments.dropFirst()) == ["--version", "--verbose"] {
      try console.write(VulnAdaptCommand.versionDetails)
      return .done
    }
    do {
      var command = try VulnAdaptCommand.parseAsRoot(Array(arguments.dropFirst()))
      try command.run()
      return .done
    } catch {
      let text = VulnAdaptCommand.fullMessage(for: error)
      let code = VulnAdaptCommand.exitCode(for: error)
      if !text.isEmpty {
        if code.isSuccess { try console.line(text) } else { console.note(text) }
      }
      // What is not known is no success.
      return ExitStatus(rawValue: code.rawValue) ?? .couldNotFinish
    }
  }
}
