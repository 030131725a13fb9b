extension ProjectRanking {
  /// More are hardly read.
  static let missedFixLimit = 50

  /// What functions lack of the fixes of functions like them, by their places.
  func missedFixes(of waiting: [PreparedFunction]) -> [Int: MissedFix] {
    guard let mended = options.mended else { return [:] }
    let like = parallelMap(waiting) { prepared -> [Int] in
      prepared.sketch.map { mended.like($0, prepared.function) } ?? []
    }
    let places = waiting.indices.filter { !like[$0].isEmpty }
    var functions = places.map { waiting[$0].function }
    // Earlier scans remember no texts.
    if let recall { functions = recall.withTexts(functions) }
    let missed = parallelMap(Array(zip(places, functions))) { place, function in
      mended.missed(by: function, among: like[place])
    }
    var found: [Int: MissedFix] = [:]
    for (place, fix) in zip(places, missed) { found[place] = fix }
    return found
  }
}
