import Foundation

/// Where scans leave what they found out for later scans of the same folder, and from when on that pays.
public struct ScanCache: Sendable {
  /// Where caches are kept.
  let folder: ScanCacheFolder
  /// A scan of fewer functions leaves nothing: it is quick anyway.
  var minimumFunctions = 500
  /// Tells the time; files changed just before a scan begins are not taken for known by later ones.
  var now: @Sendable () -> Date = Date.init

  /// Uses a folder, which need not exist yet; nothing is read before a scan.
  public init(_ folder: ScanCacheFolder) {
    self.folder = folder
  }
}
