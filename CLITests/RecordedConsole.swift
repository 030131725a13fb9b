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
  /// Runs `vulnadapt scan` and returns its exit status and what it wrote.
  static func scan(_ arguments: [String]) -> (status: Int32, recorded: RecordedConsole) {
    let recorded = RecordedConsole()
    do {
      let command = try #require(try VulnAdaptCommand.parseAsRoot(["scan"] + arguments) as? ScanCommand)
      try recorded.console.run { try command.scan(console: recorded.console, terminal: .none) }
      return (0, recorded)
    } catch {
      return (VulnAdaptCommand.exitCode(for: error).rawValue, recorded)
    }
  }
}
