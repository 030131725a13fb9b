import Foundation
import Testing

@testable import Core

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

@Suite struct RepositoryTests {
  private let function = "int f(void) { return 1; }\n"

  @Test func filesComeInTheByteOrderOfTheirPaths() throws {
    let tree = try TemporaryTree([
      "b/a.c": function, "a-b/z.c": function, "a/z.c": function, "a.c": function, "Z.h": function,
      "a/n.txt": function, ".git/x.c": function, ".pc/x.c": function,
    ])
    let files = try Repository(path: tree.path).list().files.map(\.path)
    #expect(files == ["Z.h", "a-b/z.c", "a.c", "a/z.c", "b/a.c"])
  }

  @Test func aSingleFileIsReadWhateverItsEnding() throws {
    let tree = try TemporaryTree(["a.txt": function])
    let listing = try Repository(path: tree.path + "/a.txt").list()
    #expect(listing.files.map(\.path) == ["a.txt"])
    #expect(try listing.files[0].read().string == function)
  }

  @Test func anEndingMayHoldADot() throws {
    let tree = try TemporaryTree(["a.inc.h": function, "b.h": function, "inc.h": function])
    let listing = try Repository(path: tree.path, options: .init(endings: ["inc.h"])).list()
    #expect(listing.files.map(\.path) == ["a.inc.h"])
  }

  @Test func ignoredFilesAreCountedBySource() throws {
    let tree = try TemporaryTree([
      ".gitignore": "build/\n", ".vulnadaptignore": "third/\n!build/keep/\n", "a.c": function,
      "build/x.c": function, "build/y/z.h": function, "build/readme": "", "third/x.c": function,
      "sub/.vulnadaptignore": "b.c\n", "sub/b.c": function,
    ])
    let listing = try Repository(path: tree.path).list()
    #expect(listing.files.map(\.path) == ["a.c"])
    #expect(listing.ignoredByGit == 2)
    #expect(listing.ignoredByVulnadapt == 2)
  }

  @Test func vulnadaptIgnoreTakesBackWhatGitIgnores() throws {
    let tree = try TemporaryTree([
      ".gitignore": "gen.c\n", ".vulnadaptignore": "!gen.c\n", "gen.c": function,
    ])
    #expect(try Repository(path: tree.path).list().files.map(\.path) == ["gen.c"])
  }

  @Test func ignoreFilesAboveTheRootCount() throws {
    let tree = try TemporaryTree([
      ".git/HEAD": "", ".gitignore": "/src/gen.c\n*.tmp.c\n", "src/gen.c": function, "src/a.c": function,
      "src/a.tmp.c": function,
    ])
    let listing = try Repository(path: tree.path + "/src").list()
    #expect(listing.files.map(\.path) == ["a.c"])
    #expect(listing.ignoredByGit == 2)
  }

  @Test func linksAreNotFollowedButReported() throws {
    let outside = try TemporaryTree(["o.c": function, "d/p.c": function])
    let tree = try TemporaryTree(["a.c": function])
    try tree.link("out.c", to: outside.path + "/o.c")
    try tree.link("outside", to: outside.path + "/d")
    try tree.link("in.c", to: "a.c")
    try tree.link("loop", to: ".")
    try tree.link("gone.c", to: "nowhere.c")
    let listing = try Repository(path: tree.path).list()
    #expect(listing.files.map(\.path) == ["a.c"])
    #expect(listing.skipped.map(\.path) == ["gone.c", "in.c", "loop", "out.c", "outside"])
    #expect(listing.skipped.filter { $0.reason.contains("out of the folder") }.count == 2)
  }

  @Test func pipesAndDevicesAreNotOpened() throws {
    let tree = try TemporaryTree(["a.c": function])
    #expect(mkfifo(tree.path + "/pipe.c", 0o600) == 0)
    let listing = try Repository(path: tree.path).list()
    #expect(listing.files.map(\.path) == ["a.c"])
    #expect(listing.skipped.map(\.reason) == ["is not a regular file"])
    #expect(throws: SourceTextError.self) { try SourceText(reading: FilePathBytes(tree.path + "/pipe.c")) }
    #expect(throws: RepositoryError.self) { try Repository(path: "/dev/null").list() }
  }

  @Test func oddNamesAreRead() throws {
    let tree = try TemporaryTree(["new\nline.c": function, " blank .c": function])
    #if os(Linux)
      let name = Array((tree.path + "/caf").utf8) + [0xE9] + Array(".c".utf8)
      let descriptor = FilePathBytes(bytes: name).withSystemPath { open($0, O_CREAT | O_WRONLY, 0o600) }
      #expect(descriptor >= 0)
      close(descriptor)
    #endif
    for file in try Repository(path: tree.path).list().files { _ = try file.read() }
  }

  @Test func missingAndEmptyFoldersAreErrors() throws {
    let tree = try TemporaryTree(["x.txt": ""])
    #expect(throws: RepositoryError.self) { try Repository(path: tree.path + "/none").list() }
    #expect {
      try RepositoryScanner(repository: Repository(path: tree.path)).scan { _ in }
    } throws: {
      "\($0)".contains("holds no .c or .h file. Name the folder")
    }
  }

  @Test func aFolderWhoseFilesAreAllPassedOverSaysWhy() throws {
    let tree = try TemporaryTree(["a/b/c/d.c": function, "a/e/f/g.c": function])
    let repository = Repository(path: tree.path, options: .init(maximumDepth: 2))
    #expect {
      try RepositoryScanner(repository: repository).scan { _ in }
    } throws: {
      "\($0)".contains(
        "holds no .c or .h file; a/b/c is more than 2 folders deep, and 1 more skipped. Correct that")
    }
  }

  @Test func depthIsBounded() throws {
    let tree = try TemporaryTree(["a/b/c/d.c": function, "a/x.c": function])
    let listing = try Repository(path: tree.path, options: .init(maximumDepth: 2)).list()
    #expect(listing.files.map(\.path) == ["a/x.c"])
    #expect(listing.skipped.map(\.path) == ["a/b/c"])
  }

  @Test func scansGiveTheSameOrderWithAnyNumberOfThreads() throws {
    var files: [String: String] = ["bad.c": String(repeating: "\0", count: 100)]
    for index in 0..<100 { files["d\(index % 7)/f\(index).c"] = "int f\(index)(void) { return \(index); }" }
    let tree = try TemporaryTree(files)
    var results: [[String]] = []
    for threads in [1, 2, 5] {
      var names: [String] = []
      let scanner = RepositoryScanner(repository: Repository(path: tree.path), threads: threads)
      let summary = try scanner.scan { names += $0.functions.map { "\($0.file):\($0.name)" } }
      #expect(summary.parsedFiles == 100)
      #expect(summary.skipped == [SkippedFile(path: "bad.c", reason: "looks like a binary file")])
      results.append(names)
    }
    #expect(results[0].count == 100)
    #expect(results[0] == results[1] && results[1] == results[2])
  }

  @Test func anErrorOfTheConsumerEndsTheScan() throws {
    let tree = try TemporaryTree(["a.c": function, "b.c": function, "c.c": function])
    #expect(throws: CancellationError.self) {
      _ = try RepositoryScanner(repository: Repository(path: tree.path), threads: 2).scan { _ in
        throw CancellationError()
      }
    }
  }
}
