// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
public struct LocalizedStringKey: Equatable, ExpressibleByStringInterpolation, Sendable {
  @_spi(Inspection) public let text: String
  public init(_ value: String) { text = value }
  public init(stringLiteral value: String) { text = value }
  public init(stringInterpolation: StringInterpolation) { text = stringInterpolation.text }

  public struct StringInterpolation: StringInterpolationProtocol {
    var text = ""
    public init(literalCapacity: Int, interpolationCount: Int) {}
    public mutating func appendLiteral(_ literal: String) { text += literal }
    public mutating func appendInterpolation(_ string: String) { text += string }
    public mutating func appendInterpolation<T: _FormatSpecifiable>(_ value: T) { text += "\(value)" }
    public mutating func appendInterpolation<F: FormatStyle>(
      _ input: F.FormatInput, format: F
    ) where F.FormatInput: Equatable, F.FormatOutput == String { text += format.format(input) }
  }
}

public protocol _FormatSpecifiable: Equatable {}
extension Int: _FormatSpecifiable {}
extension Double: _FormatSpecifiable {}
extension Float: _FormatSpecifiable {}
extension UInt64: _FormatSpecifiable {}

public struct Text: Equatable, Sendable, _Leaf {
  let text: String
  nonisolated public init(verbatim content: String) { text = content }
  @_disfavoredOverload nonisolated public init<S: StringProtocol>(_ content: S) { text = String(content) }
  nonisolated public init(
    _ key: LocalizedStringKey, tableName: String? = nil, bundle: Bundle? = nil, comment: StaticString? = nil
  ) {
    text = key.text
  }
  nonisolated public init<F: FormatStyle>(_ input: F.FormatInput, format: F)
  where F.FormatInput: Equatable, F.FormatOutput == String { text = format.format(input) }

  nonisolated public init(_ attributedContent: AttributedString) {
    text = String(attributedContent.characters)
  }

  public func _nodes(_ context: _Context) -> [_Node] { [_Node("Text", text)] }

  public func font(_ font: Font?) -> Text { self }
  public func bold() -> Text { self }
  public func monospaced(_ isActive: Bool = true) -> Text { self }
  public func monospacedDigit() -> Text { self }
}

public struct Image: Equatable, Sendable, _Leaf {
  let name: String
  nonisolated public init(systemName: String) { name = systemName }
  public func _nodes(_ context: _Context) -> [_Node] { [_Node("Image", name)] }
}

public struct Label<Title, Icon> {
  let title: Title
  let icon: Icon
}

extension Label: View, _Leaf where Title: View, Icon: View {
  public init(@ViewBuilder title: () -> Title, @ViewBuilder icon: () -> Icon) {
    self.init(title: title(), icon: icon())
  }
  public func _nodes(_ context: _Context) -> [_Node] {
    let symbol = _evaluate(icon, context).map(\.text).joined()
    var node = _Node("Label", _evaluate(title, context).map(\.text).joined(separator: " "))
    if !symbol.isEmpty { node.notes = [symbol] }
    return [node]
  }
}

extension Label where Title == Text, Icon == Image {
  public init(_ titleKey: LocalizedStringKey, systemImage name: String) {
    self.init(title: Text(titleKey), icon: Image(systemName: name))
  }
  @_disfavoredOverload public init<S: StringProtocol>(_ title: S, systemImage name: String) {
    self.init(title: Text(title), icon: Image(systemName: name))
  }
}

/// The text of a view for use as a control's label, and its symbol.
@MainActor func _label<V: View>(_ view: V, _ context: _Context) -> (text: String, notes: [String]) {
  let nodes = _evaluate(view, context.child("label"))
  return (nodes.map(\.text).joined(separator: " "), nodes.filter { $0.kind == "Label" }.flatMap(\.notes))
}
