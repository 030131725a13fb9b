extension PastScores {
  /// The past as a cache keeps it.
  var bytes: [UInt8] {
    var writer = CacheWriter()
    writer.write(isCut ? 1 : 0)
    for table in [functions, files] {
      writer.write(table.count)
      for (key, sum) in table.sorted(by: { $0.key < $1.key }) {
        writer.write(key)
        writer.write(score: sum)
      }
    }
    return writer.bytes
  }

  /// Reads what a cache kept of a commit's past.
  init(
    _ bytes: ArraySlice<UInt8>, commit: String, weights: EvidenceModel.Past, pathInRepository: String
  ) throws(CacheDamage) {
    var reader = CacheReader(bytes)
    let isCut = try reader.number() != 0
    let functions = try Self.table(&reader)
    let files = try Self.table(&reader)
    guard reader.isAtEnd else { throw CacheDamage() }
    self.init(
      commit: commit, isCut: isCut, functions: functions, files: files, weights: weights,
      pathInRepository: pathInRepository)
  }

  private static func table(_ reader: inout CacheReader) throws(CacheDamage) -> [String: Float] {
    let count = try reader.count(minimumSize: 5)
    var table: [String: Float] = [:]
    table.reserveCapacity(count)
    for _ in 0..<count {
      let key = try reader.text()
      let sum = Float(bitPattern: UInt32(truncatingIfNeeded: try reader.fixed(count: 4)))
      guard sum.isFinite else { throw CacheDamage() }
      table[key] = sum
    }
    return table
  }
}
