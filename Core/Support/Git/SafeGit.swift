import Foundation

/// Reads a git repository that may be hostile: nothing that its configuration names is ever run.
///
/// A repository's configuration and attributes can name programs: hooks, file system monitors, pagers, external
/// diffs, text conversions, content filters, aliases, signature checkers, transports. So only commands are run
/// that read objects, never the work tree; each is told to use none of these; no configuration but the
/// repository's own is read, and missing objects are not fetched. Git starts by an absolute path, without a shell,
/// with an environment of its own, and with bounded time and output.
public struct SafeGit: Sendable {
  /// Bounds of one command.
  public struct Limits: Hashable, Sendable {
    /// The longest time, in seconds.
    public var seconds: Int
    /// The longest answer, in bytes.
    var outputBytes: Int
    /// The most memory that git may take for itself, in bytes; trees that share their parts can name any number of files.
    var memoryBytes: Int

    /// Creates limits.
    public init(seconds: Int = 600, outputBytes: Int = 4 << 30, memoryBytes: Int = 4 << 30) {
      self.seconds = seconds
      self.outputBytes = outputBytes
      self.memoryBytes = memoryBytes
    }
  }

  /// The folder as the user named it.
  public let path: String
  /// Whether work should end; asked several times a second.
  public var shouldStop: @Sendable () -> Bool
  /// Bounds of each command.
  public var limits: Limits
  let executable: String
  private let folder: String
  private let isBare: Bool
  private let trustedFolders: [String]
  /// Where git keeps the repository; nil when its path is no UTF-8.
  private var gitFolder: String?
  /// What a partial clone has.
  let presentObjects = PresentObjects()
  /// What answers in place of git, from a command's arguments; nil outside tests of those who read the answers.
  private let answer: (@Sendable ([String]) -> [UInt8])?

  /// Stands for a repository of which every answer is made up.
  init(answering answer: @escaping @Sendable ([String]) -> [UInt8]) {
    path = "/repository"
    limits = Limits()
    shouldStop = { false }
    executable = "/usr/bin/false"
    folder = path
    isBare = false
    trustedFolders = []
    gitFolder = path
    self.answer = answer
  }

  /// Opens the repository that a folder is, or is in.
  ///
  /// - Parameters:
  ///   - path: A folder.
  ///   - limits: Bounds of each command.
  ///   - environment: Says where programs and the user's own git configuration are.
  ///   - shouldStop: Whether work should end; asked several times a second.
  /// - Throws: ``GitError``.
  public init(
    path: String, limits: Limits = Limits(),
    environment: [String: String] = ProcessInfo.processInfo.environment,
    shouldStop: @escaping @Sendable () -> Bool = { false }
  ) throws(GitError) {
    self.path = path
    self.limits = limits
    self.shouldStop = shouldStop
    answer = nil
    executable = try Self.executable(environment)
    // A path of its own, so that no folder name reads as an option.
    folder = URL(fileURLWithPath: path, isDirectory: true).standardizedFileURL.path
    isBare =
      !Self.exists(folder + "/.git")
      && ["HEAD", "objects", "refs"].allSatisfy { [folder] in Self.exists("\(folder)/\($0)") }
    trustedFolders = Self.trustedFolders(executable: executable, environment: environment)
    var places = RepositoryFolder(includes: includes)
    if let obstacle = places.obstacle(for: folder) { throw obstacle }
    // An answer that needs no object takes milliseconds; where it does not come, no other will.
    var opening = self
    opening.limits.seconds = min(limits.seconds, Self.openingSeconds)
    gitFolder = String(
      bytes: try opening.run(["rev-parse", "--absolute-git-dir"]).dropLast(), encoding: .utf8)
  }

  /// How long git may take to say where a repository is.
  private static let openingSeconds = 10

  /// The longest answer that is held as a whole, in bytes: some four million files of a commit.
  private static let heldBytes = 512 << 20

  /// Runs a command that reads objects and returns what it prints, which is short.
  ///
  /// - Parameters:
  ///   - arguments: The command and its arguments; names that come from outside stand after `--end-of-options`.
  ///   - input: What the command reads from standard input.
  ///   - readsContents: Whether the command compares contents, for which git looks for attributes beside each file.
  /// - Returns: Standard output.
  /// - Throws: ``GitError``.
  func run(
    _ arguments: [String], input: [UInt8] = [], readsContents: Bool = false
  ) throws(GitError) -> [UInt8] {
    var output: [UInt8] = []
    do {
      try stream(arguments, input: input, readsContents: readsContents) { piece in
        guard output.count + piece.count <= Self.heldBytes else {
          throw GitError.tooMuchOutput(command: arguments.first ?? "", path: path, limit: Self.heldBytes)
        }
        output += piece
      }
    } catch {
      throw error as? GitError ?? .unreadableAnswer(command: arguments.first ?? "", path: path)
    }
    return output
  }

  /// Runs a command that reads objects and hands over what it prints, piece by piece.
  ///
  /// - Throws: ``GitError``, and what `consume` throws, which ends the command.
  func stream(
    _ arguments: [String], input: [UInt8] = [], readsContents: Bool = false,
    _ consume: (UnsafeRawBufferPointer) throws -> Void
  ) throws {
    let command = arguments.first ?? ""
    if let answer { return try answer(arguments).withUnsafeBytes(consume) }
    let process = GitProcess(
      executable: executable, arguments: try settings(readsContents) + arguments,
      environment: Self.environment,
      limits: limits, command: command, path: path)
    let ending = try process.run(input: input, shouldStop: shouldStop, consume)
    if ending.status != 0 { throw failure(command, ending.message) }
  }

