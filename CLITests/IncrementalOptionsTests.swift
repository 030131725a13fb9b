import ArgumentParser
import Core
import Foundation
import Testing

@testable import VulnAdaptCLI

struct IncrementalOptionsTests {
  @Test(arguments: [["--cache", "c", "--no-cache"], ["--new-only"]])
  func contradictionsAreRefused(_ arguments: [String]) {
    #expect(throws: (any Error).self) { try IncrementalOptions.parse(arguments) }
  }

  @Test func theCacheFolderIsTheUsersUnlessNamed() throws {
    let options = ProjectRanking.Options(threshold: 0.5)
    let folder = try ScratchFolder()
    let model = try ModelFile(contentsOf: URL(fileURLWithPath: folder.writeModel()))
    #expect(
      try IncrementalOptions.parse(["--no-cache"]).scanCache(root: "/", model: model, options: options) == nil
    )
    #expect(try IncrementalOptions.parse([]).scanCache(root: "/", model: model, options: options) != nil)
    #expect(ScanCacheFolder.standard(["XDG_CACHE_HOME": "/x"])?.url.path == "/x/vulnadapt")
    #expect(ScanCacheFolder.standard(["XDG_CACHE_HOME": "x"]) == nil)
    #expect(ScanCacheFolder.standard(["HOME": "/h"])?.url.path.hasPrefix("/h/") == true)
  }
}
