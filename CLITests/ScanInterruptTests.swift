import Foundation
import Testing

/// What becomes of a scan that is told to stop, as the shell sees it.
@Suite(.enabled(if: NeovimTests.program != nil, "the program is not beside the tests"))
struct ScanInterruptTests {
  let folder: ScratchFolder
  private let old = "the last report\n"

  init() throws {
    folder = try ScratchFolder()
    try folder.write(old, to: "reports/old.json")
  }

  /// The scan waits for the project's history, so that the signal comes while it is at work.
  @Test(arguments: [SIGINT, SIGTERM, SIGHUP])
  func aStoppedScanExitsWithTwoAndLeavesEveryFileAsItWas(_ signal: Int32) throws {
    let model = try folder.writeModel()
    _ = try folder.writeProject()
    let git = try folder.writeGit(thatHangsAt: "rev-list")
    let process = Process()
    let errors = Pipe()
    process.executableURL = URL(fileURLWithPath: try #require(NeovimTests.program))
    process.arguments = [
      "scan", folder.path("project"), "--model", model, "--cache", folder.path("cache"), "--output",
      "sarif=\(folder.path("reports/new.sarif"))", "--output", "json=\(folder.path("reports/old.json"))",
      "--write-baseline", folder.path("reports/accepted.json"),
    ]
    var environment = ProcessInfo.processInfo.environment
    environment["PATH"] = git.path + ":" + (environment["PATH"] ?? "")
    process.environment = environment
    process.standardOutput = FileHandle.nullDevice
    process.standardError = errors
    try process.run()
    while process.isRunning, !FileManager.default.fileExists(atPath: git.process) { usleep(10_000) }
    #expect(process.isRunning)
    kill(process.processIdentifier, signal)
    let said = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationReason == .exit)
    #expect(process.terminationStatus == 2, "\(said)")
    #expect(said.contains("stopping"))
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path("reports"))
    #expect(names == ["old.json"])
    #expect(try String(contentsOfFile: folder.path("reports/old.json"), encoding: .utf8) == old)
    let cached = try? FileManager.default.contentsOfDirectory(atPath: folder.path("cache"))
    #expect(cached ?? [] == [])
  }
}
