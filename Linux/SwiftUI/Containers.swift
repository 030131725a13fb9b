// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
/// A view that only arranges others.
struct _Stack {
  let kind: String
  @MainActor static func nodes<V: View>(_ kind: String, _ content: V, _ context: _Context) -> [_Node] {
    [_Node(kind, children: _evaluate(content, context))]
  }
}

public struct VStack<Content: View>: _Leaf {
  let content: Content
  public init(
    alignment: HorizontalAlignment = .center, spacing: CGFloat? = nil, @ViewBuilder content: () -> Content
  ) { self.content = content() }
  public func _nodes(_ context: _Context) -> [_Node] { _Stack.nodes("VStack", content, context) }
}

public struct HStack<Content: View>: _Leaf {
  let content: Content
  public init(
    alignment: VerticalAlignment = .center, spacing: CGFloat? = nil, @ViewBuilder content: () -> Content
  ) { self.content = content() }
  public func _nodes(_ context: _Context) -> [_Node] { _Stack.nodes("HStack", content, context) }
}

public struct HSplitView<Content: View>: _Leaf {
  let content: Content
  public init(@ViewBuilder content: () -> Content) { self.content = content() }
  public func _nodes(_ context: _Context) -> [_Node] { _Stack.nodes("HSplitView", content, context) }
}

public struct VSplitView<Content: View>: _Leaf {
  let content: Content
  public init(@ViewBuilder content: () -> Content) { self.content = content() }
  public func _nodes(_ context: _Context) -> [_Node] { _Stack.nodes("VSplitView", content, context) }
}

public struct Spacer: _Leaf {
  public init(minLength: CGFloat? = nil) {}
  public func _nodes(_ context: _Context) -> [_Node] { [] }
}

public struct Divider: _Leaf {
  public init() {}
  public func _nodes(_ context: _Context) -> [_Node] { [] }
}

public struct Axis {
  public struct Set: OptionSet, Sendable {
    public let rawValue: Int8
    public init(rawValue: Int8) { self.rawValue = rawValue }
    public static let horizontal = Set(rawValue: 1)
    public static let vertical = Set(rawValue: 2)
  }
}

public struct ScrollView<Content: View>: _Leaf {
  let content: Content
  public init(
    _ axes: Axis.Set = .vertical, showsIndicators: Bool = true, @ViewBuilder content: () -> Content
  ) { self.content = content() }
  public func _nodes(_ context: _Context) -> [_Node] { _Stack.nodes("ScrollView", content, context) }
}

public struct Form<Content: View>: _Leaf {
  let content: Content
  public init(@ViewBuilder content: () -> Content) { self.content = content() }
  public func _nodes(_ context: _Context) -> [_Node] { _Stack.nodes("Form", content, context) }
}

public struct Grid<Content: View>: _Leaf {
  let content: Content
  public init(
    alignment: Alignment = .center, horizontalSpacing: CGFloat? = nil, verticalSpacing: CGFloat? = nil,
    @ViewBuilder content: () -> Content
  ) { self.content = content() }
  public func _nodes(_ context: _Context) -> [_Node] { _Stack.nodes("Grid", content, context) }
}

public struct GridRow<Content: View>: _Leaf {
  let content: Content
  public init(alignment: VerticalAlignment? = nil, @ViewBuilder content: () -> Content) {
    self.content = content()
  }
  public func _nodes(_ context: _Context) -> [_Node] { _Stack.nodes("GridRow", content, context) }
}

public struct Section<Parent, Content, Footer> {
  let header: Parent
  let content: Content
  let footer: Footer
}

extension Section: View, _Leaf where Parent: View, Content: View, Footer: View {
  public func _nodes(_ context: _Context) -> [_Node] {
    let head = _label(header, context).text
    let foot = _evaluate(footer, context.child("footer"))
    let children = _evaluate(content, context.child("content"))
    return [
      _Node("Section", head, children: children + (foot.isEmpty ? [] : [_Node("Footer", children: foot)]))
    ]
  }
}

extension Section where Parent == Text, Content: View, Footer == EmptyView {
  public init(_ titleKey: LocalizedStringKey, @ViewBuilder content: () -> Content) {
    self.init(header: Text(titleKey), content: content(), footer: EmptyView())
  }
  @_disfavoredOverload public init<S: StringProtocol>(_ title: S, @ViewBuilder content: () -> Content) {
    self.init(header: Text(title), content: content(), footer: EmptyView())
  }
}

