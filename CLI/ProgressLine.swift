import Foundation

/// A line on standard error that tells how far long work has come, and leaves nothing behind.
struct ProgressLine {
  private let isShown: Bool
  private let write: (String) -> Void
  private var last: ContinuousClock.Instant?

  /// Creates a line; `isShown` is false where nobody watches.
  init(
    isShown: Bool,
    write: @escaping (String) -> Void = {
      try? FileHandle.standardError.write(contentsOf: Data($0.utf8))
    }
  ) {
    self.isShown = isShown
    self.write = write
  }

  /// Shows a text in place of the one before, a few times a second at most.
  mutating func show(_ text: @autoclosure () -> String) {
    guard isShown, last.map({ $0.duration(to: .now) >= .milliseconds(200) }) ?? true else { return }
    last = .now
    write("\r\u{1b}[K\(text())")
  }

  /// Takes the line away.
  mutating func clear() {
    guard last != nil else { return }
    last = nil
    write("\r\u{1b}[K")
  }
}
