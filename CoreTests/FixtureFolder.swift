import Foundation

/// The files that tests read.
enum FixtureFolder {
  /// `CoreTests/Fixtures`, by the path of this source: a package and Xcode put resources in different places.
  static let url = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Fixtures", isDirectory: true)
}
