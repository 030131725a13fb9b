import Foundation
import Testing

@testable import Core

struct CommittedFunctionsTests {
  static func function(_ name: String, _ value: Int) -> String {
    "int \(name)(void)\n{\n  return \(value);\n}\n"
  }

  /// The names of the functions of a folder that are new since a commit.
  static func new(in path: String, since commit: String) throws -> [String] {
    let repository = Repository(path: path)
    let committed = try CommittedFunctions(commit: commit, of: repository)
    var names: [String] = []
    _ = try RepositoryScanner(repository: repository, threads: 1).scan { file in
      names += file.functions.filter { committed.lacks($0, fingerprint: FunctionFingerprint(of: $0)) }.map(
        \.name)
    }
    return names
  }

  @Test func changedAndAddedFunctionsAreNewAndOthersAreNot() throws {
    let repository = try TemporaryRepository()
    try repository.commit(
      "One",
      [
        "a.c": Self.function("a", 1) + Self.function("b", 1), "same.c": Self.function("same", 1),
        "old.c": Self.function("moved", 7),
      ])
    try repository.write("/* new */\r\n" + Self.function("a", 1) + Self.function("b", 2), to: "a.c")
    try repository.write(Self.function("untracked", 1), to: "sub/n.c")
    try repository.git("mv", "old.c", "new.c")
    #expect(try Self.new(in: repository.path, since: "HEAD") == ["b", "untracked"])
    try repository.commit("Two")
    #expect(try Self.new(in: repository.path, since: "HEAD").isEmpty)
    #expect(try Self.new(in: repository.path, since: "HEAD~1") == ["b", "untracked"])
    #expect(try Self.new(in: repository.file("sub"), since: "HEAD~1") == ["untracked"])
    #expect(try Self.new(in: repository.file("a.c"), since: "HEAD~1") == ["b"])
  }

  @Test func aNewFileWhoseNameReadsLikeACommittedOnesIsNew() throws {
    for (old, new) in [("\u{e9}.c", "e\u{301}.c"), ("ok.c", "\u{6f}k.h")] {
      let repository = try TemporaryRepository()
      try repository.commit("One", [old: Self.function("a", 1)])
      try repository.write(Self.function("evil", 2), to: new)
      // Some file systems take both names for one.
      guard try Repository(path: repository.path).list().files.count == 2 else { continue }
      #expect(try Self.new(in: repository.path, since: "HEAD") == ["evil"])
    }
  }

  @Test func identifiersAreGits() throws {
    let repository = try TemporaryRepository()
    let commit = try repository.commit("One", ["a.c": "int a;\n"])
    let id = try SafeGit(path: repository.path).files(of: commit)[0].id
    #expect(CommittedFunctions.id(of: Array("int a;\n".utf8), like: id) == id)
  }

  @Test func nothingThatTheConfigurationNamesIsRun() throws {
    let repository = try TemporaryRepository()
    try repository.commit(
      "One", ["a.c": Self.function("a", 1), ".gitattributes": "*.c filter=evil diff=evil\n"])
    let mark = repository.file("mark")
    try repository.write("#!/bin/sh\necho > '\(mark)'\ncat\n", to: "evil.sh")
    chmod(repository.file("evil.sh"), 0o755)
    for key in [
      "core.fsmonitor", "filter.evil.clean", "filter.evil.smudge", "diff.external", "diff.evil.textconv",
    ] {
      try repository.git("config", key, repository.file("evil.sh"))
    }
    try repository.write(Self.function("a", 2), to: "a.c")
    #expect(try Self.new(in: repository.path, since: "HEAD") == ["a"])
    #expect(!FileManager.default.fileExists(atPath: mark))
    try repository.git("diff", "HEAD")
    #expect(FileManager.default.fileExists(atPath: mark), "a careless comparison runs it")
  }

  @Test func aFolderWithoutARepositoryOrCommitIsAnError() throws {
    let tree = try TemporaryTree(["a.c": Self.function("a", 1)])
    #expect(throws: GitError.notARepository(path: tree.path)) { try Self.new(in: tree.path, since: "HEAD") }
    let repository = try TemporaryRepository()
    #expect(throws: GitError.unknownCommit(name: "HEAD", path: repository.path)) {
      try Self.new(in: repository.path, since: "HEAD")
    }
  }

  @Test func aScanListsOnlyWhatIsNew() throws {
    let repository = try TemporaryRepository()
    try repository.commit("One", ["a.c": Self.function("a", 1) + Self.function("b", 1)])
    try repository.write(Self.function("a", 1) + Self.function("b", 2), to: "a.c")
    let detector = Detector(model: try SampleModel.make(maximumStatements: 20, scale: 2))
    var options = ProjectRanking.Options(limit: nil, threshold: 0)
    options.committed = try CommittedFunctions(commit: "HEAD", of: Repository(path: repository.path))
    let scan = ProjectScan(
      scanner: RepositoryScanner(repository: Repository(path: repository.path)), options: options)
    let result = try scan.run(with: detector, names: ("p", "m"))
    #expect(result.findings.map(\.function.name) == ["b"])
    #expect(result.suspectCount == 1 && result.functionCount == 2)
  }
}
