import Foundation
import Testing

@testable import VulnAdaptCLI

/// What becomes of each long command that is told to stop: it ends soon, says so, and keeps what is finished.
@Suite(.enabled(if: NeovimTests.program != nil, "the program is not beside the tests"), .serialized)
struct StopTests {
  let folder: ScratchFolder

  init() throws {
    folder = try ScratchFolder.withTinyPair()
    _ = try folder.writeModel()
    try folder.write(
      """
      pairs:
        - labeled: one
          target: other
      methods: [ddan, dual-gd-ddan]
      seeds: 4
      preset: small
      settings: {maximumSteps: 1000000}
      """, to: "endless.yml")
  }

  /// A started command.
  private final class Running {
    let process = Process()
    private let said: URL

    init(_ arguments: [String], in folder: ScratchFolder, path: String? = nil) throws {
      said = folder.url.appendingPathComponent(".said-\(UUID().uuidString)")
      try Data().write(to: said)
      process.executableURL = URL(fileURLWithPath: try #require(NeovimTests.program))
      process.arguments = arguments
      process.currentDirectoryURL = folder.url
      var environment = ProcessInfo.processInfo.environment
      environment["XDG_CACHE_HOME"] = folder.path("cache")
      if let path { environment["PATH"] = path + ":" + (environment["PATH"] ?? "") }
      process.environment = environment
      process.standardInput = FileHandle.nullDevice
      process.standardOutput = FileHandle.nullDevice
      process.standardError = try FileHandle(forWritingTo: said)
      try process.run()
    }

    deinit { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }

    var messages: String { (try? String(contentsOf: said, encoding: .utf8)) ?? "" }

    /// Waits until something is so; the limit is for a program that hangs, not for a slow machine.
    func wait(seconds: Int = 300, until isSo: () -> Bool) -> Bool {
      for _ in 0..<(seconds * 50) {
        if isSo() { return true }
        usleep(20_000)
      }
      return false
    }

    func signal(_ number: Int32) {
      // Zero would be everyone in the group of this process.
      if process.isRunning { kill(process.processIdentifier, number) }
    }

    func hasEnded() -> Bool { wait { !process.isRunning } }
  }

  /// Commands that would go on for hours, and what they say once they watch for signals.
  static let endless: [(arguments: [String], sign: String)] = [
    (
      [
        "train", "--labeled", "one", "--unlabeled", "other", "-o", "new.vulnmodel", "--method", "ddan",
        "--preset",
        "small", "--steps", "1000000",
      ], "training "
    ),
    (["experiment", "endless.yml", "-o", "runs", "--jobs", "2"], "8 runs"),
    (
      [
        "evaluate", "--labeled", "one", "--target", "other", "--method", "ddan", "--preset", "small",
        "--steps",
        "1000000", "--seeds", "1",
      ], "vulnerable"
    ),
  ]

  @Test(arguments: [SIGINT, SIGTERM, SIGHUP], endless.indices)
  func anEndlessCommandStopsInOrder(_ signal: Int32, _ index: Int) throws {
    let (arguments, sign) = Self.endless[index]
    let running = try Running(arguments, in: folder)
    #expect(running.wait { running.messages.contains(sign) }, "\(running.messages)")
    running.signal(signal)
    try #require(running.hasEnded())
    #expect(running.process.terminationReason == .exit, "\(running.messages)")
    #expect(running.process.terminationStatus == ExitStatus.couldNotFinish.rawValue, "\(running.messages)")
    #expect(running.messages.contains("stop"))
  }

  /// A plot of more points than can be placed while a test waits.
  @Test(arguments: [SIGINT, SIGTERM])
  func aPlotThatIsStoppedIsNotWritten(_ signal: Int32) throws {
    let functions = (0..<4_000).map { "int g\($0)(char *p) { return p[\($0)] + \($0 % 7); }\n" }
    try folder.write(functions.joined(), to: "many/a.c")
    let running = try Running(
      ["embed", "--model", "m.vulnmodel", "--labeled", "one", "--unlabeled", "many", "--plot", "p.svg"],
      in: folder)
    #expect(running.wait { running.messages.contains("unlabelled: ") }, "\(running.messages)")
    running.signal(signal)
    try #require(running.hasEnded())
    #expect(running.process.terminationReason == .exit, "\(running.messages)")
    #expect(running.process.terminationStatus == ExitStatus.couldNotFinish.rawValue, "\(running.messages)")
    #expect(!FileManager.default.fileExists(atPath: folder.path("p.svg")))
  }

  @Test func aSecondSignalEndsAtOnce() throws {
    let running = try Running(Self.endless[1].arguments, in: folder)
    #expect(running.wait { running.messages.contains("8 runs") })
    // Both come before the program goes on, however quickly it would stop after the first.
    for signal in [SIGSTOP, SIGINT, SIGTERM, SIGCONT] { running.signal(signal) }
    try #require(running.hasEnded())
    #expect(running.process.terminationReason == .exit)
    #expect([128 + SIGINT, 128 + SIGTERM].contains(running.process.terminationStatus))
  }

  /// `config` is asked without looking at the wish to stop: such work is ended from outside after a while.
  @Test(arguments: [
    ("ls-tree", "scan"), ("rev-list", "labels"), ("config", "scan"), ("config", "labels"),
    ("rev-list", "history"), ("rev-list", "explain"),
  ])
  func gitDoesNotOutliveTheCommandThatAskedIt(_ command: String, _ job: String) throws {
    let git = try folder.writeGit(thatHangsAt: command)
    let arguments =
      switch job {
      case "scan": ["scan", "one", "--model", "m.vulnmodel", "--no-cache", "--since", "HEAD"]
      case "labels": ["labels", "from-git", "one", "-o", "new/labels.csv"]
      case "history": ["history", "one"]
      default: ["explain", "one/a.c:f1", "--model", "m.vulnmodel"]
      }
    let running = try Running(arguments, in: folder, path: git.path)
    #expect(running.wait { FileManager.default.fileExists(atPath: git.process) }, "\(running.messages)")
    let text = try String(contentsOfFile: git.process, encoding: .utf8)
    let child = try #require(pid_t(text.trimmingCharacters(in: .whitespacesAndNewlines)))
    #expect(kill(child, 0) == 0)
    running.signal(SIGTERM)
    try #require(running.hasEnded())
    #expect(running.process.terminationReason == .exit)
    #expect(running.process.terminationStatus == ExitStatus.couldNotFinish.rawValue)
    #expect(running.messages.contains("stop"), "\(running.messages)")
    #expect(running.wait(seconds: 30) { kill(child, 0) != 0 }, "git goes on alone")
    #expect(!FileManager.default.fileExists(atPath: folder.path("new/labels.csv")))
  }
}
