import ArgumentParser
import Core
import Foundation

/// A report to write to a file, given as `FORMAT=FILE`.
struct ReportOutput: ExpressibleByArgument {
  let format: any ReportFormat.Type
  let file: String

  init?(argument: String) {
    guard let equals = argument.firstIndex(of: "="),
      let format = ReportFormats.named(String(argument[..<equals]))
    else { return nil }
    self.format = format
    file = String(argument[argument.index(after: equals)...])
    // Standard output is what --format is for.
    guard !file.isEmpty, file != "-" else { return nil }
  }

  static var allValueStrings: [String] { ReportFormats.all.map { "\($0.name)=FILE" } }
  static var defaultCompletionKind: CompletionKind { .file() }
}