extension Section where Parent == EmptyView, Content: View, Footer == EmptyView {
  public init(@ViewBuilder content: () -> Content) {
    self.init(header: EmptyView(), content: content(), footer: EmptyView())
  }
}

extension Section where Parent: View, Content: View, Footer: View {
  public init(
    @ViewBuilder content: () -> Content, @ViewBuilder header: () -> Parent, @ViewBuilder footer: () -> Footer
  ) { self.init(header: header(), content: content(), footer: footer()) }
}

public struct GroupBox<Label, Content> {
  let label: Label
  let content: Content
}

extension GroupBox: View, _Leaf where Label: View, Content: View {
  public func _nodes(_ context: _Context) -> [_Node] {
    [_Node("GroupBox", _label(label, context).text, children: _evaluate(content, context.child("content")))]
  }
}

extension GroupBox where Label == Text, Content: View {
  public init(_ titleKey: LocalizedStringKey, @ViewBuilder content: () -> Content) {
    self.init(label: Text(titleKey), content: content())
  }
  @_disfavoredOverload public init<S: StringProtocol>(_ title: S, @ViewBuilder content: () -> Content) {
    self.init(label: Text(title), content: content())
  }
}

public struct DisclosureGroup<Label, Content> {
  let label: Label
  let content: () -> Content
  let isExpanded: Binding<Bool>
}

extension DisclosureGroup: View, _Leaf where Label: View, Content: View {
  public func _nodes(_ context: _Context) -> [_Node] {
    let isOpen = isExpanded.wrappedValue
    var node = _Node("DisclosureGroup", _label(label, context).text, value: isOpen ? "open" : "closed")
    if isOpen { node.children = _evaluate(content(), context.child("content")) }
    node.press = { isExpanded.wrappedValue.toggle() }
    return [node]
  }
}

extension DisclosureGroup where Label == Text, Content: View {
  public init(
    _ titleKey: LocalizedStringKey, isExpanded: Binding<Bool>, @ViewBuilder content: @escaping () -> Content
  ) { self.init(label: Text(titleKey), content: content, isExpanded: isExpanded) }
}

public struct LabeledContent<Label, Content> {
  let label: Label
  let content: Content
}

extension LabeledContent: View, _Leaf where Label: View, Content: View {
  public func _nodes(_ context: _Context) -> [_Node] {
    let nodes = _evaluate(content, context.child("content"))
    let label = _label(label, context).text
    if nodes.count == 1, nodes[0].kind == "Text" {
      return [_Node("LabeledContent", label, value: nodes[0].label)]
    }
    return [_Node("LabeledContent", label, children: nodes)]
  }
}

extension LabeledContent where Label == Text, Content: View {
  public init(_ titleKey: LocalizedStringKey, @ViewBuilder content: () -> Content) {
    self.init(label: Text(titleKey), content: content())
  }
}

extension LabeledContent where Label == Text, Content == Text {
  public init<S: StringProtocol>(_ titleKey: LocalizedStringKey, value: S) {
    self.init(label: Text(titleKey), content: Text(value))
  }
  @_disfavoredOverload public init<S1: StringProtocol, S2: StringProtocol>(_ title: S1, value: S2) {
    self.init(label: Text(title), content: Text(value))
  }
}

public struct ContentUnavailableView<Label, Description, Actions> {
  let label: Label
  let description: Description
  let actions: Actions
}

extension ContentUnavailableView: View, _Leaf where Label: View, Description: View, Actions: View {
  public init(
    @ViewBuilder label: () -> Label, @ViewBuilder description: () -> Description = { EmptyView() },
    @ViewBuilder actions: () -> Actions = { EmptyView() }
  ) { self.init(label: label(), description: description(), actions: actions()) }

  public func _nodes(_ context: _Context) -> [_Node] {
    let (text, notes) = _label(label, context)
    var node = _Node("ContentUnavailableView", text)
    node.notes = notes
    node.children =
      _evaluate(description, context.child("description")) + _evaluate(actions, context.child("actions"))
    return [node]
  }
}

extension ContentUnavailableView
where Label == SwiftUI.Label<Text, Image>, Description == Text?, Actions == EmptyView {
  public init(_ title: LocalizedStringKey, systemImage name: String, description: Text? = nil) {
    self.init(label: SwiftUI.Label(title, systemImage: name), description: description, actions: EmptyView())
  }
  @_disfavoredOverload public init<S: StringProtocol>(
    _ title: S, systemImage name: String, description: Text? = nil
  ) {
    self.init(label: SwiftUI.Label(title, systemImage: name), description: description, actions: EmptyView())
  }
}
