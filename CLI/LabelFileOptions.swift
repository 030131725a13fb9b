import ArgumentParser
import Core
import Foundation

/// Options of commands that write labels.
struct LabelFileOptions: ParsableArguments {
  @Option(
    name: .shortAndLong, help: ArgumentHelp("The label file to write, ending in .csv.", valueName: "file"),
    completion: .file(extensions: ["csv"]))
  var output: String

  @Flag(help: "Replace labels that are there.")
  var force = false

  /// The label file.
  var url: URL { URL(fileURLWithPath: output) }

  func validate() throws {
    guard output.hasSuffix(".csv") else {
      throw ValidationError("--output must end in .csv, for example -o labelled/labels.csv.")
    }
  }

  /// Says what was written, and what it is for.
  func tellOfTraining(on console: Console) throws {
    let folder = url.deletingLastPathComponent().relativePath
    try console.line("Wrote \(output.printable). Train with: vulnadapt train --labeled \(folder.printable) …")
  }
}
