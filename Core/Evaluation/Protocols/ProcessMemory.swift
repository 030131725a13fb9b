import Foundation

/// The memory of this process.
enum ProcessMemory {
  /// The largest resident size so far, in bytes.
  static var peak: Int {
    var usage = rusage()
    #if canImport(Darwin)
      guard getrusage(RUSAGE_SELF, &usage) == 0 else { return 0 }
      return usage.ru_maxrss
    #else
      // Linux counts in kibibytes.
      guard getrusage(RUSAGE_SELF.rawValue, &usage) == 0 else { return 0 }
      return usage.ru_maxrss * 1024
    #endif
  }
}
