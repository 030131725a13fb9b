/// The names of functions that macros make, `PP(pp_add)`, decided for a whole file.
///
/// Where one call does not show what its macro does, several do: a macro that is called again and again with other
/// words makes functions of them. The name is the first argument that is a word, or the second where that tells more of them
/// apart, `TEST(group, name)`, or where the macro's name says so, `PHP_METHOD(Class, name)`. Where neither of two
/// arguments tells apart what both do, the name is both: `Class_name`.
enum MacroNames {
  /// Names each function that a macro makes by the call's arguments.
  ///
  /// - Complexity: O(*n*) in the number of functions.
  static func resolve(_ functions: inout [FunctionOutline.Function], _ text: UnsafeBufferPointer<UInt8>) {
    var calls: [String: [Int]] = [:]
    for (index, function) in functions.enumerated() {
      guard let macro = function.head.macro else { continue }
      calls[String(decoding: text[macro.name], as: UTF8.self), default: []].append(index)
    }
    resolveParameterMacros(&functions, text)
    for (name, places) in calls {
      let macros = places.compactMap { functions[$0].head.macro }
      let isCertain = macros.contains(where: \.isCertain)
      let choice = choice(of: macros, name, text)
      guard isCertain || choice.distinct > 1 else { continue }
      for (place, macro) in zip(places, macros) where isCertain || !macro.isCertain {
        functions[place].head.name = macro.arguments[min(choice.position, macro.arguments.count - 1)]
        if choice.joins { functions[place].head.secondName = macro.arguments[1] }
      }
    }
  }

  /// Names functions whose parameters are a macro's call, `int f P2(int a, int b)`, by the word before: where the file
  /// defines one name again and again, behind other words.
  private static func resolveParameterMacros(
    _ functions: inout [FunctionOutline.Function], _ text: UnsafeBufferPointer<UInt8>
  ) {
    func word(_ range: Range<Int>) -> String { String(decoding: text[range], as: UTF8.self) }
    let places = functions.indices.filter { functions[$0].head.wordBefore != nil }
    for (_, places) in Dictionary(grouping: places, by: { word(functions[$0].head.name) }) {
      let words = places.compactMap { functions[$0].head.wordBefore }
      guard Set(words.map(word)).count > 1 else { continue }
      for (place, word) in zip(places, words) { functions[place].head.name = word }
    }
  }

  /// Which of the first two arguments is the name, whether both are, and how many names that makes.
  private static func choice(
    of macros: [FunctionHead.MacroCall], _ name: String, _ text: UnsafeBufferPointer<UInt8>
  ) -> (position: Int, joins: Bool, distinct: Int) {
    func words(_ macro: FunctionHead.MacroCall) -> [String] {
      macro.arguments.prefix(2).map { String(decoding: text[$0], as: UTF8.self) }
    }
    func distinct(_ position: Int) -> Int {
      Set(macros.map { String(decoding: text[$0.arguments[position]], as: UTF8.self) }).count
    }
    let shortest = macros.map(\.arguments.count).min() ?? 1
    let counts = (0..<min(shortest, 2)).map(distinct)
    guard counts.count == 2, macros.allSatisfy(\.isPair) else {
      // `OP(table, int_ops, add)`, where the first two are the same again and again.
      let tellingApart = (2..<max(shortest, 2)).filter { distinct($0) > 1 }
      let lowerCase = tellingApart.first { position in
        macros.allSatisfy { text[$0.arguments[position]].contains { .lowerA <= $0 && $0 <= .lowerZ } }
      }
      if macros.count > 1, counts.max() == 1, let later = lowerCase ?? tellingApart.first {
        return (later, false, distinct(later))
      }
      let second = counts.count == 2 && counts[1] > counts[0]
      return (second ? 1 : 0, false, counts.max() ?? 0)
    }
    let both = Set(macros.map(words)).count
    let isMethod = name.contains("METHOD") || name.contains("TEST")
    let position = counts[1] > counts[0] || isMethod ? 1 : 0
    // `TEST(chapter, 2863)`: a number alone is no name.
    let isNumber = position == 1 && macros.contains { text[$0.arguments[1]].first?.isDigit ?? false }
    return counts[position] < both || isNumber ? (0, true, both) : (position, false, counts[position])
  }
}
