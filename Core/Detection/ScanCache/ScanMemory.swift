import Crypto

/// What earlier scans of a folder found out, to be used again where nothing has changed.
///
/// Files are known by their path and stamp, scores by the function's content, and statements' shares by the
/// function's exact text.
struct ScanMemory: Equatable {
  /// What is known of a file.
  struct File: Equatable {
    var stamp: FileStamp
    var functions: [Function]
    var skipped: [SkippedRegion]
    var unused: [UnusedSuppression]
  }

  /// A function without its text.
  struct Function: Equatable {
    var name: String
    var signature: String
    var range: SourceRange
    var fingerprint: FunctionFingerprint
    var suppression: SuppressionComment?
  }

  /// A statement's place in its function's text, and its share of the score.
  struct Share: Equatable {
    var start: Int
    var end: Int
    var share: Double
  }

  /// The first half of the SHA-256 of a function's text.
  typealias TextDigest = [UInt8]

  /// By system path.
  var files: [FilePathBytes: File] = [:]
  var scores: [FunctionFingerprint: Float] = [:]
  var shares: [TextDigest: [Share]] = [:]

  static func digest(of function: CFunction) -> TextDigest {
    var text = function.text
    return text.withUTF8 { Array(SHA256.hash(data: $0).prefix(16)) }
  }
}

extension ScanMemory {
  /// The memory as bytes; the same memory always gives the same bytes.
  var bytes: [UInt8] {
    var writer = CacheWriter()
    let scores = scores.sorted { $0.key < $1.key }
    writer.write(scores.count)
    var numbers: [FunctionFingerprint: Int] = [:]
    for (number, score) in scores.enumerated() {
      numbers[score.key] = number
      writer.write(raw: score.key.bytes)
      writer.write(fixed: UInt64(score.value.bitPattern), count: 4)
    }
    writer.write(shares.count)
    for (digest, shares) in shares.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
      writer.write(raw: digest)
      writer.write(shares.count)
      for share in shares {
        writer.write(share.start)
        writer.write(share.end)
        writer.write(fixed: share.share.bitPattern)
      }
    }
    writer.write(files.count)
    for (path, file) in files.sorted(by: { $0.key < $1.key }) {
      writer.write(path.bytes)
      for number in file.stamp.numbers { writer.write(fixed: UInt64(bitPattern: number)) }
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
    return writer.bytes
  }

  /// Reads what ``bytes`` wrote.
  init(_ bytes: [UInt8]) throws(CacheDamage) {
    var reader = CacheReader(bytes)
    var known: [FunctionFingerprint] = []
    for _ in 0..<(try reader.count(minimumSize: 20)) {
      let fingerprint = try reader.fingerprint()
      let score = Float(bitPattern: UInt32(truncatingIfNeeded: try reader.fixed(count: 4)))
      guard (0...1).contains(score) else { throw CacheDamage() }
      scores[fingerprint] = score
      known.append(fingerprint)
    }
    for _ in 0..<(try reader.count(minimumSize: 17)) {
      let digest = try reader.raw(16)
      var list: [Share] = []
      for _ in 0..<(try reader.count(minimumSize: 10)) {
        let (start, end) = (try reader.number(), try reader.number())
        let share = Double(bitPattern: try reader.fixed())
        guard start <= end, (0...1).contains(share) else { throw CacheDamage() }
        list.append(Share(start: start, end: end, share: share))
      }
      shares[digest] = list
    }
    for _ in 0..<(try reader.count(minimumSize: 60)) {
      let path = FilePathBytes(bytes: try reader.data())
      var numbers: [Int64] = []
      for _ in 0..<FileStamp.numberCount { numbers.append(Int64(bitPattern: try reader.fixed())) }
      var file = File(stamp: FileStamp(numbers: numbers), functions: [], skipped: [], unused: [])
      for _ in 0..<(try reader.count(minimumSize: 10)) { file.functions.append(try reader.function(known)) }
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
    guard reader.isAtEnd else { throw CacheDamage() }
  }
}

extension CacheWriter {
  fileprivate mutating func write(_ range: SourceRange) {
    write(range.startOffset)
    write(range.endOffset - range.startOffset)
    write(range.startLine)
    write(range.startColumn)
    write(range.endLine)
    write(range.endColumn)
  }

  fileprivate mutating func write(_ function: ScanMemory.Function, _ numbers: [FunctionFingerprint: Int]) {
    write(function.name)
    write(function.signature)
    write(function.range)
    guard let number = numbers[function.fingerprint] else {
      preconditionFailure("every function has a score")
    }
    write(number)
    guard let comment = function.suppression else { return write(0) }
    let reason: String? = if case .ignore(let reason) = comment.content { reason } else { nil }
    write(reason == nil ? 1 : 2)
    write(comment.line)
    write(comment.codeLine ?? 0)
    if let reason { write(reason) }
  }
}

extension CacheReader {
  fileprivate mutating func fingerprint() throws(CacheDamage) -> FunctionFingerprint {
    FunctionFingerprint(bytes: try raw(16))
  }

  fileprivate mutating func range() throws(CacheDamage) -> SourceRange {
    var numbers: [Int] = []
    for _ in 0..<6 {
      let number = try number()
      guard number <= Int(Int32.max) else { throw CacheDamage() }
      numbers.append(number)
    }
    return SourceRange(
      startOffset: numbers[0], endOffset: numbers[0] + numbers[1], startLine: numbers[2],
      startColumn: numbers[3], endLine: numbers[4], endColumn: numbers[5])
  }

  fileprivate mutating func function(
    _ known: [FunctionFingerprint]
  ) throws(CacheDamage) -> ScanMemory.Function {
    let (name, signature) = (try text(), try text())
    let range = try range()
    let number = try number()
    guard known.indices.contains(number) else { throw CacheDamage() }
    var function = ScanMemory.Function(
      name: name, signature: signature, range: range, fingerprint: known[number], suppression: nil)
    let kind = try self.number()
    guard kind <= 2 else { throw CacheDamage() }
    if kind > 0 {
      let (line, codeLine) = (try self.number(), try self.number())
      let reason = kind == 2 ? try text() : nil
      function.suppression = SuppressionComment(
        line: line, content: .ignore(reason: reason), codeLine: codeLine == 0 ? nil : codeLine)
    }
    return function
  }
}

extension FunctionFingerprint {
  /// The fingerprint's bytes.
  var bytes: [UInt8] {
    let digits = Array(hexadecimal.utf8).map { $0 < 0x3a ? $0 - 0x30 : $0 - 0x57 }
    return stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
  }

  /// A fingerprint from its 16 bytes.
  init(bytes: [UInt8]) {
    let digits = Array("0123456789abcdef".utf8)
    let text = String(
      decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    guard let fingerprint = FunctionFingerprint(hexadecimal: text) else {
      preconditionFailure("a fingerprint has 16 bytes")
    }
    self = fingerprint
  }
}
