import ArgumentParser
import Core
import Foundation

/// `vulnadapt init`: writes a commented configuration file.
struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Writes a commented \(ConfigurationFile.name) to start from.",
    discussion: """
      Every setting stands in the file as a remark with what it does, what it may be and what holds without it; take \
      the # away to set one. `vulnadapt config` shows what is in force. A file that is there is left alone.

      EXAMPLES
        vulnadapt init
        vulnadapt init ~/src/mine
      """)

  @Argument(help: "The project's folder.", completion: .directory)
  var folder = "."

  @Flag(help: "Replace a file that is there.")
  var force = false

  func run() throws {
    try Console.standard.run { try write(console: .standard) }
  }

  /// Writes the file.
  ///
  /// - Throws: ``ConfigurationTemplateError`` when the folder is missing or the file is there.
  func write(console: Console) throws {
    let path = try ConfigurationTemplate().write(to: folder, replaces: force)
    console.note("wrote \(path.printable); `vulnadapt scan \(folder.printable)` reads it")
  }
}
