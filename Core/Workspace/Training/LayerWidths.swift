import Foundation

/// Writes and reads the widths of layers as text such as "300, 100".
public struct LayerWidths: ParseableFormatStyle {
  /// Reads what ``LayerWidths`` writes.
  public struct Strategy: ParseStrategy {
    /// The widths in a text.
    ///
    /// - Throws: `CocoaError` when a part is not a whole number.
    public func parse(_ text: String) throws -> [Int] {
      try text.split { $0 == "," || $0 == " " }.map {
        guard let width = Int($0) else { throw CocoaError(.formatting) }
        return width
      }
    }
  }

  /// Creates the style.
  public init() {}

  /// The widths as text.
  public func format(_ widths: [Int]) -> String { widths.map(String.init).joined(separator: ", ") }

  /// How text is read.
  public var parseStrategy: Strategy { Strategy() }
}
