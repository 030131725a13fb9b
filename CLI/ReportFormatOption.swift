import ArgumentParser
import Core

/// The `--format` option; its values are the registered report formats.
struct ReportFormatOption: ExpressibleByArgument {
  let format: any ReportFormat.Type

  init?(argument: String) {
    guard let format = ReportFormats.named(argument) else { return nil }
    self.format = format
  }

  var defaultValueDescription: String { format.name }

  static var allValueStrings: [String] { ReportFormats.all.map { $0.name } }

  static let text = ReportFormatOption(format: TextReport.self)

  private init(format: any ReportFormat.Type) { self.format = format }
}
