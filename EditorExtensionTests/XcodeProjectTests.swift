import Foundation
import Testing

/// The Xcode project, which no one can open here, is checked by a script that reads it on its own.
struct XcodeProjectTests {
  private static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent()
  private static let project = root.appending(path: "VulnAdapt.xcodeproj")

  private static func check(_ project: URL = project) throws -> ToolRun {
    try ToolRun(
      "python3", [root.appending(path: "Scripts/check-xcode-project.py").path, project.path],
      keepsErrors: true)
  }

  private static let hasParser = (try? check().status != 77 && check().status != 127) ?? false
  private static let needsParser: Comment =
    "Python or its package openstep-parser is missing: run Scripts/set-up.sh"

  @Test(.enabled(if: hasParser, needsParser))
  func theProjectIsAsItMustBe() throws {
    let outcome = try Self.check()
    #expect(outcome.status == 0, "\(outcome.text)")
  }

  /// Each of these has kept an extension from showing up, or an app from starting, without a word.
  @Test(
    .enabled(if: hasParser, needsParser),
    arguments: [
      ("com.apple.product-type.xcode-extension", "com.apple.product-type.app-extension", "product-type"),
      ("CodeSignOnCopy, ", "", "copies"),
      ("dstSubfolderSpec = 13", "dstSubfolderSpec = 10", "copies"),
      ("\"@executable_path/../../../../Frameworks\",", "", "LD_RUNPATH_SEARCH_PATHS"),
      ("EditorExtension/Info.plist", "EditorExtension/Gone.plist", "INFOPLIST_FILE"),
      ("version = 0.23.4", "version = 0.24.1", "tree-sitter-c"),
      ("PRODUCT_MODULE_NAME = VulnAdaptCLI", "PRODUCT_MODULE_NAME = vulnadapt", "PRODUCT_MODULE_NAME"),
      ("APPLICATION_EXTENSION_API_ONLY = YES", "APPLICATION_EXTENSION_API_ONLY = NO", "EXTENSION_API_ONLY"),
      ("SWIFT_PACKAGE_NAME = vulnadapt;", "SWIFT_PACKAGE_NAME = other;", "SWIFT_PACKAGE_NAME"),
      ("ENABLE_DEBUG_DYLIB = NO;", "", "ENABLE_DEBUG_DYLIB"),
      (
        "ENABLE_DEBUG_DYLIB = NO;", "ENABLE_DEBUG_DYLIB = NO; CODE_SIGN_IDENTITY = \"-\";",
        "is for Local.xcconfig"
      ),
      ("path = Signing.xcconfig;", "path = Other.xcconfig;", "stands on"),
      ("dstPath = Contents/Helpers;", "dstPath = Contents/MacOS;", "copies"),
      ("maximumVersion = 1.3.0;", "maximumVersion = 2.0.0;", "swift-algorithms"),
      ("explicitFolders = (\n\t\t\t\tFixtures,\n\t\t\t);", "", "would become part of CoreTests"),
      ("remoteInfo = Core;", "remoteInfo = Core; other = 0123456789ABCDEF01234567;", "is named, but missing"),
    ])
  func aMistakeThatXcodeHidesIsFound(_ good: String, _ bad: String, _ complaint: String) throws {
    let folder = FileManager.testPlace.appending(path: "xcode-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let copy = folder.appending(path: "VulnAdapt.xcodeproj")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try FileManager.default.copyItem(at: Self.project, to: copy)
    let file = copy.appending(path: "project.pbxproj")
    let text = try String(contentsOf: file, encoding: .utf8)
    #expect(text.contains(good))
    try text.replacingOccurrences(of: good, with: bad).write(to: file, atomically: true, encoding: .utf8)
    let outcome = try Self.check(copy)
    #expect(outcome.status == 1)
    #expect(outcome.text.contains(complaint), "\(outcome.text)")
  }
}
