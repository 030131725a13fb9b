/// How the values are written that several parts of a cache hold.
extension CacheWriter {
  mutating func write(_ digest: HalfDigest) {
    write(fixed: digest.high)
    write(fixed: digest.low)
  }

  mutating func write(_ stamp: FileStamp) {
    for number in stamp.numbers { write(fixed: UInt64(bitPattern: number)) }
  }

  mutating func write(_ range: SourceRange) {
    write(range.startOffset)
    write(range.endOffset - range.startOffset)
    write(range.startLine)
    write(range.startColumn)
    write(range.endLine)
    write(range.endColumn)
    write(range.startUTF16Column ?? 0)
  }

  /// A comment that asks to ignore a function.
  mutating func write(_ comment: SuppressionComment) {
    let reason: String? = if case .ignore(let reason) = comment.content { reason } else { nil }
    write(comment.line)
    write(comment.codeLine ?? 0)
    write(optional: reason)
  }

  mutating func write(_ function: SimilarFunction) {
    write(function.name)
    write(function.project)
    write(fixed: function.similarity.bitPattern)
    write(function.isVulnerable ? 1 : 0)
    write(optional: function.cwe)
    write(optional: function.cve)
  }

  mutating func write(_ signal: ObservedSignal) {
    write(signal.name)
    write(signal.cwe)
    write(signal.observation)
    write(signal.range)
  }

  mutating func write(_ fix: MissedFix) {
    write(fix.function)
    write(fix.file)
    write(fix.commit)
    write(fix.subject)
    write(fixed: UInt64(bitPattern: fix.date))
  }

  /// Yes, no, or nothing known.
  mutating func write(_ answer: Bool?) { write(answer.map { $0 ? 2 : 1 } ?? 0) }

  mutating func write(score: Float) { write(fixed: UInt64(score.bitPattern), count: 4) }

  mutating func write(optional text: String?) {
    write(text == nil ? 0 : 1)
    if let text { write(text) }
  }
}

extension CacheReader {
  mutating func digest() throws(CacheDamage) -> HalfDigest {
    HalfDigest(high: try fixed(), low: try fixed())
  }

  mutating func missedFix() throws(CacheDamage) -> MissedFix {
    MissedFix(
      function: try text(), file: try text(), commit: try text(), subject: try text(),
      date: Int64(bitPattern: try fixed()))
  }

  mutating func sketch() throws(CacheDamage) -> LikenessSketch {
    guard let sketch = LikenessSketch(bytes: try data()) else { throw CacheDamage() }
    return sketch
  }

  mutating func range() throws(CacheDamage) -> SourceRange {
    func bounded(_ number: Int) throws(CacheDamage) -> Int {
      guard number <= Int(Int32.max) else { throw CacheDamage() }
      return number
    }
    let start = try bounded(try number())
    var range = SourceRange(
      startOffset: start, endOffset: start + (try bounded(try number())),
      startLine: try bounded(try number()),
      startColumn: try bounded(try number()), endLine: try bounded(try number()),
      endColumn: try bounded(try number()))
    let column = try bounded(try number())
    if column > 0 { range.startUTF16Column = column }
    return range
  }

  mutating func comment() throws(CacheDamage) -> SuppressionComment {
    let (line, codeLine) = (try number(), try number())
    return SuppressionComment(
      line: line, content: .ignore(reason: try optionalText()), codeLine: codeLine == 0 ? nil : codeLine)
  }

  mutating func similarFunctions() throws(CacheDamage) -> [SimilarFunction] {
    var functions: [SimilarFunction] = []
    for _ in 0..<(try count(minimumSize: 13)) {
      let (name, project) = (try text(), try text())
      let similarity = try part()
      let isVulnerable = try number() == 1
      functions.append(
        SimilarFunction(
          name: name, project: project, similarity: similarity, isVulnerable: isVulnerable,
          cwe: try optionalText(), cve: try optionalText()))
    }
    return functions
  }

  mutating func signals() throws(CacheDamage) -> [ObservedSignal] {
    var signals: [ObservedSignal] = []
    for _ in 0..<(try count(minimumSize: 9)) {
      signals.append(
        ObservedSignal(name: try text(), cwe: try number(), observation: try text(), range: try range()))
    }
    return signals
  }

  mutating func score() throws(CacheDamage) -> Float {
    let score = Float(bitPattern: UInt32(truncatingIfNeeded: try fixed(count: 4)))
    guard (0...1).contains(score) else { throw CacheDamage() }
    return score
  }

  /// Yes, no, or nothing known.
  mutating func answer() throws(CacheDamage) -> Bool? {
    switch try number() {
    case 0: nil
    case 1: false
    case 2: true
    default: throw CacheDamage()
    }
  }

  /// A number from 0 to 1.
  mutating func part() throws(CacheDamage) -> Double {
    let part = Double(bitPattern: try fixed())
    guard (0...1).contains(part) else { throw CacheDamage() }
    return part
  }

  mutating func optionalText() throws(CacheDamage) -> String? {
    try number() == 0 ? nil : try text()
  }
}
