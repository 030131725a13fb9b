/// How adaptations are written to the cache and read from it without trust.
extension ProjectAdaptation {
  /// The adaptation as bytes, with the span that it was learnt from.
  func bytes(of span: Span) -> [UInt8] {
    var writer = CacheWriter()
    writer.write(span.start)
    writer.write(span.end)
    writer.write(fixedCount)
    let numbers = correction.map { $0.weights + [$0.means.text, $0.means.past] } ?? []
    writer.write(numbers.count)
    for number in numbers { writer.write(fixed: number.bitPattern) }
    return writer.bytes
  }

  /// Reads what ``bytes(of:)`` wrote.
  ///
  /// - Throws: ``CacheDamage`` for anything else.
  static func read(_ bytes: ArraySlice<UInt8>) throws(CacheDamage) -> (
    span: Span, adaptation: ProjectAdaptation
  ) {
    var reader = CacheReader(bytes)
    let span = Span(start: try reader.text(), end: try reader.text())
    let fixedCount = try reader.number()
    var numbers: [Double] = []
    for _ in 0..<(try reader.count(minimumSize: 8)) {
      let number = Double(bitPattern: try reader.fixed())
      guard number.isFinite else { throw CacheDamage() }
      numbers.append(number)
    }
    guard reader.isAtEnd else { throw CacheDamage() }
    if numbers.isEmpty { return (span, ProjectAdaptation(fixedCount: fixedCount, correction: nil)) }
    guard numbers.count == EvidenceCorrection.weightCount + 2 else { throw CacheDamage() }
    let means = EvidenceCorrection.Means(text: numbers[numbers.count - 2], past: numbers[numbers.count - 1])
    let correction = EvidenceCorrection(weights: numbers.dropLast(2), means: means)
    return (span, ProjectAdaptation(fixedCount: fixedCount, correction: correction))
  }
}
