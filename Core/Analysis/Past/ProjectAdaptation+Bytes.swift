/// How an adaptation is written to the cache and read from it without trust.
extension ProjectAdaptation {
  /// The adaptation as bytes.
  var bytes: [UInt8] {
    var writer = CacheWriter()
    writer.write(basis?.start ?? "")
    writer.write(fixed: UInt64(bitPattern: basis?.date ?? 0))
    writer.write(fixed: basis?.fixes ?? 0)
    switch outcome {
    case .tooShortPast: writer.write(0)
    case .tooFewFixes: writer.write(4)
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
    let (start, date, fixes) = (
      try reader.text(), Int64(bitPattern: try reader.fixed()), try reader.fixed()
    )
    if start.isEmpty, date != 0 || fixes != 0 { throw CacheDamage() }
    let basis = start.isEmpty ? nil : Basis(start: start, date: date, fixes: fixes)
    switch try reader.number() {
    case 0: self.init(basis: basis, outcome: .tooShortPast)
    case 1: self.init(basis: basis, outcome: .harmful(try reader.trial()))
    case 4: self.init(basis: basis, outcome: .tooFewFixes)
    case let kind where kind == 2 || kind == 3:
      let outcome = Outcome.adapted(
        fixedCount: try reader.number(), kind == 3 ? try reader.trial() : nil)
      var weights: [Double] = []
      for _ in 0..<EvidenceCorrection.weightCount { weights.append(try reader.finite()) }
      let means = EvidenceCorrection.Means(text: try reader.finite(), past: try reader.finite())
      self.init(
        basis: basis, outcome: outcome, correction: EvidenceCorrection(weights: weights, means: means))
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
