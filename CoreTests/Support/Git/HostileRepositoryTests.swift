import Foundation
import Testing

@testable import Core

/// Repositories whose configuration names programs: each would leave a mark, and none may.
struct HostileRepositoryTests {
  /// Configuration that leaves a mark, each with a command of a careless user that proves it does.
  static let attacks: [(name: String, settings: [String: String], careless: [String])] = [
    ("fsmonitor", ["core.fsmonitor": "MARK"], ["status"]),
    ("external diff", ["diff.external": "MARK"], ["diff", "HEAD~1"]),
    ("diff driver", ["diff.evil.command": "MARK"], ["diff", "HEAD~1"]),
    ("text conversion", ["diff.evil.textconv": "MARK"], ["diff", "HEAD~1"]),
    (
      "filter", ["filter.evil.smudge": "MARK", "filter.evil.clean": "MARK"],
      ["cat-file", "--filters", "HEAD:a.c"]
    ),
    ("filter process", ["filter.evil.process": "MARK"], ["cat-file", "--filters", "HEAD:a.c"]),
    ("hooks", ["core.hooksPath": "HOOKS"], ["checkout", "HEAD"]),
    (
      "alias and pager",
      ["alias.log": "!MARK", "alias.mine": "!MARK", "core.pager": "MARK", "pager.ls-tree": "MARK"], ["mine"]
    ),
    ("signature check", ["log.showSignature": "true", "gpg.program": "MARK"], []),
  ]

  /// Writes scripts that leave a mark when they run and lets a repository's configuration name them.
  ///
  /// - Returns: The path of the mark.
  static func arm(_ repository: TemporaryRepository, with settings: [String: String]) throws -> String {
    let mark = repository.file("mark")
    try repository.write("#!/bin/sh\necho > '\(mark)'\ncat\n", to: "evil.sh")
    try repository.write("#!/bin/sh\necho > '\(mark)'\n", to: "hooks/post-checkout")
    for script in ["evil.sh", "hooks/post-checkout"] { chmod(repository.file(script), 0o755) }
    for (key, value) in settings {
      let value = value.replacingOccurrences(of: "MARK", with: repository.file("evil.sh"))
        .replacingOccurrences(of: "HOOKS", with: repository.file("hooks"))
      try repository.git("config", key, value)
    }
    return mark
  }

  @Test(arguments: attacks.indices)
  func nothingThatTheConfigurationNamesIsRun(_ index: Int) throws {
    let attack = Self.attacks[index]
    let repository = try TemporaryRepository()
    let first = try repository.commit(
      "One", ["a.c": "int a;\n", ".gitattributes": "*.c diff=evil filter=evil\n"])
    let second = try repository.commit("CVE-2020-1234", ["a.c": "int a2;\n"])
    let mark = try Self.arm(repository, with: attack.settings)

    try Self.useEverything(repository, first, second)
    #expect(!FileManager.default.fileExists(atPath: mark), "\(attack.name) ran")

    guard let command = attack.careless.first else { return }
    let rest = attack.careless.dropFirst()
    switch rest.count {
    case 0: try repository.git(command)
    case 1: try repository.git(command, rest[1])
    default: try repository.git(command, rest[1], rest[2])
    }
    #expect(FileManager.default.fileExists(atPath: mark), "\(attack.name) is no attack")
  }

