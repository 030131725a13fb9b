import Foundation

/// A value that is made when it is first asked for, once for all threads.
final class OnDemand<Value: Sendable>: @unchecked Sendable {
  private let lock = NSLock()
  private var known: Value?
  private let make: @Sendable () -> Value

  init(_ make: @escaping @Sendable () -> Value) {
    self.make = make
  }

  /// The value; other threads wait while it is being made.
  var value: Value {
    lock.lock()
    defer { lock.unlock() }
    if let known { return known }
    let value = make()
    known = value
    return value
  }
}
