extension Sequence<String> {
  /// The texts in one that no other texts make, whatever they hold: each behind its length in bytes.
  var joinedWithLengths: String { map { "\($0.utf8.count)\n\($0)" }.joined() }
}
