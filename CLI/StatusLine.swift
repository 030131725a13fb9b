import Foundation

/// A line on standard error that tells how far long work has come, rewritten at most five times a second.
struct StatusLine {
  private let isShown: Bool
  private var last = ContinuousClock.now - .seconds(1)
  private var isOnScreen = false

  /// Creates a line; without a terminal, or when the user wants quiet, nothing is ever shown.
  init(_ terminal: Terminal, isQuiet: Bool = false) {
    isShown = terminal.showsProgress && !isQuiet
  }

  /// Shows a text in place of the last one.
  mutating func show(_ text: @autoclosure () -> String) {
    guard isShown, last.duration(to: .now) >= .milliseconds(200) else { return }
    last = .now
    isOnScreen = true
    write("\r\u{1b}[K\(text())")
  }

  /// Removes the line.
  mutating func clear() {
    guard isOnScreen else { return }
    isOnScreen = false
    write("\r\u{1b}[K")
  }

  private func write(_ text: String) {
    try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
  }
}
