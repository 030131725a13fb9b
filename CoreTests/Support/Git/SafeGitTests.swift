import Foundation
import Testing

@testable import Core

struct SafeGitTests {
  @Test func commitsFilesAndContentsAreRead() throws {
    let repository = try TemporaryRepository()
    let odd = "b\u{e9} \"c\".c"
    let first = try repository.commit("One", ["a.c": "int a;\r\n", "folder/\(odd)": "int b;\n"])
    let second = try repository.commit("Two", ["a.c": "int a2;\n"])
    let git = try SafeGit(path: repository.path)
    #expect(try git.commit(named: "HEAD") == second)
    #expect(try git.commit(named: "HEAD~1") == first)
    let files = try git.files(of: first)
    #expect(files.map(\.name) == ["a.c", "folder/\(odd)"])
    var texts: [Int: String] = [:]
    try git.readContents(of: files.map(\.id), sizeLimit: SourceText.defaultSizeLimit) {
      texts[$0] = $1.map { String(decoding: $0, as: UTF8.self) }
    }
    #expect(texts == [0: "int a;\r\n", 1: "int b;\n"])
  }

  @Test func aSubfolderSeesItsOwnFiles() throws {
    let repository = try TemporaryRepository()
    let commit = try repository.commit("One", ["a.c": "int a;\n", "folder/b.c": "int b;\n"])
    let git = try SafeGit(path: repository.file("folder"))
    #expect(try git.files(of: commit).map(\.name) == ["b.c"])
  }

  @Test func bareRepositoriesAreRead() throws {
    let repository = try TemporaryRepository()
    let commit = try repository.commit("One", ["a.c": "int a;\n"])
    try repository.git("clone", "--quiet", "--bare", ".", "copy.git")
    let git = try SafeGit(path: repository.file("copy.git"))
    #expect(try git.files(of: git.commit(named: "main")).map(\.name) == ["a.c"])
    #expect(try git.commit(named: commit) == commit)
  }

  @Test func longContentsArriveWholeAndTooLongOnesAreLeftOut() throws {
    let repository = try TemporaryRepository()
    let long = String(repeating: "int x;\n", count: 50_000)
    let commit = try repository.commit("One", ["a.c": long, "b.c": "", "c.c": "no line end"])
    let git = try SafeGit(path: repository.path)
    let ids = try git.files(of: commit).map(\.id)
    var sizes: [Int?] = []
    try git.readContents(of: ids, sizeLimit: SourceText.defaultSizeLimit) { sizes.append($1?.count) }
    #expect(sizes == [long.utf8.count, 0, 11])
    sizes = []
    try git.readContents(of: ids, sizeLimit: 1_000) { sizes.append($1?.count) }
    #expect(sizes == [nil, 0, 11])
  }

  @Test(arguments: ["", "-p", "--output=mark", "nothing", "HEAD:a.c", "a\nb", "HEAD^{tree}"])
  func namesThatAreNoCommitsAreRefused(_ name: String) throws {
    let repository = try TemporaryRepository()
    try repository.commit("One", ["a.c": "int a;\n"])
    let git = try SafeGit(path: repository.path)
    #expect(throws: GitError.unknownCommit(name: name, path: repository.path)) {
      try git.commit(named: name)
    }
  }

  @Test func foldersWithoutARepositoryAreRefused() throws {
    let folder = try TemporaryFolder()
    #expect(throws: GitError.notARepository(path: folder.url.path)) { try SafeGit(path: folder.url.path) }
    #expect(throws: GitError.notARepository(path: folder.url.path + "/none")) {
      try SafeGit(path: folder.url.path + "/none")
    }
  }

  @Test func gitIsSoughtInAbsoluteFoldersOnly() throws {
    let repository = try TemporaryRepository()
    try repository.commit("One", ["git": "#!/bin/sh\necho > mark\n"])
    chmod(repository.file("git"), 0o755)
    let git = try SafeGit(path: repository.path, environment: ["PATH": ".:\(repository.path)x"])
    #expect(git.executable.hasPrefix("/") && !git.executable.hasPrefix(repository.path))
  }

  @Test func boundsAndCancellationEndTheCommand() throws {
    let repository = try TemporaryRepository()
    let commit = try repository.commit("One", ["a.c": String(repeating: "int x;\n", count: 1_000)])
    var git = try SafeGit(path: repository.path)
    let id = try git.files(of: commit)[0].id
    git.limits.outputBytes = 100
    #expect(throws: GitError.tooMuchOutput(command: "cat-file", path: repository.path, limit: 100)) {
      try git.readContents(of: [id], sizeLimit: SourceText.defaultSizeLimit) { _, _ in }
    }
    git.limits = SafeGit.Limits(seconds: 0)
    #expect(throws: GitError.timedOut(command: "ls-tree", path: repository.path, seconds: 0)) {
      try git.files(of: commit)
    }
    git.limits = SafeGit.Limits(memoryBytes: -1)
    #expect(throws: GitError.tooMuchMemory(command: "ls-tree", path: repository.path, limit: -1)) {
      try git.files(of: commit)
    }
    git.limits = SafeGit.Limits()
    git.shouldStop = { true }
    #expect(throws: GitError.cancelled) { try git.files(of: commit) }
  }

  @Test func theMemoryOfAProgramIsItsOwn() throws {
    let process = try ChildProcess(executable: "/bin/cat", arguments: [], environment: [:], hasInput: true)
    let memory = process.memory
    process.endInput()
    #expect(process.wait() == 0)
    #expect((1..<64 << 20).contains(memory ?? 0))
    #expect(process.memory == nil)
  }

  @Test func missingObjectsAreNamed() throws {
    let repository = try TemporaryRepository()
    try repository.commit("One", ["a.c": "int a;\n"])
    let id = String(repeating: "1", count: 40)
    #expect(throws: GitError.missingObject(id: id, path: repository.path)) {
      try SafeGit(path: repository.path).readContents(of: [id], sizeLimit: SourceText.defaultSizeLimit) {
        _, _ in
      }
    }
  }
}
