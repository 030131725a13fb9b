/// A way to write the result of a scan.
///
/// To add a format, add one type and list it in ``ReportFormats/all``.
public protocol ReportFormat: Sendable {
  /// The name used on the command line, such as `json`.
  static var name: String { get }
  /// What the file name of a report ends with, without the dot.
  static var fileExtension: String { get }
  /// Creates the format with a style; formats that have none ignore it.
  init(style: ReportStyle)
  /// The whole report as text that ends with a line end.
  func report(_ result: ScanResult) -> String
}

/// How a report for people may look.
public struct ReportStyle: Hashable, Sendable {
  /// Whether colours are used.
  public var usesColor: Bool
  /// The number of columns to fill.
  public var width: Int

  /// Creates a style.
  public init(usesColor: Bool = false, width: Int = 110) {
    self.usesColor = usesColor
    self.width = width
  }
}

/// The formats reports are written in.
public enum ReportFormats {
  /// All formats, in the order in which they are listed to users.
  public static let all: [any ReportFormat.Type] = [TextReport.self, JSONReport.self]

  /// The format with a name, or nil.
  public static func named(_ name: String) -> (any ReportFormat.Type)? {
    all.first { $0.name == name }
  }
}
