import Foundation

extension ChildProcess {
  /// The memory that the program has for itself, in bytes, without the files that it has mapped; nil where the system does
  /// not say.
  var memory: Int? {
    #if canImport(Darwin)
      var usage = rusage_info_v2()
      let failure = withUnsafeMutablePointer(to: &usage) { pointer in
        pointer.withMemoryRebound(to: rusage_info_t?.self, capacity: 1) {
          proc_pid_rusage(identifier, RUSAGE_INFO_V2, $0)
        }
      }
      return failure == 0 ? Int(clamping: usage.ri_phys_footprint) : nil
    #else
      // Pages: all, resident, and of these what files and other programs share.
      guard let text = try? String(contentsOfFile: "/proc/\(identifier)/statm", encoding: .utf8) else {
        return nil
      }
      let pages = text.split(separator: " ").prefix(3).compactMap { Int($0) }
      guard pages.count == 3 else { return nil }
      return (pages[1] - pages[2]) * Int(sysconf(Int32(_SC_PAGESIZE)))
    #endif
  }
}
