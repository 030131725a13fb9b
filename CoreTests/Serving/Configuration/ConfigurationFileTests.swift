import Foundation
import Testing

@testable import Core

struct ConfigurationFileTests {
  private func read(_ text: String) throws(ConfigurationError) -> ConfigurationFile {
    try ConfigurationFile(bytes: Array(text.utf8), path: "/p/.vulnadapt.yml")
  }

  @Test func readsEveryKeyAsItIsWritten() throws {
    let file = try read(
      """
      # what we scan with
      model: models/here.vulnmodel
      threshold: 0.50
      top: 30
      format: json
      fail-on: count:1
      baseline: vulnadapt-baseline.json
      exclude: [generated/, '*_test.c']
      apart: false
      suppressions: false
      history: false
      adapt: false
      timestamps: true
      threads: 2
      """)
    #expect(Set(file.entries.keys) == Set(ConfigurationKey.allCases))
    #expect(file.entries[.threshold] == .init(text: "0.50", line: 3))
    let settings = EffectiveConfiguration(commandLine: [:], file: file)
    #expect(settings.model?.path == "/p/models/here.vulnmodel")
    #expect(settings.threshold == 0.5)
    #expect(
      settings.exclusions(scanning: "/p").map(\.pattern) == ["generated/", "*_test.c"])
    #expect(settings.limit == .first(30))
    #expect(settings.format.name == "json")
    #expect(settings.failureLevel == .count(1))
    #expect(!settings.honoursComments && !settings.readsHistory && !settings.adapts && settings.showsTimes)
    #expect(!settings.ranksAncillaryApart)
    #expect(settings.threads == 2)
    #expect(settings[.baseline].origin == .file(path: "/p/.vulnadapt.yml", line: 7))
  }

  @Test func theCommandLineComesFirst() throws {
    let file = try read("threshold: 0.5\ntop: 3\nmodel: own/m")
    let settings = EffectiveConfiguration(commandLine: [.threshold: "0.9", .model: "m"], file: file)
    #expect(settings.threshold == 0.9)
    #expect(settings[.threshold].origin == .commandLine)
    #expect(settings.model == NamedFile("m"))
    #expect(settings.limit == .first(3))
    #expect(settings[.threads].origin == .standard)
  }

  @Test func theHomeAndTheStarterModelCanBeNamed() throws {
    let own = try ConfigurationFile(
      bytes: Array("model: ~/m.vulnmodel\n".utf8), path: "/p/.vulnadapt.yml", isOfUser: true)
    let home = EffectiveConfiguration(commandLine: [:], file: own)
    #expect(home.model == NamedFile(NSHomeDirectory() + "/m.vulnmodel"))
    // A project names nothing outside of itself.
    #expect(throws: ConfigurationError.self) { try read("model: ~/m.vulnmodel\n") }
    let starter = try EffectiveConfiguration(commandLine: [:], file: read("model: starter\n"))
    #expect(starter.model == NamedFile("starter"))
    // What may be written to stays inside.
    #expect(throws: ConfigurationError.self) { try read("baseline: ~/b.json\n") }
  }

  @Test func unknownKeysNameTheLineAndTheKeyThatWasMeant() {
    #expect(
      throws: ConfigurationError.unknownKey(
        file: "/p/.vulnadapt.yml", line: 2, key: "treshold", suggestion: .threshold)
    ) { try read("top: 1\ntreshold: 0.5") }
    for (word, key) in [
      ("fail_on", "fail-on"), ("failon", "fail-on"), ("Model", "model"), ("timestamp", "timestamps"),
    ] {
      #expect(ConfigurationKey.resembling(word)?.rawValue == key)
    }
    #expect(ConfigurationKey.resembling("colour") == nil)
  }

  @Test(arguments: [
    "threshold: 2", "threshold: [1]", "threshold:", "top: -1", "format: xml", "fail-on: many",
    "suppressions: yes",
    "threads: 0", "model: {a: b}", "baseline: ''", "top: 1.5",
  ])
  func wrongValuesAreRefusedWithTheirLine(_ text: String) {
    let error = #expect(throws: ConfigurationError.self) { try read("\n" + text) }
    #expect(error?.description.hasPrefix("/p/.vulnadapt.yml:2: ") == true)
    #expect(error?.description.contains("must be") == true)
  }

  @Test(arguments: ["../b.json", "/etc/b.json", "a/../../b.json"])
  func whatTheFileNamesStaysBelowIt(_ path: String) throws {
    #expect(throws: ConfigurationError.self) { try read("baseline: \(path)") }
    #expect(throws: ConfigurationError.self) { try read("model: \(path)") }
    let named = try ConfigurationFile(
      bytes: Array("model: \(path)".utf8), path: "/p/c.yml", isOfUser: true)
    #expect(named.named(.model)?.isOfProject == false)
  }

  /// A scan with the project's settings must neither read nor write outside the project.
  @Test(arguments: ["folder/b.json", "b.json"])
  func linksOfTheProjectLeadNowhere(_ name: String) throws {
    let tree = try TemporaryFolder()
    for folder in ["outside", "p/.git"] {
      try FileManager.default.createDirectory(at: tree.file(folder), withIntermediateDirectories: true)
    }
    let entry = Baseline.Entry(
      file: "a.c", function: "f",
      fingerprint: try #require(FunctionFingerprint(hexadecimal: String(repeating: "0", count: 32))))
    try BaselineFile.write(Baseline([entry]), to: tree.file("outside/b.json").path)
    let before = try Data(contentsOf: tree.file("outside/b.json"))
    for (link, target) in [("p/folder", "../outside"), ("p/b.json", "../outside/b.json")] {
      try FileManager.default.createSymbolicLink(atPath: tree.file(link).path, withDestinationPath: target)
    }
    try Data("baseline: \(name)\nmodel: \(name)\n".utf8).write(to: tree.file("p/.vulnadapt.yml"))
    let settings = EffectiveConfiguration(
      commandLine: [:], file: try ConfigurationFile.find(for: tree.file("p").path))
    let (baseline, model) = (try #require(settings.baseline), try #require(settings.model))
    #expect(throws: BaselineError.self) { try Triage(of: settings, pathInProject: "") }
    #expect(throws: BaselineError.self) { try BaselineFile.write(Baseline(), to: baseline) }
    #expect(throws: ModelFileError.self) { try ModelFile(contentsOf: model) }
    #expect(try Data(contentsOf: tree.file("outside/b.json")) == before)
    let server = ServerSettings().completed(
      by: try #require(try ConfigurationFile.find(for: tree.file("p").path)))
    #expect(server.baseline == baseline && server.model == model)
  }

  @Test(arguments: [
    "- a", "a", "{", "top: 1\ntop: 2", "top: 1\n---\ntop: 2", "\t: x", "? [a]: b", "*a : 1", "\u{0}",
    "top: \"1",
  ])
  func otherTextsAreRefused(_ text: String) {
    let error = #expect(throws: ConfigurationError.self) { try read(text) }
    #expect(error?.description.contains(".vulnadapt.yml:") == true)
  }

  @Test func emptyFilesAndCommentsGiveNothing() throws {
    for text in ["", "\n", "# nothing\n", "---\n"] { #expect(try read(text).entries.isEmpty) }
  }

  @Test func aliasesDoNotMultiply() {
    let bomb = (1...20).reduce("a0: &a0 [x,x,x,x,x,x,x,x,x]\n") {
      $0 + "a\($1): &a\($1) [" + Array(repeating: "*a\($1 - 1)", count: 9).joined(separator: ",") + "]\n"
    }
    #expect(throws: ConfigurationError.self) { try read(bomb) }
    #expect(throws: ConfigurationError.self) { try read(String(repeating: "[", count: 60_000)) }
  }

  @Test func theNearestFileOfTheRepositoryIsFound() throws {
    let tree = try TemporaryFolder()
    let deep = tree.file("repo/src/deep")
    try FileManager.default.createDirectory(at: deep, withIntermediateDirectories: true)
    try FileManager.default.createDirectory(at: tree.file("repo/.git"), withIntermediateDirectories: true)
    try Data("top: 9\n".utf8).write(to: tree.file(".vulnadapt.yml"))
    #expect(try ConfigurationFile.find(for: deep.path) == nil)
    try Data("top: 1\n".utf8).write(to: tree.file("repo/.vulnadapt.yml"))
    #expect(try ConfigurationFile.find(for: deep.path)?.entries[.top]?.text == "1")
    try Data("top: 2\n".utf8).write(to: tree.file("repo/src/.vulnadapt.yml"))
    try Data("int x;".utf8).write(to: deep.appendingPathComponent("a.c"))
    #expect(
      try ConfigurationFile.find(for: deep.appendingPathComponent("a.c").path)?.entries[.top]?.text == "2")
    let root = ProjectRoot(of: deep.path)
    #expect(root.pathToScanned == "src/deep/")
    #expect(ProjectRoot(of: tree.file("repo").path).pathToScanned.isEmpty)
  }

  @Test func linksAndLargeFilesAreRefused() throws {
    let tree = try TemporaryFolder()
    try Data("top: 1\n".utf8).write(to: tree.file("real.yml"))
    try FileManager.default.createDirectory(at: tree.file("p/.git"), withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      at: tree.file("p/.vulnadapt.yml"), withDestinationURL: tree.file("real.yml"))
    #expect(throws: ConfigurationError.self) { try ConfigurationFile.find(for: tree.file("p").path) }
    #expect(
      try ConfigurationFile(reading: NamedFile(tree.file("p/.vulnadapt.yml").path)).entries.count == 1
    )
    try Data(String(repeating: "#", count: 70_000).utf8).write(to: tree.file("large.yml"))
    #expect(throws: ConfigurationError.self) {
      try ConfigurationFile(reading: NamedFile(tree.file("large.yml").path))
    }
  }

  @Test func openFoldersArePassedOver() throws {
    let tree = try TemporaryFolder()
    try Data("top: 1\n".utf8).write(to: tree.file(".vulnadapt.yml"))
    chmod(tree.url.path, 0o777)
    #expect(try ConfigurationFile.find(for: tree.url.path) == nil)
  }
}
