/// The names of functions that macros make, `PP(pp_add)`, decided for a whole file.
///
/// Where one call does not show what its macro does, several do: a macro that is called again and again with other
/// words makes functions of them. The name is the first argument, or the second where that tells more of them
/// apart: `TEST(group, name)`.
enum MacroNames {
  /// Names each function that a macro makes by one of the call's arguments.
  ///
  /// - Complexity: O(*n*) in the number of functions.
  static func resolve(_ functions: inout [FunctionOutline.Function], _ text: UnsafeBufferPointer<UInt8>) {
    var calls: [String: [Int]] = [:]
    for (index, function) in functions.enumerated() {
      guard let macro = function.head.macro else { continue }
      calls[String(decoding: text[macro.name], as: UTF8.self), default: []].append(index)
    }
    for places in calls.values {
      let macros = places.compactMap { functions[$0].head.macro }
      let isCertain = macros.contains(where: \.isCertain)
      let (position, distinct) = bestPosition(macros, text)
      guard isCertain || distinct > 1 else { continue }
      for (place, macro) in zip(places, macros) where isCertain || !macro.isCertain {
        functions[place].head.name = macro.arguments[min(position, macro.arguments.count - 1)]
      }
    }
  }

  /// Which of the first two arguments has more different values, the first of equals, and how many.
  private static func bestPosition(
    _ macros: [FunctionHead.MacroCall], _ text: UnsafeBufferPointer<UInt8>
  ) -> (position: Int, distinct: Int) {
    let shortest = macros.map(\.arguments.count).min() ?? 1
    var best = (position: 0, distinct: 0)
    for position in 0..<min(shortest, 2) {
      let words = Set(macros.map { String(decoding: text[$0.arguments[position]], as: UTF8.self) })
      if words.count > best.distinct { best = (position, words.count) }
    }
    return best
  }
}
