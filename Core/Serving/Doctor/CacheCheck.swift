import Foundation

/// Whether scans can remember what they found out.
struct CacheCheck: DoctorCheck {
  let name = "scan cache"

  func examine(_ subject: Doctor.Subject) -> DoctorFinding {
    guard let folder = ScanCacheFolder.standard(subject.environment) else {
      return DoctorFinding(
        .worse, "none: neither XDG_CACHE_HOME nor HOME is set",
        nextStep: "Every scan starts from nothing. Set one of them, or give `vulnadapt scan` --cache FOLDER.")
    }
    let manager = FileManager.default
    // What does not exist yet is made in the nearest folder above that does.
    var place = folder.url.path
    while !manager.fileExists(atPath: place), place != "/" {
      place = (place as NSString).deletingLastPathComponent
    }
    var isFolder: ObjCBool = false
    guard manager.fileExists(atPath: place, isDirectory: &isFolder), isFolder.boolValue,
      manager.isWritableFile(atPath: place)
    else {
      return DoctorFinding(
        .worse, "\(folder.url.path) cannot be written",
        nextStep:
          "Every scan starts from nothing. Make \(place) writable, or give `vulnadapt scan` --cache FOLDER."
      )
    }
    let size = folder.fileSizes.reduce(0, +)
    return DoctorFinding(
      .good, "\(folder.url.path), \(size >> 20) of at most \(ScanCacheFolder.sizeLimit >> 20) MB")
  }
}

extension ScanCacheFolder {
  /// The sizes of its files, in bytes.
  fileprivate var fileSizes: [Int] {
    let found = try? FileManager.default.contentsOfDirectory(
      at: url, includingPropertiesForKeys: [.fileSizeKey])
    return (found ?? []).compactMap { try? $0.resourceValues(forKeys: [.fileSizeKey]).fileSize }
  }
}
