import Foundation
import Testing

@testable import Core

struct ConfinedFolderTests {
  let tree: TemporaryFolder
  /// A file beside the project that nothing in the project may reach.
  let outside: URL

  init() throws {
    tree = try TemporaryFolder()
    outside = tree.file("outside/secret.json")
    let files = FileManager.default
    for folder in ["outside", "project/sub/deep"] {
      try files.createDirectory(at: tree.file(folder), withIntermediateDirectories: true)
    }
    try Data("secret".utf8).write(to: outside)
    try Data("own".utf8).write(to: tree.file("project/sub/own.json"))
    for (link, target) in [
      ("project/folder", "../outside"), ("project/file.json", "../outside/secret.json"),
      ("project/inner", "sub"),
      ("project/sub/up", ".."), ("link-to-project", "project"),
    ] {
      try files.createSymbolicLink(atPath: tree.file(link).path, withDestinationPath: target)
    }
  }

  /// Every way in which a name could lead out of a folder.
  static let waysOut = [
    "folder/secret.json", "file.json", "../outside/secret.json", "sub/../../outside/secret.json",
    "/etc/passwd",
    "sub/up/folder/secret.json", "inner/own.json", "inner/../own.json", "", ".", "..", "sub/..", "folder",
  ]

  @Test(arguments: waysOut)
  func nothingOutsideIsRead(_ name: String) throws {
    let folder = try ConfinedFolder(FilePathBytes(tree.file("project").path))
    #expect(throws: FileRefusal.self) { try folder.read(Array(name.utf8), sizeLimit: 100) }
    let file = NamedFile(name, beneath: tree.file("project").path)
    #expect(throws: FileRefusal.self) { try file.read(sizeLimit: 100) }
    #expect(throws: ModelFileError.self) { try SafetensorsFile(contentsOf: file) }
    #expect(throws: BaselineError.self) { try BaselineFile.read(file) }
  }

  @Test(arguments: waysOut)
  func nothingOutsideIsWritten(_ name: String) throws {
    let before = try contents()
    let file = NamedFile(name, beneath: tree.file("project").path)
    #expect(throws: FileError.self) { try AtomicFile.write("new", to: file) }
    #expect(throws: BaselineError.self) { try BaselineFile.write(Baseline(), to: file) }
    #expect(try contents() == before)
  }

  private func contents() throws -> [String: String] {
    var found: [String: String] = [:]
    for path in FileManager.default.enumerator(atPath: tree.url.path)?.compactMap({ $0 as? String }) ?? [] {
      found[path] = (try? String(contentsOf: tree.file(path), encoding: .utf8)) ?? "a folder"
    }
    return found
  }

