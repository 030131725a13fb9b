import Foundation
import Testing

@testable import Core

struct DetectorSourceTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }
  private var models: SharedModelFolder { SharedModelFolder(url: folder.url.appending(path: "Models")) }

  private func write(_ name: String, threshold: Float) throws -> URL {
    var model = try SampleModel.make()
    model.threshold = threshold
    let file = folder.url.appending(path: "\(name).vulnmodel")
    try model.write(to: file)
    return file
  }

  @Test func withoutAModelTheUserIsToldWhatToDo() throws {
    #expect(throws: EditorError.noSharedFolder) { try DetectorSource(folder: nil).detector() }
    #expect(throws: EditorError.noModel) { try DetectorSource(folder: models).detector() }
    try FileManager.default.createDirectory(at: models.url, withIntermediateDirectories: true)
    try Data("x".utf8).write(to: models.url.appending(path: "notes.txt"))
    #expect(throws: EditorError.noModel) { try DetectorSource(folder: models).detector() }
    #expect(EditorError.noModel.description.contains("Open the VulnAdapt app"))
  }

  @Test func beforeAModelIsChosenTheStarterModelStandsIn() throws {
    let source = DetectorSource(folder: models, starter: { try SampleModel.make(seed: 9) })
    let starter = try source.detector()
    #expect(starter.model == (try SampleModel.make(seed: 9)))
    #expect(try source.detector() === starter, "it is read once")
    #expect(source.takeAdvice()?.contains("No model has been chosen, so the starter model is used.") == true)
    _ = try source.detector()
    #expect(source.takeAdvice() == nil, "it is said once")
    let chosen = try models.choose(write("a", threshold: 0.25))
    #expect(try source.detector().model.threshold == 0.25)
    try Data("no model".utf8).write(to: chosen)
    #expect(throws: EditorError.self) { try source.detector() }
  }

  @Test func theStarterModelStandsInForAFolderThatCannotBeReached() throws {
    let source = DetectorSource(folder: nil, starter: { try SampleModel.make() })
    _ = try source.detector()
    #expect(source.takeAdvice()?.contains("folder cannot be reached") == true)
  }

  @Test func aStarterModelThatCannotBeReadLeavesTheMessage() throws {
    let source = DetectorSource(folder: models, starter: { throw CocoaError(.fileNoSuchFile) })
    #expect(throws: EditorError.noModel) { try source.detector() }
    #expect(source.takeAdvice() == nil)
  }

  @Test func theModelChosenLastIsReadAnewAtTheNextCommand() throws {
    let source = DetectorSource(folder: models)
    try models.choose(write("a", threshold: 0.25))
    let first = try source.detector()
    #expect(first.model.threshold == 0.25)
    #expect(try source.detector() === first)

    try models.choose(write("b", threshold: 0.75))
    #expect(try source.detector().model.threshold == 0.75)
    #expect(try FileManager.default.contentsOfDirectory(atPath: models.url.path) == ["b.vulnmodel"])

    try models.choose(write("b", threshold: 0.5))
    #expect(try source.detector().model.threshold == 0.5)

    models.removeAll()
    #expect(throws: EditorError.noModel) { try source.detector() }
  }

  @Test func theNewestOfSeveralFilesCounts() throws {
    try models.choose(write("new", threshold: 0.25))
    let old = models.url.appending(path: "zzz.vulnmodel")
    try FileManager.default.copyItem(at: write("old", threshold: 0.75), to: old)
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSince1970: 1_000_000)], ofItemAtPath: old.path)
    #expect(try DetectorSource(folder: models).detector().model.threshold == 0.25)
  }

  @Test func aDamagedModelIsSaidToBeDamagedAndRecoveredFrom() throws {
    let source = DetectorSource(folder: models)
    let good = try write("good", threshold: 0.25)
    let chosen = try models.choose(good)
    _ = try source.detector()
    try Data("no model".utf8).write(to: chosen)
    #expect { try source.detector() } throws: { error in
      guard case .unusableModel(let reason)? = error as? EditorError else { return false }
      return reason.contains("good.vulnmodel") && "\(error)".hasSuffix("choose another model for Xcode.")
    }
    try models.choose(good)
    #expect(try source.detector().model.threshold == 0.25)
  }

  @Test func aFileThatIsNoModelIsNotChosen() throws {
    try models.choose(write("good", threshold: 0.25))
    let bad = folder.url.appending(path: "bad.vulnmodel")
    try Data("no model".utf8).write(to: bad)
    #expect(throws: ModelFileError.self) { try models.choose(bad) }
    #expect(try DetectorSource(folder: models).detector().model.threshold == 0.25)
  }

  @Test func linksAndFoldersInTheSharedFolderAreNotRead() throws {
    try FileManager.default.createDirectory(
      at: models.url.appending(path: "folder.vulnmodel"), withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      at: models.url.appending(path: "link.vulnmodel"), withDestinationURL: write("a", threshold: 0.5))
    #expect(throws: EditorError.noModel) { try DetectorSource(folder: models).detector() }
  }
}
