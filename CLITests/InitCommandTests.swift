import ArgumentParser
import Core
import Foundation
import Testing

@testable import VulnAdaptCLI

struct InitCommandTests {
  @Test func theTemplateIsAConfigurationInWhichEverySettingCanBeSet() throws {
    let folder = try ScratchFolder()
    let command = try InitCommand.parse([folder.url.path])
    try command.write(console: RecordedConsole().console)
    let path = folder.path(ConfigurationFile.name)
    #expect(try ConfigurationFile(reading: NamedFile(path)).entries.isEmpty)
    let text = try String(contentsOfFile: path, encoding: .utf8)
    var set = text
    for key in ConfigurationKey.allCases {
      set = set.replacingOccurrences(of: "# \(key.rawValue): ", with: "\(key.rawValue): ")
    }
    try folder.write(set, to: "set.yml")
    let file = try ConfigurationFile(reading: NamedFile(folder.path("set.yml")))
    #expect(Set(file.entries.keys) == Set(ConfigurationKey.allCases))
  }

  @Test func aFileThatIsThereIsLeftAloneAndALinkNeverReplaced() throws {
    let folder = try ScratchFolder()
    try folder.write("threshold: 0.5\n", to: ConfigurationFile.name)
    let console = RecordedConsole().console
    let path = folder.path(ConfigurationFile.name)
    #expect(throws: ConfigurationTemplateError.exists(path)) {
      try InitCommand.parse([folder.url.path]).write(console: console)
    }
    try InitCommand.parse([folder.url.path, "--force"]).write(console: console)
    #expect(try ConfigurationFile(reading: NamedFile(path)).entries.isEmpty)
    try FileManager.default.removeItem(atPath: path)
    try folder.write("mine", to: "mine.txt")
    try FileManager.default.createSymbolicLink(
      atPath: path, withDestinationPath: folder.path("mine.txt"))
    #expect(throws: ConfigurationTemplateError.exists(path)) {
      try InitCommand.parse([folder.url.path, "--force"]).write(console: console)
    }
    #expect(throws: ConfigurationTemplateError.noFolder(folder.path("none"))) {
      try InitCommand.parse([folder.path("none")]).write(console: console)
    }
  }
}
