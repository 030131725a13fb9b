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

  /// Adds files to the project that is scanned.
  private func addFiles(_ numbers: Range<Int>) throws {
    let function =
      "int copy_%(char *to, const char *from, int n)\n{\n  while (n--) *to++ = *from++;\n  return n;\n}\n"
    for file in numbers {
      let text = (0..<300).map { function.replacingOccurrences(of: "%", with: "\(file)_\($0)") }.joined()
      try folder.write(text, to: "project/f\(file).c")
    }
  }

  /// Starts a scan, sends a signal after a while, and returns how it ended and what it said.
  private func scan(stoppedWith signal: Int32, after seconds: Double, model: String) throws -> (
    Process, String
  ) {
    let process = Process()
    let errors = Pipe()
    process.executableURL = URL(fileURLWithPath: try #require(NeovimTests.program))
    process.arguments = [
      "scan", folder.path("project"), "--model", model, "--cache", folder.path("cache"), "--output",
      "sarif=\(folder.path("reports/new.sarif"))", "--output", "json=\(folder.path("reports/old.json"))",
      "--write-baseline", folder.path("reports/accepted.json"),
    ]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = errors
    try process.run()
    Thread.sleep(forTimeInterval: seconds)
    kill(process.processIdentifier, signal)
    let said = errors.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process, String(decoding: said, as: UTF8.self))
  }

  @Test(arguments: [SIGINT, SIGTERM])
  func aStoppedScanExitsWithTwoAndLeavesEveryFileAsItWas(_ signal: Int32) throws {
    let model = try folder.writeModel()
    var ended: (process: Process, said: String)?
    var (files, seconds) = (100, 0.2)
    try addFiles(0..<files)
    // How fast this machine is shows by trying: a signal before the scan begins ends the process as any other, so wait
    // longer; a scan that was done before the signal has too little to do.
    for _ in 0..<12 {
      let attempt = try scan(stoppedWith: signal, after: seconds, model: model)
      ended = attempt
      if attempt.0.terminationReason != .exit {
        seconds *= 2
      } else if attempt.0.terminationStatus == 0 {
        try addFiles(files..<2 * files)
        files *= 2
        for name in ["new.sarif", "accepted.json"] {
          try FileManager.default.removeItem(atPath: folder.path("reports/\(name)"))
        }
        try folder.write(old, to: "reports/old.json")
        try FileManager.default.removeItem(atPath: folder.path("cache"))
      } else {
        break
      }
    }
    let (process, said) = try #require(ended)
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
