/// SVG elements as text, with every name and number escaped and written the same way everywhere.
struct SVGText {
  private(set) var text = ""

  /// A value of an attribute.
  enum Value: ExpressibleByStringLiteral, ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral {
    case text(String)
    case number(Double)

    init(stringLiteral value: String) { self = .text(value) }
    init(floatLiteral value: Double) { self = .number(value) }
    init(integerLiteral value: Int) { self = .number(Double(value)) }
  }

  typealias Attributes = KeyValuePairs<String, Value?>

  /// Writes an element without contents.
  mutating func element(_ name: String, _ attributes: Attributes) {
    start(name, attributes)
    text += "/>\n"
  }

  /// Writes an element with a text.
  mutating func element(_ name: String, _ attributes: Attributes, text content: String) {
    start(name, attributes)
    text += ">\(Self.escaped(content))</\(name)>\n"
  }

  /// Writes an element and what `body` writes inside it.
  mutating func group(_ name: String = "g", _ attributes: Attributes, _ body: (inout SVGText) -> Void) {
    start(name, attributes)
    text += ">\n"
    body(&self)
    text += "</\(name)>\n"
  }

  /// Writes text that is SVG or CSS already.
  mutating func verbatim(_ markup: String) { text += markup }

  private mutating func start(_ name: String, _ attributes: Attributes) {
    text += "<\(name)"
    for (key, value) in attributes {
      switch value {
      case nil: continue
      case .text(let value): text += " \(key)=\"\(Self.escaped(value))\""
      case .number(let value): text += " \(key)=\"\(Self.number(value))\""
      }
    }
  }

  /// A number with at most two decimals; numbers beyond any drawing are cut to ±1,000,000.
  static func number(_ value: Double) -> String {
    guard value.isFinite else { return "0" }
    let hundredths = Int((min(max(value, -1e6), 1e6) * 100).rounded())
    let (whole, rest) = (abs(hundredths) / 100, abs(hundredths) % 100)
    var result = hundredths < 0 ? "-\(whole)" : "\(whole)"
    if rest != 0 {
      result += rest < 10 ? ".0\(rest)" : ".\(rest)"
      if result.last == "0" { result.removeLast() }
    }
    return result
  }

  /// Text for contents and attributes: markup and invisible characters cannot act.
  static func escaped(_ text: String) -> String {
    var result = ""
    for character in text.printable.unicodeScalars {
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default: result.unicodeScalars.append(character)
      }
    }
    return result
  }
}
