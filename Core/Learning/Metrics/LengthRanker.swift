/// Ranks functions by their length, longest first: what every method has to beat.
enum LengthRanker {
  /// The name of the ranker in files.
  static let name = "length"

  /// The length of a function in tokens.
  static func length(of function: CFunction) -> Int { CLexer.tokens(of: function.text).count }
}
