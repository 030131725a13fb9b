import Foundation

/// Processor time, which other load of the machine does not reach.
enum ThreadTime {
  /// The seconds of processor time that the calling thread spends on some work.
  static func seconds(_ work: () throws -> Void) rethrows -> Double {
    let start = nanoseconds()
    try work()
    return Double(nanoseconds() - start) / 1e9
  }

  private static func nanoseconds() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return time.tv_sec * 1_000_000_000 + time.tv_nsec
  }
}