  /// Places where git opens files; nobody writes into the pipe, so that opening it would never end.
  @Test(arguments: [
    ".git/HEAD", ".git/config", ".git/packed-refs", ".git/index", ".git/shallow", ".git/refs/heads/main",
    ".git/info/attributes", ".git/objects/info/alternates", ".git/objects/pack/multi-pack-index",
    ".git/commondir", "elsewhere/ab/pipe", "pipe", ".git",
  ])
  func nothingIsOpenedThatWouldWait(_ name: String) throws {
    let repository = try TemporaryRepository()
    try repository.commit("One", ["a.c": "int a;\n"])
    if name == "pipe" {
      // By way of another file, and of a link.
      try repository.git("config", "include.path", "../more")
      try repository.write("[includeIf \"gitdir:/\"]\n\tpath = link\n", to: "more")
      #expect(symlink("pipe", repository.file("link")) == 0)
    }
    if name.hasPrefix("elsewhere") {
      try repository.write("../../elsewhere\n", to: ".git/objects/info/alternates")
      try FileManager.default.createDirectory(
        atPath: repository.file("elsewhere/ab"), withIntermediateDirectories: true)
    }
    if name == ".git" {
      try FileManager.default.createDirectory(
        atPath: repository.file("below"), withIntermediateDirectories: true)
    }
    try? FileManager.default.removeItem(atPath: repository.file(name))
    #expect(mkfifo(repository.file(name), 0o600) == 0)
    #expect {
      try SafeGit(path: repository.file(name == ".git" ? "below" : ""))
    } throws: { error in
      if case GitError.wouldWait = error { true } else { false }
    }
  }

  /// Ways to a pipe on which this process and git see different things, unless both look at the same bytes.
  static let detours: [(name: String, files: [String: String], pipe: String)] = [
    ("a reference whose name is no UTF-8", [:], ".git/refs/heads/%FF"),
    (
      "objects whose path is no UTF-8", [".git/objects/info/alternates": "../../%FFobj\n"],
      "%FFobj/pack/p.idx"
    ),
    ("/proc in an include", [".git/config": "[include]\n\tpath = /proc/self/cwd/pipe\n"], "pipe"),
    ("/dev/fd in an include", [".git/config": "[include]\n\tpath = /dev/fd/0\n"], "pipe"),
    (
      "a prefix that git fills in", [".git/config": "[include]\n\tpath = %(prefix)/../../..PATH/pipe\n"],
      "pipe"
    ),
    ("/proc in alternates", [".git/objects/info/alternates": "/proc/self/cwd/obj\n"], "obj/pack/p.idx"),
    ("quoted alternates", [".git/objects/info/alternates": "\"../../\\157bj\"\n"], "obj/pack/p.idx"),
    (
      "alternates behind a quote", [".git/objects/info/alternates": "\"../../no\"x../../obj\n"],
      "obj/pack/p.idx"
    ),
    (
      "much before an include",
      [".git/config": "#\(String(repeating: "x", count: 1 << 20))\n[include]\n\tpath = ../pipe\n"], "pipe"
    ),
    (
      "much before alternates",
      [".git/objects/info/alternates": "#\(String(repeating: "x", count: 1 << 20))\n../../obj\n"],
      "obj/pack/p.idx"
    ),
    ("an include before an error", [".git/config": "[include]\n\tpath = ../pipe\n[bro ken\n"], "pipe"),
    ("what only looks like a repository", ["below/.git/config": ""], ".git/packed-refs"),
    ("a link to /proc", [".git/config": "[include]\n\tpath = ../link\n"], "pipe"),
  ]

  @Test(arguments: detours.indices)
  func whatGitAloneWouldFindIsNotOpened(_ index: Int) throws {
    let (name, files, pipe) = Self.detours[index]
    let repository = try TemporaryRepository()
    try repository.commit("One", ["a.c": "int a;\n"])
    #expect(symlink("/proc/self/cwd/pipe", repository.file("link")) == 0)
    func bytes(_ text: String) -> [UInt8] {
      let parts = text.replacingOccurrences(of: "PATH", with: repository.path).components(separatedBy: "%FF")
      return Array(parts.map { Array($0.utf8) }.joined(separator: [0xFF]))
    }
    let place = FilePathBytes(bytes: bytes("PATH/" + pipe))
    for folder in ["obj/pack", "below/.git"] {
      try FileManager.default.createDirectory(
        atPath: repository.file(folder), withIntermediateDirectories: true)
    }
    let parent = FilePathBytes(
      bytes: Array(place.bytes[..<(place.bytes.lastIndex(of: UInt8(ascii: "/")) ?? 0)]))
    _ = FilePathBytes(bytes: bytes("PATH/%FFobj")).withSystemPath { mkdir($0, 0o700) }
    _ = parent.withSystemPath { mkdir($0, 0o700) }
    #if os(macOS)
      // Its file system takes no such names, so nobody can hand on such a repository there.
      if pipe.contains("%FF") { return }
    #endif
    try? FileManager.default.removeItem(atPath: repository.file(".git/packed-refs"))
    #expect(place.withSystemPath { mkfifo($0, 0o600) } == 0)
    for (file, text) in files {
      let old = FileManager.default.contents(atPath: repository.file(file)) ?? Data()
      try (old + Data(bytes(text))).write(to: URL(fileURLWithPath: repository.file(file)))
    }
    #expect("\(name)") {
      try SafeGit(path: repository.file(pipe == ".git/packed-refs" ? "below" : ""))
    } throws: { error in
      switch error as? GitError {
      case .wouldWait, .mightWait: true
      default: false
      }
    }
  }

  @Test func ordinaryIncludesAndSharedObjectsAreRead() throws {
    let (repository, other) = (try TemporaryRepository(), try TemporaryRepository())
    let commit = try other.commit("One", ["a.c": "int a;\n"])
    try repository.write(
      "\"\(other.path)/.git/objects\"\n# none\n../nothing\n", to: ".git/objects/info/alternates")
    try repository.write("[user]\n\tname = x\n", to: ".git/more")
    try repository.git("config", "include.path", "more")
    #expect(try SafeGit(path: repository.path).commit(named: commit) == commit)
  }

  @Test func alternatesAreReadAsGitReadsThem() {
    func paths(_ text: String) -> [String] {
      GitAlternates.paths(in: Array(text.utf8)).map { String(decoding: $0, as: UTF8.self) }
    }
    #expect(paths("a\n# b\n\n c \nd") == ["a", " c ", "d"])
    #expect(paths("\"a\\142\\tc\\\"\"\nd") == ["ab\tc\"", "d"])
    #expect(paths("\"a\nb") == ["\"a", "b"], "an open quote is part of the name")
    #expect(paths("\"a\\x\"\n") == ["\"a\\x\""] && paths("\"a\\400\"\n") == ["\"a\\400\""])
    #expect(paths("\"a\"b\nc") == ["a", "c"] && paths("\"a\"bc\n") == ["a", "c"])
    #expect(paths("a\0b") == ["a"])
  }

  /// Git looks for attributes beside each file that it compares.
  @Test func attributesOfAWorkTreeAreNotReadForRenames() throws {
    let repository = try TemporaryRepository()
    let text = (0..<40).map { "int f\($0)(int a) { return a + \($0); }\n" }.joined()
    try repository.commit("One", ["src/a.c": text])
    try repository.git("mv", "src/a.c", "src/b.c")
    let fixed = text.replacingOccurrences(of: "a + 7;", with: "a + 8;")
    let fix = try repository.commit("CVE-2020-1234", ["src/b.c": fixed])
    for name in [".gitattributes", "src/.gitattributes"] {
      #expect(mkfifo(repository.file(name), 0o600) == 0)
    }
    var git = try SafeGit(path: repository.path)
    git.limits.seconds = 30
    let answer = try git.run(
      ["diff-tree", "-r", "--raw", "-M", fix], readsContents: true)
    #expect(String(decoding: answer, as: UTF8.self).contains(" R09"))
  }

  #if os(Linux)  // Elsewhere only the superuser may make a socket like this.
    /// Git's own monitor of files leaves a socket in the repository.
    @Test func aSocketIsNothingToWaitFor() throws {
      let repository = try TemporaryRepository()
      let commit = try repository.commit("One", ["a.c": "int a;\n"])
      #expect(mknod(repository.file(".git/fsmonitor--daemon.ipc"), S_IFSOCK | 0o600, 0) == 0)
      #expect(try SafeGit(path: repository.path).commit(named: "HEAD") == commit)
    }
  #endif

  @Test func missingObjectsAreNotFetched() throws {
    let repository = try TemporaryRepository()
    let commit = try repository.commit("One", ["a.c": "int a;\n"])
    let mark = repository.file("mark")
    let id = try SafeGit(path: repository.path).files(of: commit)[0].id
    try FileManager.default.removeItem(
      atPath: repository.file(".git/objects/\(id.prefix(2))/\(id.dropFirst(2))"))
    try repository.write("#!/bin/sh\necho > '\(mark)'\n", to: "evil.sh")
    chmod(repository.file("evil.sh"), 0o755)
    for (key, value) in [
      ("core.repositoryFormatVersion", "1"), ("extensions.partialClone", "origin"),
      ("remote.origin.promisor", "true"), ("remote.origin.url", "ext::\(repository.file("evil.sh"))"),
      ("protocol.ext.allow", "always"),
    ] { try repository.git("config", key, value) }
    #expect(throws: GitError.self) {
      try SafeGit(path: repository.path).readContents(of: [id], sizeLimit: SourceText.defaultSizeLimit) {
        _, _ in
      }
    }
    #expect(!FileManager.default.fileExists(atPath: mark))
    try repository.git("cat-file", "-p", id)
    #expect(FileManager.default.fileExists(atPath: mark), "a careless reader fetches")
  }

  /// Uses every operation.
  static func useEverything(_ repository: TemporaryRepository, _ first: String, _ second: String) throws {
    let git = try SafeGit(path: repository.path)
    #expect(try git.commit(named: "HEAD") == second)
    let files = try git.files(of: first)
    #expect(files.map(\.name) == [".gitattributes", "a.c"])
    try git.readContents(of: files.map(\.id), sizeLimit: SourceText.defaultSizeLimit) { _, contents in
      #expect(contents != nil)
    }
  }
}
