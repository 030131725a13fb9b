import Foundation
import Testing

@testable import Core

private func workspace(_ folder: TemporaryFolder) -> WorkspaceFolder { WorkspaceFolder(folder.file("W")) }

private func project(_ name: String) -> WorkspaceProject {
  WorkspaceProject(
    id: name, name: name, path: "/src/\(name)", role: .labeled, addedAt: Date(timeIntervalSince1970: 1),
    contents: ProjectContents(
      functionCount: 3, labeledCount: 2, vulnerableCount: 1, labelSource: "labels.csv", correctionCount: 0,
      issues: [], issueCount: 0, dataHash: "ab"))
}

@Test func whatIsSavedIsThereAfterReopening() throws {
  let folder = try TemporaryFolder()
  var store: WorkspaceStore? = try WorkspaceStore(folder: workspace(folder))
  try store?.save(project("libpng"))
  try store?.set("threads", to: "2")
  store = nil
  let reopened = try WorkspaceStore(folder: workspace(folder))
  #expect(try reopened.projects() == [project("libpng")])
  #expect(try reopened.settings() == ["threads": "2"])
  #expect(reopened.setAside == nil)
}

@Test func aSecondInstanceIsTurnedAwayUntilTheFirstEnds() throws {
  let folder = try TemporaryFolder()
  var first: WorkspaceStore? = try WorkspaceStore(folder: workspace(folder))
  #expect(throws: WorkspaceError.inUse(folder: workspace(folder).url.path)) {
    try WorkspaceStore(folder: workspace(folder))
  }
  try first?.save(project("libpng"))
  first = nil
  #expect(try WorkspaceStore(folder: workspace(folder)).projects().count == 1)
}

@Test(arguments: ["not a database at all, but some text that is longer than a header", "damaged pages"])
func aDamagedDatabaseIsKeptUnderADatedName(damage: String) throws {
  let folder = try TemporaryFolder()
  let place = workspace(folder)
  do {
    let store = try WorkspaceStore(folder: place)
    for number in 0..<200 { try store.save(project("project \(number)")) }
  }
  var bytes = try Data(contentsOf: place.database)
  if damage == "damaged pages" {
    for page in 2..<(bytes.count / 4096) {
      bytes.replaceSubrange(page * 4096..<page * 4096 + 4096, with: repeatElement(0x5A, count: 4096))
    }
  } else {
    bytes = Data(damage.utf8)
  }
  try bytes.write(to: place.database)
  let store = try WorkspaceStore(
    folder: place, options: .init(now: { Date(timeIntervalSince1970: 1_795_527_900) }))
  let kept = try #require(store.setAside)
  #expect(kept.lastPathComponent == "workspace-damaged-2026-11-24T134500Z.sqlite")
  // SQLite may still bring in its log before it notices the damage; nothing else touches the file.
  let found = try Data(contentsOf: kept)
  #expect(
    damage == "damaged pages" ? found.range(of: Data(repeating: 0x5A, count: 4096)) != nil : found == bytes)
  #expect(try store.projects().isEmpty)
  try store.save(project("again"))
}

@Test func twoDamagedDatabasesOfOneSecondAreBothKept() throws {
  let folder = try TemporaryFolder()
  let place = workspace(folder)
  let options = WorkspaceStore.Options(now: { Date(timeIntervalSince1970: 0) })
  var kept: [String] = []
  for text in ["first, which is no database", "second, which is none either"] {
    try FileManager.default.createDirectory(at: place.url, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: place.database)
    kept.append(try #require(try WorkspaceStore(folder: place, options: options).setAside).path)
  }
  #expect(Set(kept).count == 2)
  #expect(try kept.map { try String(contentsOfFile: $0, encoding: .utf8) }[0].hasPrefix("first"))
}

@Test func pastsInAnOlderFormAreForgottenAndReadAgain() throws {
  let folder = try TemporaryFolder()
  let place = workspace(folder)
  do {
    let store = try WorkspaceStore(folder: place)
    try store.save(project("libpng"))
    let past =
      #"{"authorCount":1,"changeCount":2,"fixCount":0,"fixes":[],"lastChange":7.2e8,"securityFixCount":0}"#
    try store.execute(
      """
      DELETE FROM grdb_migrations WHERE identifier LIKE '4 %';
      UPDATE project SET pastCommit = 'abc';
      INSERT INTO functionPast (projectID, file, function, past) VALUES ('libpng', 'a.c', 'f', '\(past)');
      """)
  }
  let store = try WorkspaceStore(folder: place)
  #expect(store.setAside == nil)
  #expect(try store.projects().map(\.id) == ["libpng"])
  #expect(try store.pasts(ofProject: "libpng").isEmpty)
  #expect(try store.pastCommit(ofProject: "libpng") == nil, "or nothing would be read again")
}

@Test func aDatabaseOfANewerVersionIsLeftAsItIs() throws {
  let folder = try TemporaryFolder()
  let place = workspace(folder)
  do {
    let store = try WorkspaceStore(folder: place)
    try store.execute("INSERT INTO grdb_migrations (identifier) VALUES ('99 from the future')")
  }
  #expect(throws: WorkspaceError.newerVersion(file: place.database.path)) {
    try WorkspaceStore(folder: place)
  }
  #expect(!folder.names.contains { $0.contains("damaged") })
}

@Test func aFullDiskLosesNothingThatWasSaved() throws {
  let folder = try TemporaryFolder()
  let place = workspace(folder)
  do {
    let store = try WorkspaceStore(folder: place, options: .init(maximumPageCount: 60))
    var saved = 0
    #expect(throws: WorkspaceError.diskFull(file: place.database.path)) {
      while saved < 100_000 {
        try store.save(project("project \(saved)"))
        saved += 1
      }
    }
    #expect(saved > 10)
    #expect(try store.projects().count == saved)
  }
  let roomy = try WorkspaceStore(folder: place)
  try roomy.save(project("with room again"))
}

@Test func aWorkspaceInAFileIsRefusedInWords() throws {
  let folder = try TemporaryFolder()
  try Data().write(to: folder.file("W"))
  #expect(throws: WorkspaceError.self) { try WorkspaceStore(folder: workspace(folder)) }
}

@Test func everyErrorIsAFinishedSentence() {
  let errors: [WorkspaceError] = [
    .inUse(folder: "/w"), .diskFull(file: "/w"), .unusableFolder(path: "/w", reason: "no permission"),
    .newerVersion(file: "/w"), .damaged(file: "/w", detail: "x"), .storage(file: "/w", reason: "x"),
    .notAFolder(path: "/w"), .insideProject(path: "/w", project: "p"),
    .holdsProject(path: "/w", project: "p"), .missingFolder(path: "/w", project: "p"),
    .missingFile(path: "/w", project: "p"), .noFunctions(path: "/w"), .noModel(run: "r"),
  ]
  for error in errors {
    #expect(error.description.hasSuffix("."))
    #expect(error.description.count > 40)
  }
  #expect(WorkspaceError.notAFolder(path: "a\u{1b}[2J").description.contains("\\u{1b}"))
}
