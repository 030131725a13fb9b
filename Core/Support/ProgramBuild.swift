import CryptoKit
import Foundation

/// Tells builds of the program apart, also those of one version.
public enum ProgramBuild {
  /// The first 16 hexadecimal digits of the SHA-256 of the file that holds this code; nil when it cannot be read.
  ///
  /// Whatever computes is in that file, so figures of one build and one set of settings are comparable.
  public static let current: String? = image.flatMap(digits)

  /// The file that this code was loaded from.
  private static var image: String? {
    // Linux: the file that runs, also when another build has taken its place on disk.
    let running = "/proc/self/exe"
    if FileManager.default.fileExists(atPath: running) { return running }
    return Bundle(for: Anchor.self).executableURL?.path
  }

  /// Lets the bundle that holds this code be found.
  private final class Anchor {}

  static func digits(ofFile path: String) -> String? {
    guard let file = FileHandle(forReadingAtPath: path) else { return nil }
    defer { try? file.close() }
    var hash = SHA256()
    do {
      while let data = try file.read(upToCount: 1 << 20), !data.isEmpty { hash.update(data: data) }
    } catch { return nil }
    return hash.finalize().prefix(8).hexadecimal
  }
}