  /// The options before each command.
  private func settings(_ readsContents: Bool) throws(GitError) -> [String] {
    let configuration = [
      "core.hooksPath=/dev/null", "core.fsmonitor=false", "core.pager=cat", "core.attributesFile=/dev/null",
      "core.untrackedCache=false", "core.askPass=", "core.sshCommand=false", "core.gitProxy=",
      "diff.external=",
      "diff.renameLimit=2000", "log.showSignature=false", "gpg.program=false", "credential.helper=",
      "protocol.allow=never", "protocol.ext.allow=never", "protocol.file.allow=never",
      "submodule.recurse=false", "diff.ignoreSubmodules=all", "gc.auto=0", "maintenance.auto=false",
      // A commit graph that came with the repository can tell another history than the commits do.
      "core.commitGraph=false",
    ]
    var arguments = ["--no-pager", "--no-replace-objects", "--literal-pathspecs"]
    for entry in configuration + trustedFolders.map({ "safe.directory=" + $0 }) {
      arguments += ["-c", entry]
    }
    guard readsContents else { return arguments + (isBare ? ["--git-dir", folder] : ["-C", folder]) }
    // A work tree's attribute files can be pipes; no repository can put any into this folder.
    guard let gitFolder else { throw .unreadableAnswer(command: "rev-parse", path: path) }
    return arguments + ["-C", Self.otherFolder, "--git-dir", gitFolder, "--work-tree", Self.otherFolder]
  }

  private static let otherFolder = "/usr/bin"

  /// The whole environment of git: nothing of the caller's reaches it.
  private static let environment = [
    "PATH": "/usr/bin:/bin", "LC_ALL": "C", "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": "/dev/null",
    "GIT_ATTR_NOSYSTEM": "1", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "GIT_PAGER": "cat",
    // An empty list forbids every transport, whatever the repository allows.
    "GIT_ALLOW_PROTOCOL": "", "GIT_NO_LAZY_FETCH": "1",
    // Grafts, like replacements, tell another history than the commits do.
    "GIT_GRAFT_FILE": "/dev/null",
  ]

  private func failure(_ command: String, _ message: String) -> GitError {
    if message.contains("dubious ownership") || message.contains("unsafe repository") {
      return .ownedByAnotherUser(path: folder)
    }
    if message.contains("not a git repository") || message.contains("cannot change to") {
      return .notARepository(path: path)
    }
    if message.contains("promisor remote") { return .partialClone(path: path) }
    let lines = message.split(separator: "\n")
    // Warnings and hints come before what was wrong.
    let reason = lines.first { $0.hasPrefix("fatal: ") || $0.hasPrefix("error: ") } ?? lines.first
    let line = reason.map(String.init) ?? "it gave no reason"
    return .failed(command: command, path: path, detail: line)
  }

  /// The files that a file of configuration includes, as they are written there; nil when git does not say.
  private func includes(_ configuration: String) -> [[UInt8]]? {
    var output: [UInt8] = []
    let process = GitProcess(
      executable: executable,
      arguments: [
        "config", "--file", configuration, "--no-includes", "-z", "--get-regexp",
        "^include(if\\..*)?\\.path$",
      ],
      environment: Self.environment, limits: Limits(seconds: 10, outputBytes: 1 << 20), command: "config",
      path: path)
    guard let ending = try? process.run(input: [], shouldStop: shouldStop, { output += $0 }) else {
      return nil
    }
    // One says that there are none. What ends git with an error may end it after it has followed an earlier line.
    guard ending.status == 0 else { return ending.status == 1 ? [] : nil }
    // Each is a name, a line end and a value.
    return output.split(separator: 0).compactMap { entry in
      entry.firstIndex(of: UInt8(ascii: "\n")).map { Array(entry[($0 + 1)...]) }
    }
  }

  // MARK: The user's own machine

  private static func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

  /// The git program in the first absolute folder of PATH that has one.
  private static func executable(_ environment: [String: String]) throws(GitError) -> String {
    let usual = ["/usr/bin", "/usr/local/bin", "/opt/homebrew/bin"]
    let named = (environment["PATH"] ?? "").split(separator: ":").map(String.init)
    // A relative folder could be the scanned project's.
    for folder in named.filter({ $0.hasPrefix("/") }) + usual {
      let candidate = folder + "/git"
      if FileManager.default.isExecutableFile(atPath: candidate) { return candidate }
    }
    throw .notInstalled
  }

  /// The folders that the user's own configuration trusts (`safe.directory`); the repository's has no say.
  private static func trustedFolders(executable: String, environment: [String: String]) -> [String] {
    var own = ["PATH": "/usr/bin:/bin", "LC_ALL": "C"]
    for name in ["HOME", "XDG_CONFIG_HOME", "GIT_CONFIG_GLOBAL"] { own[name] = environment[name] }
    return ["--global", "--system"].flatMap { scope -> [String] in
      var output: [UInt8] = []
      let process = GitProcess(
        executable: executable, arguments: ["config", scope, "-z", "--get-all", "safe.directory"],
        environment: own, limits: Limits(seconds: 10, outputBytes: 1 << 20), command: "config", path: "/")
      guard let ending = try? process.run(input: [], shouldStop: { false }, { output += $0 }),
        ending.status == 0
      else { return [] }
      return output.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
    }
  }
}
