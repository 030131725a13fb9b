/// One `%…` of a printf or scanf format.
struct FormatDirective {
  /// The letter that says what is converted, or `[` of a scanf set.
  var conversion: Character
  var hasWidth: Bool
  var hasPrecision: Bool
  /// Whether scanf reads and drops the value (`%*s`).
  var isSkipped: Bool

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
        case "0"..."9": if !directive.hasPrecision { directive.hasWidth = true }
        case ".": directive.hasPrecision = true
        case "*": directive.isSkipped = true
        case "-", "+", " ", "#", "'", "h", "l", "L", "q", "j", "z", "t", "m": break
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
