/// Gives each text a number, in the order in which texts come.
struct NumberedTexts {
  private(set) var texts: [String]
  private var numbers: [String: Int32] = [:]

  init(_ texts: [String] = []) {
    self.texts = texts
    numbers.reserveCapacity(texts.count)
    for (index, text) in texts.enumerated() { numbers[text] = Int32(index) }
  }

  /// The number of a text, a new one if needed.
  mutating func number(of text: String) -> Int32 {
    if let number = numbers[text] { return number }
    let number = Int32(texts.count)
    texts.append(text)
    numbers[text] = number
    return number
  }

  /// The number of a text; nil when it has none.
  func known(_ text: String) -> Int32? { numbers[text] }
}
