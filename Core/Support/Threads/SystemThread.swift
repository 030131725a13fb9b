import Foundation

/// Starts threads, and says when the system has none left.
///
/// Foundation and Dispatch try again for ever where a thread cannot start, as under `ulimit -u`, `ulimit -v` or a
/// container's limit of processes.
package enum SystemThread {
  /// Starts a thread that ends with `body`.
  ///
  /// - Parameters:
  ///   - name: What debuggers call it, where the system can be told.
  ///   - stackSize: The size of its stack in bytes: parsing and products need more than the half megabyte that some
  ///     systems give a thread.
  ///   - body: The work.
  /// - Returns: False when the system starts no more threads; `body` is not called then.
  package static func start(
    name: String? = nil, stackSize: Int = 8 << 20, _ body: @escaping @Sendable () -> Void
  ) -> Bool {
    // Not by its initialiser, which belongs to another module on each system.
    let attributes = UnsafeMutablePointer<pthread_attr_t>.allocate(capacity: 1)
    defer { attributes.deallocate() }
    guard pthread_attr_init(attributes) == 0 else { return false }
    defer { pthread_attr_destroy(attributes) }
    pthread_attr_setdetachstate(attributes, Int32(PTHREAD_CREATE_DETACHED))
    pthread_attr_setstacksize(attributes, stackSize)
    let work = Unmanaged.passRetained(Work(name, body))
    #if canImport(Darwin)
      var thread: pthread_t?
    #else
      var thread = pthread_t()
    #endif
    let failure = pthread_create(
      &thread, attributes,
      { argument in
        // Optional on one system and not on another.
        let argument: UnsafeMutableRawPointer? = argument
        if let argument { Unmanaged<Work>.fromOpaque(argument).takeRetainedValue().run() }
        return nil
      }, work.toOpaque())
    if failure != 0 { work.release() }
    return failure == 0
  }

  private final class Work: Sendable {
    private let name: String?
    private let body: @Sendable () -> Void

    init(_ name: String?, _ body: @escaping @Sendable () -> Void) {
      self.name = name
      self.body = body
    }

    func run() {
      #if canImport(Darwin)
        if let name { pthread_setname_np(name) }
        autoreleasepool { body() }
      #else
        body()
      #endif
    }
  }
}

/// No thread could be started.
package struct NoThreadLeft: ExplainedError {
  package init() {}

  /// A finished sentence that says what to do next.
  package var explanation: ErrorExplanation {
    .init("The system starts no more threads.", next: "End other programs, then try again.")
  }
}
