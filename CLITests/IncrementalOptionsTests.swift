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
    #expect(try IncrementalOptions.parse(["--no-cache"]).cacheFolder == nil)
    #expect(try IncrementalOptions.parse([]).cacheFolder == .standard())
    #expect(try IncrementalOptions.parse(["--cache", "/c"]).cacheFolder?.url.path == "/c")
    #expect(ScanCacheFolder.standard(["XDG_CACHE_HOME": "/x"])?.url.path == "/x/vulnadapt")
    #expect(ScanCacheFolder.standard(["XDG_CACHE_HOME": "x"]) == nil)
    #expect(ScanCacheFolder.standard(["HOME": "/h"])?.url.path.hasPrefix("/h/") == true)
  }
}
