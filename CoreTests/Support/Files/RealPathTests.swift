import Foundation
import Testing

@testable import Core

struct RealPathTests {
  private let tree: TemporaryFolder
  private let top: String

  init() throws {
    tree = try TemporaryFolder()
    top = try #require(RealPath.of(tree.url.path))
    try FileManager.default.createDirectory(at: tree.file("real/deep"), withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: tree.file("link").path, withDestinationPath: "real/deep")
  }

  /// A file that is still to be written compares with the folder that it will stand in.
  @Test(arguments: [
    ("link", "real/deep"), ("real", "real"), ("link/new.json", "real/deep/new.json"),
    ("link/none/new.json", "real/deep/none/new.json"), ("none/../new.json", "new.json"),
    ("real/./deep", "real/deep"),
  ])
  func aPathIsThatOfTheSystemAsFarAsItExists(_ path: String, _ expected: String) {
    #expect(RealPath.asFarAsItExists(tree.url.path + "/" + path) == top + "/" + expected)
  }

  @Test func theTopOfTheFileSystemIsItself() {
    #expect(RealPath.asFarAsItExists("/") == "/")
    #expect(RealPath.asFarAsItExists("/no-such-folder/a") == "/no-such-folder/a")
  }
}
