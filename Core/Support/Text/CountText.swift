extension DefaultStringInterpolation {
  /// Adds a number of things, such as `1 function`, `3 functions` or, with a plural of its own, `2 entries`.
  package mutating func appendInterpolation(counting count: Int, _ noun: String, plural: String? = nil) {
    appendLiteral("\(count) \(count == 1 ? noun : plural ?? noun + "s")")
  }
}
