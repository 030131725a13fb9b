import ArgumentParser
import Foundation

/// The process around a command: its arguments, its streams and its exit status.
enum Program {
  /// Runs the command that the process was started with, and ends the process.
  static func main() -> Never {
    StandardStream.occupyClosedStreams()
    // A stream that nobody reads is seen where it is written.
    signal(SIGPIPE, SIG_IGN)
    // So is a file that may not grow (`ulimit -f`).
    signal(SIGXFSZ, SIG_IGN)
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
    let words = Array(arguments.dropFirst())
    // The parser answers --version by itself and knows nothing to add to it.
    if Set(words) == ["--version", "--verbose"] {
      try console.write(VulnAdaptCommand.versionDetails)
      return .done
    }
    do {
      var command = try parse(words)
      try command.run()
      return .done
    } catch let failure as OutputFailure {
      throw failure
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

  /// The words, with a negative number joined to the option that it follows: the parser takes it for an option, and says that
  /// a value is missing.
  static func joiningNegatives(_ words: [String]) -> [String] {
    words.reduce(into: []) { joined, word in
      if let option = joined.last, option.hasPrefix("--"), option.count > 2, !option.contains("="),
        word.wholeMatch(of: /-[0-9.]+/) != nil
      {
        joined[joined.count - 1] = option + "=" + word
      } else {
        joined.append(word)
      }
    }
  }

  /// Reads the words, and says of a misspelt one what was probably meant.
  private static func parse(_ words: [String]) throws -> any ParsableCommand {
    if let suggestion = UsageSuggestion.ofCommand(words) { throw ValidationError(suggestion) }
    do {
      return try VulnAdaptCommand.parseAsRoot(joiningNegatives(words))
    } catch {
      let isUsage = VulnAdaptCommand.exitCode(for: error).rawValue == ExitStatus.usage.rawValue
      throw (isUsage ? UsageSuggestion.ofOption(words).map { ValidationError($0) } : nil) ?? error
    }
  }
}
