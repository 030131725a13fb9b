// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
import UniformTypeIdentifiers

public struct NavigationSplitView<Sidebar: View, Content: View, Detail: View>: _Leaf {
  let sidebar: Sidebar
  let detail: Detail
  public func _nodes(_ context: _Context) -> [_Node] {
    [
      _Node("Sidebar", children: _evaluate(sidebar, context.child("sidebar"))),
      _Node("Detail", children: _evaluate(detail, context.child("detail"))),
    ]
  }
}

extension NavigationSplitView where Content == EmptyView {
  public init(@ViewBuilder sidebar: () -> Sidebar, @ViewBuilder detail: () -> Detail) {
    self.init(sidebar: sidebar(), detail: detail())
  }
}

extension View {
  public func navigationTitle(_ titleKey: LocalizedStringKey) -> some View { _title(titleKey.text) }
  @_disfavoredOverload public func navigationTitle<S: StringProtocol>(_ title: S) -> some View {
    _title(String(title))
  }
  public func navigationSubtitle<S: StringProtocol>(_ subtitle: S) -> some View {
    _note("subtitle: \(subtitle)")
  }
  private func _title(_ title: String) -> some View {
    _Modified(self, nodes: { nodes, _ in [_Node("Title", title)] + nodes })
  }
  public func navigationSplitViewColumnWidth(
    min: CGFloat? = nil, ideal: CGFloat, max: CGFloat? = nil
  ) -> some View { self }

  public func sheet<Content: View>(
    isPresented: Binding<Bool>, onDismiss: (() -> Void)? = nil, @ViewBuilder content: @escaping () -> Content
  ) -> some View {
    _Modified(
      self,
      nodes: { nodes, context in
        guard isPresented.wrappedValue else { return nodes }
        var context = context.sheet
        context.environment.dismiss = DismissAction {
          isPresented.wrappedValue = false
          onDismiss?()
        }
        return nodes + [_Node("Sheet", children: _evaluate(content(), context))]
      })
  }

  public func sheet<Item: Identifiable, Content: View>(
    item: Binding<Item?>, onDismiss: (() -> Void)? = nil, @ViewBuilder content: @escaping (Item) -> Content
  ) -> some View {
    _Modified(
      self,
      nodes: { nodes, context in
        guard let value = item.wrappedValue else { return nodes }
        var context = context.sheet
        context.environment.dismiss = DismissAction {
          item.wrappedValue = nil
          onDismiss?()
        }
        return nodes + [_Node("Sheet", children: _evaluate(content(value), context))]
      })
  }

  public func alert<A: View, M: View, T>(
    _ titleKey: LocalizedStringKey, isPresented: Binding<Bool>, presenting data: T?,
    @ViewBuilder actions: @escaping (T) -> A, @ViewBuilder message: @escaping (T) -> M
  ) -> some View {
    _Modified(
      self,
      nodes: { nodes, context in
        guard isPresented.wrappedValue, let data else { return nodes }
        let context = context.child("alert")
        var alert = _Node("Alert", titleKey.text, children: _evaluate(message(data), context))
        // Any answer closes an alert.
        alert.children += _evaluate(actions(data), context).map { node in
          var node = node
          node.press = { [press = node.press] in
            isPresented.wrappedValue = false
            press?()
          }
          return node
        }
        return nodes + [alert]
      })
  }

  public func inspector<V: View>(
    isPresented: Binding<Bool>, @ViewBuilder content: () -> V
  ) -> some View {
    let content = content()
    return _with("Inspector") { isPresented.wrappedValue ? content : nil }
  }
  public func inspectorColumnWidth(min: CGFloat? = nil, ideal: CGFloat, max: CGFloat? = nil) -> some View {
    self
  }

  public func fileImporter(
    isPresented: Binding<Bool>, allowedContentTypes: [UTType], allowsMultipleSelection: Bool,
    onCompletion: @escaping (_ result: Result<[URL], any Error>) -> Void
  ) -> some View {
    _Modified(
      self,
      nodes: { nodes, _ in
        guard isPresented.wrappedValue else { return nodes }
        var node = _Node("FileImporter", allowedContentTypes.map(\.identifier).joined(separator: ", "))
        node.actions.chooseFiles = { urls in
          isPresented.wrappedValue = false
          onCompletion(.success(urls))
        }
        return nodes + [node]
      })
  }

