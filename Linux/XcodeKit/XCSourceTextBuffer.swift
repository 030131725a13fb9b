import Foundation

/// The open file. It notes what would have made Xcode crash or misbehave in ``violations``.
public class XCSourceTextBuffer: NSObject {
  /// The uniform type identifier of the file.
  public let contentUTI: String
  /// The width of a tab, in blanks.
  public let tabWidth: Int
  /// The width of one level of indentation, in blanks.
  public let indentationWidth: Int
  /// Whether lines are indented with tabs.
  public let usesTabsForIndentation: Bool
  /// The lines, each an `NSString` with its line end; what is added is split after its line ends.
  public let lines: NSMutableArray
  /// The selected ranges, each an ``XCSourceTextRange``.
  public let selections: NSMutableArray

  /// What was done that Xcode does not stand, in the order in which it was done.
  @_spi(Testing) public private(set) var violations: [Violation] = []
  private let original: String

  /// Misuse of a buffer.
  @_spi(Testing) public enum Violation: Equatable, Sendable {
    /// `completeBuffer` was set while there were selections (openradar 29001007).
    case completeBufferSetWithSelections
    /// Text was written that is the text that was there (SwiftFormat issue 84).
    case writtenWithoutChange
    /// No selection is left.
    case noSelections
    /// A selection lies outside the text, or ends before it starts.
    case selectionOutOfRange
    /// Line ends of two kinds in a file that had one.
    case mixedLineEnds
  }

  /// The whole text.
  public var completeBuffer: String {
    get { (0..<lines.count).map { Self.line(lines, $0) }.joined() }
    set {
      if selections.count > 0 { violations.append(.completeBufferSetWithSelections) }
      lines.removeAllObjects()
      lines.add(newValue)
    }
  }

  /// What Xcode does before it runs a command.
  @_spi(Testing) public init(
    text: String, selections: [XCSourceTextRange], contentUTI: String, tabWidth: Int = 4,
    indentationWidth: Int = 4, usesTabsForIndentation: Bool = false
  ) {
    self.contentUTI = contentUTI
    self.tabWidth = tabWidth
    self.indentationWidth = indentationWidth
    self.usesTabsForIndentation = usesTabsForIndentation
    let lines = SplittingLines()
    if !text.isEmpty { lines.add(text) }
    lines.writes = 0
    self.lines = lines
    self.selections = NSMutableArray()
    original = text
    super.init()
    for selection in selections { self.selections.add(selection) }
  }

  /// What Xcode does after a command that ended without an error.
  @_spi(Testing) public func commit() {
    let text = completeBuffer
    if let lines = lines as? SplittingLines, lines.writes > 0, text == original {
      violations.append(.writtenWithoutChange)
    }
    if selections.count == 0 { violations.append(.noSelections) }
    for index in 0..<selections.count where !isInRange(selections[index] as? XCSourceTextRange) {
      violations.append(.selectionOutOfRange)
    }
    if Self.lineEnds(original).count == 1, Self.lineEnds(text).count > 1 {
      violations.append(.mixedLineEnds)
    }
  }

  private func isInRange(_ range: XCSourceTextRange?) -> Bool {
    guard let range else { return false }
    let isOrdered = (range.start.line, range.start.column) <= (range.end.line, range.end.column)
    return isOrdered && [range.start, range.end].allSatisfy(isInRange)
  }

  private func isInRange(_ position: XCSourceTextPosition) -> Bool {
    if lines.count == 0 { return position == XCSourceTextPosition() }
    guard (0..<lines.count).contains(position.line) else { return false }
    let text = Self.line(lines, position.line).prefix { !$0.isNewline }
    return (0...text.utf16.count).contains(position.column)
  }

  private static func line(_ lines: NSMutableArray, _ index: Int) -> String {
    (lines[index] as? String) ?? (lines[index] as? NSString).map { String(describing: $0) } ?? ""
  }

  private static func lineEnds(_ text: String) -> Set<Character> { Set(text.filter(\.isNewline)) }
}
