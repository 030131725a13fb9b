/// How mended functions are written to the cache and read from it without trust.
extension MendedFunctions {
  /// The functions as bytes.
  var bytes: [UInt8] {
    var writer = CacheWriter()
    writer.write(commit)
    writer.write(functions.count)
    for function in functions {
      writer.write(function.fix)
      for hashes in [function.before, function.removed, function.added] {
        writer.write(hashes.count)
        for hash in hashes { writer.write(fixed: hash) }
      }
    }
    return writer.bytes
  }

  /// Reads what ``bytes`` wrote: the commit, and the functions.
  ///
  /// - Throws: ``CacheDamage`` for anything else.
  static func read(_ bytes: ArraySlice<UInt8>) throws(CacheDamage) -> (commit: String, functions: [Function])
  {
    var reader = CacheReader(bytes)
    let commit = try reader.text()
    var functions: [Function] = []
    for _ in 0..<(try reader.count(minimumSize: 15)) {
      functions.append(
        Function(
          fix: try reader.missedFix(), before: try reader.hashes(), removed: try reader.hashes(),
          added: try reader.hashes()))
    }
    guard reader.isAtEnd else { throw CacheDamage() }
    return (commit, functions)
  }
}

extension CacheReader {
  /// Numbers that are ascending and distinct.
  fileprivate mutating func hashes() throws(CacheDamage) -> [UInt64] {
    var hashes: [UInt64] = []
    for _ in 0..<(try count(minimumSize: 8)) {
      let hash = try fixed()
      if let last = hashes.last, last >= hash { throw CacheDamage() }
      hashes.append(hash)
    }
    return hashes
  }
}