  public func searchable(
    text: Binding<String>, isPresented: Binding<Bool>, placement: SearchFieldPlacement = .automatic,
    prompt: LocalizedStringKey
  ) -> some View {
    _Modified(
      self,
      nodes: { nodes, _ in
        var node = _Node("SearchField", prompt.text, value: text.wrappedValue)
        if isPresented.wrappedValue { node.notes.append("focused") }
        node.set = {
          text.wrappedValue = $0
          return true
        }
        return [node] + nodes
      })
  }

  public func toolbar<Content: ToolbarContent>(
    @ToolbarContentBuilder content: () -> Content
  ) -> some View {
    let content = content()
    return _Modified(
      self,
      nodes: { nodes, context in
        [_Node("Toolbar", children: content._items(context.child("toolbar")))] + nodes
      })
  }

  public func dropDestination<T: Transferable>(
    for payloadType: T.Type = T.self, action: @escaping (_ items: [T], _ location: CGPoint) -> Bool,
    isTargeted: @escaping (Bool) -> Void = { _ in }
  ) -> some View {
    _changed { node, _ in
      node.actions.drop = { urls in
        isTargeted(true)
        defer { isTargeted(false) }
        return (urls as? [T]).map { action($0, .zero) } ?? false
      }
      node.notes.append("takes drops")
    }
  }
}

public struct SearchFieldPlacement: Sendable {
  public static let automatic = SearchFieldPlacement()
  public static let toolbar = SearchFieldPlacement()
}

public protocol Transferable {}
extension URL: Transferable {}
extension String: Transferable {}

public struct ToolbarItemPlacement: Sendable {
  public static let automatic = ToolbarItemPlacement()
  public static let primaryAction = ToolbarItemPlacement()
  public static let navigation = ToolbarItemPlacement()
  public static let confirmationAction = ToolbarItemPlacement()
  public static let cancellationAction = ToolbarItemPlacement()
}

@MainActor @preconcurrency public protocol ToolbarContent {
  func _items(_ context: _Context) -> [_Node]
}

public struct ToolbarItem<ID, Content: View>: ToolbarContent {
  let content: Content
  public func _items(_ context: _Context) -> [_Node] { _evaluate(content, context) }
}

extension ToolbarItem where ID == () {
  public init(placement: ToolbarItemPlacement = .automatic, @ViewBuilder content: () -> Content) {
    self.init(content: content())
  }
}

public struct ToolbarItemGroup<Content: View>: ToolbarContent {
  let content: Content
  public init(placement: ToolbarItemPlacement = .automatic, @ViewBuilder content: () -> Content) {
    self.content = content()
  }
  public func _items(_ context: _Context) -> [_Node] { _evaluate(content, context) }
}

struct _ToolbarItems: ToolbarContent {
  let items: @MainActor (_Context) -> [_Node]
  init(_ items: @escaping @MainActor (_Context) -> [_Node]) { self.items = items }
  func _items(_ context: _Context) -> [_Node] { items(context) }
}

@resultBuilder public struct ToolbarContentBuilder {
  public static func buildExpression<Content: ToolbarContent>(_ content: Content) -> Content { content }
  public static func buildBlock<Content: ToolbarContent>(_ content: Content) -> some ToolbarContent {
    content
  }
  public static func buildBlock<C0: ToolbarContent, C1: ToolbarContent>(_ c0: C0, _ c1: C1)
    -> some ToolbarContent
  {
    _ToolbarItems { c0._items($0.child("0")) + c1._items($0.child("1")) }
  }
  public static func buildBlock<C0: ToolbarContent, C1: ToolbarContent, C2: ToolbarContent>(
    _ c0: C0, _ c1: C1, _ c2: C2
  ) -> some ToolbarContent {
    _ToolbarItems { c0._items($0.child("0")) + c1._items($0.child("1")) + c2._items($0.child("2")) }
  }
}
