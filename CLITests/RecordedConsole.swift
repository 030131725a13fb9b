import ArgumentParser
import Foundation
import Testing

@testable import VulnAdaptCLI

/// Collects what a command writes.
final class RecordedConsole: @unchecked Sendable {
  private let lock = NSLock()
  private var written = ""
  private var noted: [String] = []

  var output: String { lock.withLock { written } }
  var notes: [String] { lock.withLock { noted } }

  var console: Console {
    Console(
      write: { text in self.lock.withLock { self.written += text } },
      note: { text in self.lock.withLock { self.noted.append(text) } })
  }
}

extension RecordedConsole {
  /// Parses a command line and runs `body` on its command; returns the exit status and what was written.
  static func run<Command: ParsableCommand>(
    _ type: Command.Type, _ arguments: [String], _ body: (Command, Console) throws -> Void
  ) -> (status: Int32, recorded: RecordedConsole) {
    let recorded = RecordedConsole()
    do {
      let command = try #require(try VulnAdaptCommand.parseAsRoot(arguments) as? Command)
      try recorded.console.run { try body(command, recorded.console) }
      return (0, recorded)
    } catch {
      return (VulnAdaptCommand.exitCode(for: error).rawValue, recorded)
    }
  }

  /// Runs `vulnadapt scan` and returns its exit status and what it wrote.
  static func scan(_ arguments: [String]) -> (status: Int32, recorded: RecordedConsole) {
    run(ScanCommand.self, ["scan"] + arguments) { try $0.scan(console: $1, terminal: .none) }
  }
}
