import Foundation
import Testing

@testable import Core

struct BuildSetupTests {
  private static func project(_ name: String) -> WorkspaceProject {
    WorkspaceProject(
      id: "p", name: name, path: "/p", role: .unlabeled, addedAt: Date(timeIntervalSince1970: 0))
  }

  /// Runs a build phase's script as Xcode does.
  private static func run(_ script: String, root: String) throws -> ToolRun {
    try ToolRun("/bin/sh", ["-c", script], environment: ["SRCROOT": root], keepsErrors: true)
  }

  @Test func theScriptCallsTheProgramInTheAppWhereverThatIs() throws {
    let folder = try TemporaryFolder()
    let app = folder.file("My $(touch owned) 'App'.app")
    let tool = app.appendingPathComponent("Contents/Helpers/vulnadapt")
    try FileManager.default.createDirectory(
      at: tool.deletingLastPathComponent(), withIntermediateDirectories: true)
    // Made by a process of its own: while this one has it open, other tests' children may inherit that, and the
    // system starts no program that somebody may write to.
    let made = try Self.run(
      "printf '%s\\n' '#!/bin/sh' 'printf \"<%s>\" \"$@\"' 'exit 3' > \"$SRCROOT\" && chmod 755 \"$SRCROOT\"",
      root: tool.path)
    #expect(made.status == 0, "\(made.text)")
    let setup = BuildSetup(project: Self.project("lib"), app: app)
    #expect(setup.program.path == tool.path)
    let outcome = try Self.run(setup.script, root: "/a b")
    #expect(outcome.text == "<scan></a b><--format><text>")
    #expect(outcome.status == 3, "the program's status fails the build")
    #expect(!FileManager.default.fileExists(atPath: "owned"))
  }

  @Test func aScanThatCouldNotFinishSaysSoInTheNavigator() throws {
    let folder = try TemporaryFolder()
    let tool = folder.file("a.app/Contents/Helpers/vulnadapt")
    try FileManager.default.createDirectory(
      at: tool.deletingLastPathComponent(), withIntermediateDirectories: true)
    let made = try Self.run(
      "printf '#!/bin/sh\nexit 2\n' > \"$SRCROOT\" && chmod 755 \"$SRCROOT\"", root: tool.path)
    #expect(made.status == 0, "\(made.text)")
    let outcome = try Self.run(
      BuildSetup(project: Self.project("lib"), app: folder.file("a.app")).script, root: "/x")
    #expect(outcome.status == 2 && outcome.text.hasPrefix("error: VulnAdapt could not scan /x;"))
  }

  @Test func aMacWithoutTheProgramBuildsWithAWarning() throws {
    let folder = try TemporaryFolder()
    let app = folder.file("VulnAdapt.app")
    let tool = app.appendingPathComponent("Contents/Helpers/vulnadapt")
    try FileManager.default.createDirectory(
      at: tool.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data("#!/bin/sh\n".utf8).write(to: tool)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: tool.path)
    let setup = BuildSetup(project: Self.project("lib"), app: app)
    try FileManager.default.removeItem(at: app)
    let outcome = try Self.run(setup.script, root: "/")
    #expect(outcome.status == 0)
    #expect(outcome.text == "warning: VulnAdapt is not at \(tool.path)\n")
    #expect(BuildSetup(project: Self.project("lib"), app: app).program.path == "/usr/local/bin/vulnadapt")
    #expect(BuildSetup(project: Self.project("lib"), app: nil).manifest.contains("VulnAdaptCheck"))
  }
}
