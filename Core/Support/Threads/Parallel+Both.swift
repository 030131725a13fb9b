import Foundation

extension Parallel {
  /// Runs two pieces at the same time and returns both results.
  static func both<First: Sendable, Second: Sendable>(
    _ first: @escaping @Sendable () -> First, _ second: @escaping @Sendable () -> Second
  ) -> (First, Second) {
    let results = Results<First, Second>()
    run([{ results.first = first() }, { results.second = second() }])
    guard let one = results.first, let other = results.second else {
      preconditionFailure("both pieces have run")
    }
    return (one, other)
  }
}

/// Where the pieces of ``Parallel/both(_:_:)`` leave their results; each writes a place of its own.
private final class Results<First, Second>: @unchecked Sendable {
  var first: First?
  var second: Second?
}
