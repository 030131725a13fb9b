/// One `%…` of a printf or scanf format.
struct FormatDirective {
  /// The letter that says what is converted, or `[` of a scanf set.
  var conversion: Character
  var hasWidth: Bool
  /// The width as a number, where it is one.
  var width: Int?
  var hasPrecision: Bool
  /// Whether scanf reads and drops the value (`%*s`).
  var isSkipped: Bool
  /// Whether scanf makes the memory that it reads into (`%ms`).
  var isAllocating = false

  /// The directives of a format, `%%` aside.
  static func all(in format: String) -> [FormatDirective] {
    var directives: [FormatDirective] = []
    var letters = Substring(format)
    while let percent = letters.firstIndex(of: "%") {
      letters = letters[letters.index(after: percent)...]
      var directive = FormatDirective(conversion: "%", hasWidth: false, hasPrecision: false, isSkipped: false)
      while let letter = letters.first {
        letters = letters.dropFirst()
        switch letter {
        case "0"..."9":
          if !directive.hasPrecision {
            directive.hasWidth = true
            directive.width = min(1_000_000, (directive.width ?? 0) * 10 + (letter.wholeNumberValue ?? 0))
          }
        case ".": directive.hasPrecision = true
        case "*": directive.isSkipped = true
        case "-", "+", " ", "#", "'", "h", "l", "L", "q", "j", "z", "t": break
        case "m": directive.isAllocating = true
        default:
          directive.conversion = letter
        }
        if directive.conversion != "%" || letter == "%" { break }
      }
      if directive.conversion != "%" { directives.append(directive) }
    }
    return directives
  }
}

extension SignalReading {
  /// Whether a printf-like call reads a string from an argument, as its format says, or writes its text there.
  func takesText(at position: Int, of call: SignalCall) -> Bool {
    guard call.name.hasSuffix("printf") || call.name == "syslog" else { return false }
    // The destination of `sprintf` and `snprintf`.
    if position == 0 { return call.name.hasSuffix("sprintf") || call.name.hasSuffix("snprintf") }
    guard let format = call.arguments.firstIndex(where: isFormat), position > format else {
      return false
    }
    var next = format + 1
    for directive in directives(of: call.arguments[format]) {
      // `*` takes its number from an argument of its own.
      if directive.isSkipped { next += 1 }
      if next == position { return directive.conversion == "s" }
      next += 1
    }
    return false
  }

  private func isFormat(_ argument: Range<Int>) -> Bool {
    isLiteralText(argument) && holdsLiteral(argument)
  }

  /// The directives of a literal format.
  func directives(of format: Range<Int>) -> [FormatDirective] {
    format.filter { function.tokens[$0].kind == .string }
      .flatMap { FormatDirective.all(in: function.text(at: $0)) }
  }
}
