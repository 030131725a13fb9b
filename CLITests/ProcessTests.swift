import Foundation
import Testing

@testable import VulnAdaptCLI

/// The program as the shell sees it: its streams, its limits, its exit status.
@Suite(.enabled(if: NeovimTests.program != nil, "the program is not beside the tests"))
struct ProcessTests {
  let folder: ScratchFolder

  init() throws {
    folder = try ScratchFolder.withTinyPair()
    _ = try folder.writeModel()
    try folder.write("pairs:\n  - labeled: one\n    target: other\nmethods: [linear]\n", to: "x.yml")
  }

  /// Runs a line of the shell in the folder; `$V` is the program.
  private func shell(_ line: String) throws -> (status: Int32, output: String, errors: String) {
    let process = Process()
    let (output, errors) = (
      folder.url.appendingPathComponent(".out"), folder.url.appendingPathComponent(".err")
    )
    for file in [output, errors] { try Data().write(to: file) }
    let program = try #require(NeovimTests.program)
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    process.arguments = ["-c", line]
    process.currentDirectoryURL = folder.url
    var environment = ProcessInfo.processInfo.environment
    environment["V"] = program
    environment["XDG_CACHE_HOME"] = folder.path("cache")
    process.environment = environment
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: errors)
    try process.run()
    process.waitUntilExit()
    return (
      process.terminationStatus, try String(contentsOf: output, encoding: .utf8),
      try String(contentsOf: errors, encoding: .utf8)
    )
  }

  /// A line for each command that prints a result.
  static let printing = [
    "functions one", "statements one/a.c", "scan one --model m.vulnmodel --no-cache --format json",
    "config one",
    "methods", "doctor one", "doctor one --json", "signals", "model info m.vulnmodel",
    "explain one/a.c:1 --model m.vulnmodel",
    "evaluate one --model m.vulnmodel --brief", "experiment x.yml --plan", "--help", "--version",
    "scan --help",
    "--generate-completion-script bash",
  ]

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full")), arguments: printing)
  func aFullDiskIsNoSuccess(_ arguments: String) throws {
    let (status, _, errors) = try shell("$V \(arguments) >/dev/full")
    #expect(status == ExitStatus.couldNotFinish.rawValue)
    #expect(errors.contains("standard output cannot be written: No space left on device"))
  }

  @Test(arguments: printing)
  func closedStreamsAreNoSuccessAndNoFileIsWrittenInTheirPlace(_ arguments: String) throws {
    let (status, _, errors) = try shell("$V \(arguments) >&-")
    #expect(status == ExitStatus.couldNotFinish.rawValue)
    #expect(errors.contains("standard output cannot be written"))
    #expect(try shell("$V \(arguments) <&- 2>&- >all.txt").status == 0)
    #expect(try shell("$V \(arguments) >&- 2>&- <&-").status == ExitStatus.couldNotFinish.rawValue)
  }

  /// `head` has enough, and nobody needs to be told.
  @Test func aClosedPipeEndsQuietly() throws {
    let function = (0..<4_000).map { "int f\($0)(void) { return \($0); }\n" }.joined()
    try folder.write(function, to: "many/a.c")
    for trap in ["", "trap '' PIPE; "] {
      let (_, output, errors) = try shell(
        trap + "{ $V functions many --quiet; echo $? >status; } | head -1")
      #expect(output.hasPrefix("a.c:1-1: f0"))
      #expect(errors.isEmpty)
      #expect(try String(contentsOfFile: folder.path("status"), encoding: .utf8) == "141\n")
    }
  }

  @Test func aReaderThatHasEnoughIsNoNewsForAShortResultEither() throws {
    let (_, _, errors) = try shell("{ sleep 0.1; $V doctor one; echo $? >status; } 2>errors | true")
    #expect(errors.isEmpty)
    // Whether the pipe was closed before depends on the machine; nothing is said in either case.
    #expect(["0\n", "141\n"].contains(try String(contentsOfFile: folder.path("status"), encoding: .utf8)))
    #expect(try String(contentsOfFile: folder.path("errors"), encoding: .utf8).isEmpty)
  }

  @Test func aFileThatMayNotGrowIsSaidToBeSo() throws {
    let (status, _, errors) = try shell(
      "ulimit -f 1; $V scan one --model m.vulnmodel --no-cache --quiet --output html=r.html | cat")
    #expect(status == 0, "that of cat")
    #expect(errors.contains("r.html cannot be written: File too large"), "\(errors)")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.url.path)
    #expect(!names.contains { $0.hasPrefix("r.html") || $0.hasSuffix(".tmp") })
  }

  @Test func reportsAreWrittenBesideAFullOutputOnlyAsAWhole() throws {
    let line = "$V scan one --model m.vulnmodel --no-cache --format json"
    #expect(try shell(line + " --output json=new.json >/dev/full").status == 2)
    let whole = try shell(line + " --output json=whole.json").output
    #expect(try String(contentsOfFile: folder.path("new.json"), encoding: .utf8) == whole)
  }

  // MARK: Limits

  @Test func fewDescriptorsAreEnoughOrSaidToBeTooFew() throws {
    for count in [200, 64, 32, 16, 10, 8] {
      let (status, _, errors) = try shell(
        "ulimit -n \(count); $V scan one --model m.vulnmodel --no-cache --quiet --threshold 0")
      #expect(status == 0 || status == 2 && !errors.isEmpty || status == 127, "\(count): \(status) \(errors)")
      if count >= 32 { #expect(status == 0, "\(count): \(errors)") }
    }
  }

  @Test func labelsFromGitNeedFewDescriptorsAndNoTemporaryFolder() throws {
    let (made, _, complaint) = try shell(
      """
      set -e; export GIT_CONFIG_GLOBAL=/dev/null; git init -q r; cd r
      git config user.email a; git config user.name a
      for i in $(seq 60); do echo "int f(int a) { return a + $i; }" > a$i.c; done; git add .; git commit -qm Add
      for i in $(seq 60); do echo "int f(int a) { return a - $i; }" > a$i.c
      git commit -qam "CVE-2020-$((i + 1000))"; done
      """)
    #expect(made == 0, "\(complaint)")
    for limits in ["ulimit -n 200", "ulimit -n 24", "export TMPDIR=/dev/full"] {
      let (status, _, errors) = try shell("\(limits); $V labels from-git r -o new/labels.csv --force")
      #expect(status == 0, "\(limits): \(errors)")
    }
    let (status, _, errors) = try shell("ulimit -n 8; $V labels from-git r -o new/labels.csv --force")
    #expect(status == 0 || status == 2 && errors.contains("ulimit -n") || status == 127, "\(errors)")
  }

  #if os(Linux)
    @Test func threadsThatCannotStartHangNothing() throws {
      // Stacks of 8 MB do not fit any more at some of these sizes, the program itself does not at others.
      for megabytes in [4_000, 1_000, 700, 500, 400] {
        let (status, _, errors) = try shell(
          "ulimit -v \(megabytes * 1024); timeout -s KILL 300 $V functions one --quiet --threads 64")
        #expect(status != 137 && (status == 0 || !errors.isEmpty), "\(megabytes) MB: \(status) \(errors)")
      }
    }
  #endif

  // MARK: Arguments

  @Test func aProcessWithoutArgumentsIsNoSuccess() {
    let recorded = RecordedConsole()
    #expect(Program.run([], console: recorded.console) == .couldNotFinish)
    #expect(recorded.notes.first?.contains("Mount /proc") == true)
    #expect(recorded.output.isEmpty)
  }

  @Test func usageAndHelpKeepTheirStatus() {
    for (arguments, status) in [
      (["vulnadapt"], ExitStatus.done), (["vulnadapt", "--help"], .done),
      (["vulnadapt", "scan", "--nonsense"], .usage),
      (["vulnadapt", "nonsense"], .usage),
    ] {
      #expect(Program.run(arguments, console: RecordedConsole().console) == status)
    }
  }
}
