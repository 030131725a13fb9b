import AppKit
import Core

/// Opens files in Xcode at a line, by the tool `xed` of the Xcode that is in use.
@MainActor enum XcodeLauncher {
  /// Opens a file; returns once Xcode has taken it.
  ///
  /// - Throws: ``XcodeLaunchError``.
  static func open(_ file: URL, line: Int) async throws {
    guard let xcode else { throw XcodeLaunchError.notInstalled }
    let process = Process()
    // /usr/bin/xed runs that of the developer folder, which need not be Xcode's: it may be the command line tools'.
    process.executableURL = URL(fileURLWithPath: "/usr/bin/xed")
    process.environment = environment(xcode: xcode, ProcessInfo.processInfo.environment)
    process.arguments = arguments(file: file, line: line)
    let outcome = try await run(process)
    if outcome.status != 0 {
      throw XcodeLaunchError.refused(
        file: file.lastPathComponent, xcode: xcode.lastPathComponent, reason: outcome.message)
    }
  }

  /// The Xcode to use: one that is open, else the one that macOS opens; nil when none is installed.
  private static var xcode: URL? {
    let identifier = "com.apple.dt.Xcode"
    let open = NSRunningApplication.runningApplications(withBundleIdentifier: identifier)
    return open.first?.bundleURL ?? NSWorkspace.shared.urlForApplication(withBundleIdentifier: identifier)
  }

  /// What `xed` is called with.
  static func arguments(file: URL, line: Int) -> [String] {
    ["--line", String(line), file.path]
  }

  /// The environment in which `xed` speaks to one Xcode and no other.
  static func environment(xcode: URL, _ environment: [String: String]) -> [String: String] {
    environment.merging(
      ["DEVELOPER_DIR": xcode.appendingPathComponent("Contents/Developer").path], uniquingKeysWith: { $1 })
  }

  /// How a process ended, and what it said about it.
  struct Outcome: Sendable {
    var status: Int32
    var message: String
  }

  /// Runs a process to its end without holding up the window.
  static func run(_ process: Process) async throws -> Outcome {
    process.standardError = Pipe()
    process.standardOutput = FileHandle.nullDevice
    process.standardInput = FileHandle.nullDevice
    return try await withCheckedThrowingContinuation { continuation in
      // It runs on a thread of the system's, where a pipe may not be taken along.
      process.terminationHandler = { @Sendable process in
        let errors = (process.standardError as? Pipe)?.fileHandleForReading
        let said = (try? errors?.read(upToCount: 1 << 12)) ?? Data()
        continuation.resume(
          returning: Outcome(
            status: process.terminationReason == .exit ? process.terminationStatus : -1,
            message: String(decoding: said, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)))
      }
      do { try process.run() } catch {
        process.terminationHandler = nil
        continuation.resume(throwing: error)
      }
    }
  }
}

/// Why a file cannot be shown in Xcode.
enum XcodeLaunchError: ExplainedError, Equatable {
  /// There is no Xcode on this Mac.
  case notInstalled
  /// Xcode, or the tool that speaks to it, says no.
  case refused(file: String, xcode: String, reason: String)

  var explanation: ErrorExplanation {
    switch self {
    case .notInstalled:
      .init("Xcode was not found on this Mac.", next: "Install it and open it once, then try again.")
    case .refused(let file, let xcode, let reason):
      .init(
        "\(xcode.printable) did not open \(file.printable)"
          + (reason.isEmpty ? "." : ": \(reason.printable)."),
        next:
          "Open Xcode once, and allow VulnAdapt to control it in System Settings, Privacy & Security, Automation."
      )
    }
  }
}
