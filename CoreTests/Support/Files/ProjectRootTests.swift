import Foundation
import Testing

@testable import Core

struct ProjectRootTests {
  private let tree: TemporaryFolder

  init() throws {
    tree = try TemporaryFolder()
    try FileManager.default.createDirectory(at: tree.file("p/src/deep"), withIntermediateDirectories: true)
    try Data("int x;".utf8).write(to: tree.file("p/src/deep/a.c"))
  }

  private func root(
    _ scanned: String, configuration: String? = nil, baselines: [String] = [], workingFolder: String? = nil
  ) -> String {
    let root = ProjectRoot(
      of: tree.file(scanned).path, known: configuration.map { tree.file($0).path },
      baselines: baselines.map { tree.file($0).path }, workingFolder: workingFolder.map { tree.file($0).path }
    )
    return root.pathToScanned
  }

  @Test func outsideOfRepositoriesPathsStartFromTheBaselineThatIsNamed() {
    #expect(root("p/src/deep") == "")
    #expect(root("p/src/deep", baselines: ["p/accepted.json"]) == "src/deep/")
    #expect(root("p/src/deep/a.c", baselines: ["p/src/accepted.json"]) == "deep/")
    #expect(root("p/src", baselines: ["elsewhere/accepted.json"]) == "")
    #expect(root("p/src/deep", configuration: "p/src", baselines: ["p/accepted.json"]) == "deep/")
  }

  @Test func aBaselineOfTheStandardNameMarksTheRootAndTheWorkingFolderStandsInForIt() throws {
    #expect(root("p/src/deep", workingFolder: "p") == "src/deep/")
    #expect(root("p/src/deep", workingFolder: "elsewhere") == "")
    try Data("{}".utf8).write(to: tree.file("p/src/vulnadapt-baseline.json"))
    #expect(root("p/src/deep", workingFolder: "p") == "deep/")
    // What anyone can put there says nothing.
    #expect(chmod(tree.file("p/src").path, 0o777) == 0)
    #expect(root("p/src/deep", workingFolder: "p") == "src/deep/")
  }

  @Test func aRepositoryIsTheRootWhateverElseIsNamed() throws {
    try FileManager.default.createDirectory(at: tree.file("p/.git"), withIntermediateDirectories: true)
    #expect(root("p/src/deep", configuration: "p/src", baselines: ["p/src/b.json"]) == "src/deep/")
  }

  /// In a folder such as /tmp anyone can make a `.git` or an ignore file for what lies there.
  @Test(.enabled(if: geteuid() == 0, "only the superuser can make a folder of another user"))
  func aRepositoryOfAnotherUserInAFolderOfAllIsNone() throws {
    let git = tree.file("p/.git").path
    try FileManager.default.createDirectory(atPath: git, withIntermediateDirectories: true)
    try Data("*.c\n".utf8).write(to: tree.file("p/.gitignore"))
    func files() throws -> Int { try Repository(path: tree.file("p/src").path).list().files.count }
    #expect(chmod(tree.file("p").path, 0o1777) == 0)
    #expect(root("p/src/deep") == "src/deep/", "one's own counts")
    #expect(try files() == 0)
    #expect(chown(git, 12_345, 12_345) == 0)
    #expect(root("p/src/deep") == "")
    #expect(try files() == 1)
    #expect(chmod(tree.file("p").path, 0o755) == 0)
    #expect(root("p/src/deep") == "src/deep/")
  }

  @Test func pathsOfFilesStartFromTheRoot() {
    let project = ProjectRoot(of: tree.file("p").path)
    #expect(project.path(of: tree.file("p/src/deep/a.c").path) == "src/deep/a.c")
    #expect(project.path(of: tree.file("elsewhere/a.c").path) == nil)
  }
}
