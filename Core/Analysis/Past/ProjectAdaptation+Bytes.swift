/// How an adaptation is written to the cache and read from it without trust.
extension ProjectAdaptation {
  /// The adaptation as bytes.
  var bytes: [UInt8] {
    var writer = CacheWriter()
    writer.write(commit)
    switch outcome {
    case .tooLittlePast: writer.write(0)
    case .harmful(let trial):
      writer.write(1)
      writer.write(trial)
    case .adapted(let count, let trial):
      writer.write(trial == nil ? 2 : 3)
      writer.write(count)
      if let trial { writer.write(trial) }
    }
    if let correction {
      for number in correction.weights + [correction.means.text, correction.means.past] {
        writer.write(fixed: number.bitPattern)
      }
    }
    return writer.bytes
  }

  /// Reads what ``bytes`` wrote.
  ///
  /// - Throws: ``CacheDamage`` for anything else.
  init(_ bytes: ArraySlice<UInt8>) throws(CacheDamage) {
    var reader = CacheReader(bytes)
    let commit = try reader.text()
    switch try reader.number() {
    case 0: self.init(commit: commit, outcome: .tooLittlePast)
    case 1: self.init(commit: commit, outcome: .harmful(try reader.trial()))
    case let kind where kind == 2 || kind == 3:
      let outcome = Outcome.adapted(
        fixedCount: try reader.number(), kind == 3 ? try reader.trial() : nil)
      var weights: [Double] = []
      for _ in 0..<EvidenceCorrection.weightCount { weights.append(try reader.finite()) }
      let means = EvidenceCorrection.Means(text: try reader.finite(), past: try reader.finite())
      self.init(
        commit: commit, outcome: outcome, correction: EvidenceCorrection(weights: weights, means: means))
    default: throw CacheDamage()
    }
    guard reader.isAtEnd else { throw CacheDamage() }
  }
}

extension CacheWriter {
  fileprivate mutating func write(_ trial: ProjectAdaptation.Trial) {
    for figure in [trial.own, trial.adapted, trial.longestFirst] { write(fixed: figure.bitPattern) }
  }
}

extension CacheReader {
  fileprivate mutating func trial() throws(CacheDamage) -> ProjectAdaptation.Trial {
    ProjectAdaptation.Trial(own: try finite(), adapted: try finite(), longestFirst: try finite())
  }

  fileprivate mutating func finite() throws(CacheDamage) -> Double {
    let number = Double(bitPattern: try fixed())
    guard number.isFinite else { throw CacheDamage() }
    return number
  }
}
