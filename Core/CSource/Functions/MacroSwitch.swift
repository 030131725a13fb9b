/// A condition that one macro decides: `#ifdef A`, `#ifndef A`, `#if A`, `#if !defined(A)`.
struct MacroSwitch {
  /// The macro's name, with "=" before it where its value counts and not whether it is defined.
  let name: String
  /// Whether the condition holds where the macro is set.
  let isSet: Bool

  /// Reads a directive and the tokens after it; nil when they ask for more.
  init?(_ directive: CToken, _ condition: [CToken], _ text: UnsafeBufferPointer<UInt8>) {
    var rest = condition[...]
    if directive.directive == .ifdef {
      guard rest.count == 1, let word = rest.first else { return nil }
      name = String(decoding: text[word.range], as: UTF8.self)
      isSet = !text[directive.range].contains(UInt8(ascii: "n"))
      return
    }
    isSet = !(rest.first?.is(.exclamation) ?? false)
    if !isSet { rest.removeFirst() }
    let asksForDefinition = rest.first.map { CText.equals(text, $0.range, "defined") } ?? false
    if asksForDefinition { rest.removeFirst() }
    if rest.count == 3, rest.first?.is(.leftParen) ?? false, rest.last?.is(.rightParen) ?? false {
      rest = rest.dropFirst().dropLast()
    }
    guard rest.count == 1, let word = rest.first, word.kind == .identifier else { return nil }
    name = (asksForDefinition ? "" : "=") + String(decoding: text[word.range], as: UTF8.self)
  }
}
