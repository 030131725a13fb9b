/// How people are told where a model misses more.
extension ScanResult {
  /// That many functions of the project are unlike what the model learnt from; nil when they are not, or nobody knows.
  var noveltyWarning: String? {
    guard isNovel, let novelCount, functionCount > 0 else { return nil }
    let share = Int((100 * Double(novelCount) / Double(functionCount)).rounded())
    return
      "\(share) % of the functions are \(Finding.noveltyMark), more than usual: of such, more are missed than of others."
  }
}

extension Finding {
  /// What is said of a function that is unlike what the model learnt from.
  static let noveltyMark = "unlike anything learnt from"
  /// The same as a sentence.
  static let noveltySentence =
    "It is \(noveltyMark): of such functions, more are missed than of others of their size."
}
