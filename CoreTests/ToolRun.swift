import Foundation

/// A program that has run to its end.
struct ToolRun {
  let status: Int32
  /// What it printed.
  let text: String

  /// Runs a program that `PATH` names, or a path.
  ///
  /// - Parameters:
  ///   - program: Its name or path.
  ///   - arguments: What it is told.
  ///   - folder: Where it runs.
  ///   - environment: Its environment, in place of the test's own.
  ///   - keepsErrors: Whether `text` holds its messages too.
  /// - Throws: When nothing can be run.
  init(
    _ program: String, _ arguments: [String], in folder: URL? = nil, environment: [String: String]? = nil,
    keepsErrors: Bool = false
  ) throws {
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [program] + arguments
    if let folder { process.currentDirectoryURL = folder }
    if let environment { process.environment = environment }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = pipe
    process.standardError = keepsErrors ? pipe : FileHandle.nullDevice
    try process.run()
    let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    status = process.terminationStatus
    text = String(decoding: output, as: UTF8.self)
  }

  /// What a program prints; nil when it fails or is not there.
  static func output(of program: String, _ arguments: [String]) -> String? {
    guard let run = try? ToolRun(program, arguments), run.status == 0 else { return nil }
    return run.text
  }
}
