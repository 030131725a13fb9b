extension ScanMemory {
  /// The memory as bytes; the same memory always gives the same bytes.
  var bytes: [UInt8] {
    var writer = CacheWriter()
    let scores = scores.sorted { $0.key < $1.key }
    writer.write(scores.count)
    var numbers: [FunctionFingerprint: Int] = [:]
    for (number, score) in scores.enumerated() {
      numbers[score.key] = number
      writer.write(score.key.digest)
      writer.write(score: score.value)
    }
    writer.write(files.count)
    for (path, file) in files.sorted(by: { $0.key < $1.key }) {
      writer.write(path.bytes)
      writer.write(file.stamp)
      writer.write(file.functions.count)
      for function in file.functions { writer.write(function, numbers) }
      writer.write(file.skipped.count)
      for region in file.skipped {
        writer.write(region.range)
        writer.write(region.reason.rawValue)
      }
      writer.write(file.unused.count)
      for unused in file.unused {
        writer.write(unused.line)
        writer.write(unused.cause == .unknownWords ? 1 : 0)
      }
    }
    writer.write(details.count)
    for (digest, detail) in details.sorted(by: { $0.key < $1.key }) {
      writer.write(digest)
      writer.write(detail)
    }
    return writer.bytes
  }

  /// Reads what ``bytes`` wrote.
  init(_ bytes: ArraySlice<UInt8>) throws(CacheDamage) {
    var reader = CacheReader(bytes)
    var known: [FunctionFingerprint] = []
    let scoreCount = try reader.count(minimumSize: 20)
    known.reserveCapacity(scoreCount)
    scores.reserveCapacity(scoreCount)
    for _ in 0..<scoreCount {
      let fingerprint = FunctionFingerprint(digest: try reader.digest())
      scores[fingerprint] = try reader.score()
      known.append(fingerprint)
    }
    let fileCount = try reader.count(minimumSize: 60)
    files.reserveCapacity(fileCount)
    for _ in 0..<fileCount {
      let path = FilePathBytes(bytes: try reader.data())
      var numbers: [Int64] = []
      for _ in 0..<FileStamp.numberCount { numbers.append(Int64(bitPattern: try reader.fixed())) }
      var file = File(stamp: FileStamp(numbers: numbers), functions: [], skipped: [], unused: [])
      for _ in 0..<(try reader.count(minimumSize: 27)) { file.functions.append(try reader.function(known)) }
      for _ in 0..<(try reader.count(minimumSize: 7)) {
        let range = try reader.range()
        guard let reason = SkippedRegion.Reason(rawValue: try reader.text()) else { throw CacheDamage() }
        file.skipped.append(SkippedRegion(range: range, reason: reason))
      }
      for _ in 0..<(try reader.count(minimumSize: 2)) {
        let line = try reader.number()
        let cause: UnusedSuppression.Cause = try reader.number() == 1 ? .unknownWords : .noFunction
        file.unused.append(UnusedSuppression(file: "", line: line, cause: cause))
      }
      files[path] = file
    }
    for _ in 0..<(try reader.count(minimumSize: 19)) {
      let digest = try reader.digest()
      details[digest] = try reader.detail()
    }
    guard reader.isAtEnd else { throw CacheDamage() }
  }
}

extension CacheWriter {
  fileprivate mutating func write(_ function: ScanMemory.Function, _ numbers: [FunctionFingerprint: Int]) {
    write(function.name)
    write(function.signature)
    write(function.range)
    guard let number = numbers[function.fingerprint] else {
      preconditionFailure("every function has a score")
    }
    write(number)
    write(function.digest)
    write(function.sketch == nil ? 0 : 1)
    if let sketch = function.sketch { write(sketch.bytes) }
    write(function.suppression == nil ? 0 : 1)
    if let comment = function.suppression { write(comment) }
    write(function.isNovel)
  }

  fileprivate mutating func write(_ detail: ScanMemory.Detail) {
    write(detail.text)
    write(detail.shares.count)
    for share in detail.shares {
      write(share.start)
      write(share.end)
      write(fixed: share.share.bitPattern)
      write(share.isBlock ? 1 : 0)
    }
    write(detail.similar.count)
    for function in detail.similar { write(function) }
  }
}

extension CacheReader {
  fileprivate mutating func function(
    _ known: [FunctionFingerprint]
  ) throws(CacheDamage) -> ScanMemory.Function {
    let (name, signature) = (try text(), try text())
    let range = try range()
    let number = try number()
    guard known.indices.contains(number) else { throw CacheDamage() }
    var function = ScanMemory.Function(
      name: name, signature: signature, range: range, fingerprint: known[number], digest: try digest(),
      sketch: nil, suppression: nil)
    if try self.number() > 0 { function.sketch = try sketch() }
    if try self.number() > 0 { function.suppression = try comment() }
    function.isNovel = try answer()
    return function
  }

  fileprivate mutating func detail() throws(CacheDamage) -> ScanMemory.Detail {
    var detail = ScanMemory.Detail(text: try text(), shares: [], similar: [])
    let length = detail.text.utf8.count
    for _ in 0..<(try count(minimumSize: 11)) {
      let (start, end) = (try number(), try number())
      let share = try part()
      guard start <= end, end <= length else { throw CacheDamage() }
      detail.shares.append(.init(start: start, end: end, share: share, isBlock: try number() == 1))
    }
    detail.similar = try similarFunctions()
    return detail
  }
}
