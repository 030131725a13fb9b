// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
public struct List<SelectionValue: Hashable, Content: View>: _Leaf {
  let content: Content
  let selected: () -> Set<AnyHashable>
  let select: ((AnyHashable) -> Bool)?

  public init(selection: Binding<SelectionValue?>?, @ViewBuilder content: () -> Content) {
    self.content = content()
    selected = { selection?.wrappedValue.map { [AnyHashable($0)] } ?? [] }
    select = selection.map { selection in
      { id in
        guard let value = id.base as? SelectionValue else { return false }
        selection.wrappedValue = value
        return true
      }
    }
  }

  public init(selection: Binding<Set<SelectionValue>>?, @ViewBuilder content: () -> Content) {
    self.content = content()
    selected = { Set(selection?.wrappedValue.map { AnyHashable($0) } ?? []) }
    select = selection.map { selection in
      { id in
        guard let value = id.base as? SelectionValue else { return false }
        selection.wrappedValue = [value]
        return true
      }
    }
  }

  public func _nodes(_ context: _Context) -> [_Node] {
    let selected = selected()
    func marked(_ node: _Node) -> _Node {
      var node = node
      node.children = node.children.map(marked)
      if let tag = node.tag, selected.contains(tag) { node.notes.append("selected") }
      return node
    }
    let children = _evaluate(content, context).map(marked)
    var node = _Node("List", children: children)
    let tags = Set(children.flatMap(\.all).compactMap(\.tag))
    if let select { node.actions.select = { tags.contains($0) && select($0) } }
    return [node]
  }
}

extension List where SelectionValue == Never {
  public init(@ViewBuilder content: () -> Content) {
    self.content = content()
    selected = { [] }
    select = nil
  }
}

extension View {
  public func contextMenu<MenuItems: View>(@ViewBuilder menuItems: () -> MenuItems) -> some View {
    let items = menuItems()
    return _changed { node, context in
      node.children.append(_Node("ContextMenu", children: _evaluate(items, context.child("menu"))))
    }
  }

  public func contextMenu<I: Hashable, M: View>(
    forSelectionType itemType: I.Type = I.self, @ViewBuilder menu: @escaping (Set<I>) -> M,
    primaryAction: ((Set<I>) -> Void)? = nil
  ) -> some View {
    _changed { node, context in
      let selected = Set(node.all.filter { $0.notes.contains("selected") }.compactMap { $0.tag?.base as? I })
      node.children.append(_Node("ContextMenu", children: _evaluate(menu(selected), context.child("menu"))))
      if let primaryAction { node.actions.open = { primaryAction(selected) } }
    }
  }
}
