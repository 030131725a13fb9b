import Foundation

/// What the process knows of the terminal it writes to.
struct Terminal: Sendable {
  /// Whether results may be coloured.
  var usesColor: Bool
  /// Whether a line of progress may be rewritten on standard error.
  var showsProgress: Bool
  /// Columns of standard output.
  var width: Int

  /// No terminal: plain text, no progress.
  static let none = Terminal(usesColor: false, showsProgress: false, width: 110)

  /// The terminal behind standard output and standard error.
  ///
  /// - Parameter environment: NO_COLOR, when set and not empty, and TERM=dumb forbid colours; COLUMNS decides
  ///   the width when the terminal does not tell it.
  /// - Returns: What may be shown there.
  static func current(_ environment: [String: String] = ProcessInfo.processInfo.environment) -> Terminal {
    let outputIsTerminal = isatty(STDOUT_FILENO) != 0
    let isDumb = environment["TERM"] == "dumb"
    var width = none.width
    if outputIsTerminal {
      var size = winsize()
      if ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 {
        width = Int(size.ws_col)
      } else if let columns = environment["COLUMNS"].flatMap({ Int($0) }), columns > 0 {
        width = columns
      }
    }
    return Terminal(
      usesColor: outputIsTerminal && !isDumb && (environment["NO_COLOR"] ?? "").isEmpty,
      showsProgress: isatty(STDERR_FILENO) != 0 && !isDumb, width: min(max(width, 40), 400))
  }
}