  @Test func whatLiesInsideIsReadAndWritten() throws {
    // The folder itself may be named through a link: that is the user's.
    for root in ["project", "link-to-project"] {
      let file = NamedFile("sub/./own.json", beneath: tree.file(root).path)
      #expect(try file.read(sizeLimit: 100) == Array("own".utf8))
      #expect(throws: FileRefusal.tooLarge(size: 3)) { try file.read(sizeLimit: 2) }
      try AtomicFile.write("new", to: NamedFile("sub/deep/new.json", beneath: tree.file(root).path))
      #expect(try String(contentsOf: tree.file("project/sub/deep/new.json"), encoding: .utf8) == "new")
    }
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: tree.file("project/sub/deep").path) == ["new.json"])
  }

  @Test func foldersOnTheWayNeedNotBeReadable() throws {
    chmod(tree.file("project/sub").path, 0o311)
    defer { chmod(tree.file("project/sub").path, 0o755) }
    #expect(try NamedFile("sub/own.json", beneath: tree.file("project").path).read(sizeLimit: 9).count == 3)
  }

  @Test func pipesAndFoldersAreRefusedWithoutWaiting() throws {
    mkfifo(tree.file("project/pipe").path, 0o644)
    let folder = try ConfinedFolder(FilePathBytes(tree.file("project").path))
    #expect(throws: FileRefusal.notARegularFile) { try folder.read(Array("pipe".utf8), sizeLimit: 9) }
    #expect(throws: FileRefusal.notARegularFile) { try folder.read(Array("sub".utf8), sizeLimit: 9) }
  }

  /// A folder that becomes a link after it was listed is not followed, whatever stands where by then.
  @Test func aFolderThatBecomesALinkDuringAScanIsNotRead() throws {
    try Data("int secret(void) { return 1; }\n".utf8).write(to: tree.file("outside/a.c"))
    for folder in ["project/sub/a.c", "project/sub/deep/a.c"] {
      try Data("int own(void) { return 1; }\n".utf8).write(to: tree.file(folder))
    }
    let files = try Repository(path: tree.file("project").path).list().files
    #expect(files.map(\.path) == ["sub/a.c", "sub/deep/a.c"])
    try FileManager.default.moveItem(at: tree.file("project/sub"), to: tree.file("moved"))
    try FileManager.default.createSymbolicLink(
      atPath: tree.file("project/sub").path, withDestinationPath: "../outside")
    for file in files { #expect(throws: SourceTextError.self) { try file.read() } }
    #expect(throws: SourceTextError.symbolicLink(file: "sub/a.c")) { try files[0].read() }
    let again = try Repository(path: tree.file("project").path).list()
    #expect(again.files.isEmpty)
  }

  /// An ignore file behind a link says nothing, and neither does `.git` as a link say where the repository ends.
  @Test func ignoreFilesAreReadInsideOnly() throws {
    try Data("*.c\n".utf8).write(to: tree.file("outside/.gitignore"))
    try Data("int own(void) { return 1; }\n".utf8).write(to: tree.file("project/sub/a.c"))
    try FileManager.default.createSymbolicLink(
      atPath: tree.file("project/.gitignore").path, withDestinationPath: "../outside/.gitignore")
    #expect(try Repository(path: tree.file("project").path).list().files.count == 1)
  }

  // MARK: What users name

  @Test(arguments: [mode_t(0o600), 0o640, 0o644, 0o666]) func aFileThatIsReplacedKeepsItsMode(_ mode: mode_t)
    throws
  {
    let file = tree.file("outside/secret.json")
    #expect(chmod(file.path, mode) == 0)
    try AtomicFile.write("new", to: NamedFile(file.path))
    var status = stat()
    #expect(stat(file.path, &status) == 0 && status.st_mode & 0o777 == mode)
  }

  @Test func linksOfTheUserAreFollowed() throws {
    try AtomicFile.write("new", to: NamedFile(tree.file("project/file.json").path))
    #expect(try String(contentsOf: outside, encoding: .utf8) == "new")
    #expect(try NamedFile(tree.file("project/file.json").path).read(sizeLimit: 9) == Array("new".utf8))
  }

  /// A report goes where the user says, but not through a link that the scanned project holds.
  @Test func outputsInsideAScannedProjectFollowNoLinkOfIt() throws {
    let root = ProjectRoot(of: tree.file("project").path)
    try FileManager.default.createSymbolicLink(
      atPath: tree.file("link-below").path, withDestinationPath: "project/sub")
    try FileManager.default.createSymbolicLink(
      atPath: tree.file("project/sub/out").path, withDestinationPath: tree.file("outside").path)
    for path in [
      "project/file.json", "project/folder/new.json", "link-to-project/file.json",
      "link-below/out/secret.json",
      "project/sub/../folder/new.json", "link-below/../folder/new.json",
    ] {
      #expect(throws: ReportFileError.self) {
        try ReportFile.write("new", to: root.output(tree.file(path).path))
      }
    }
    #expect(try String(contentsOf: outside, encoding: .utf8) == "secret")
    #expect(try FileManager.default.contentsOfDirectory(atPath: tree.file("outside").path) == ["secret.json"])
    for path in [
      "project/report.json", "link-to-project/sub/report.json", "outside/report.json",
      "link-below/report.json",
      "project/sub/../above.json", "project/sub/../../beside.json",
    ] {
      try ReportFile.write("new", to: root.output(tree.file(path).path))
      #expect(try String(contentsOf: tree.file(path), encoding: .utf8) == "new")
    }
  }
}
