// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
/// A view with something done to its context before it is evaluated, or to its nodes after.
struct _Modified<Content: View>: _Leaf {
  private let content: Content
  private let prepare: @MainActor (inout _Context) -> Void
  private let finish: @MainActor ([_Node], _Context) -> [_Node]

  init(
    _ content: Content, context: @escaping @MainActor (inout _Context) -> Void = { _ in },
    nodes: @escaping @MainActor ([_Node], _Context) -> [_Node] = { nodes, _ in nodes }
  ) {
    self.content = content
    prepare = context
    finish = nodes
  }

  func _nodes(_ context: _Context) -> [_Node] {
    var context = context
    prepare(&context)
    return finish(_evaluate(content, context), context)
  }
}

extension View {
  /// Changes the one node of a view, or a node around its nodes.
  func _changed(_ change: @escaping @MainActor (inout _Node, _Context) -> Void) -> some View {
    _Modified(
      self,
      nodes: { nodes, context in
        var node = nodes.count == 1 ? nodes[0] : _Node("Group", children: nodes)
        change(&node, context)
        return [node]
      })
  }

  /// Adds nodes after those of a view.
  func _with<Other: View>(
    _ kind: String, _ other: @escaping @MainActor () -> Other?
  ) -> some View {
    _Modified(
      self,
      nodes: { nodes, context in
        guard let other = other() else { return nodes }
        let children = _evaluate(other, context.child(kind))
        return children.isEmpty ? nodes : nodes + [_Node(kind, children: children)]
      })
  }
}

public struct Edge {
  public struct Set: OptionSet, Sendable {
    public let rawValue: Int8
    public init(rawValue: Int8) { self.rawValue = rawValue }
    public static let top = Set(rawValue: 1)
    public static let leading = Set(rawValue: 2)
    public static let bottom = Set(rawValue: 4)
    public static let trailing = Set(rawValue: 8)
    public static let all: Set = [.top, .leading, .bottom, .trailing]
    public static let horizontal: Set = [.leading, .trailing]
    public static let vertical: Set = [.top, .bottom]
  }
}

public struct HorizontalAlignment: Equatable, Sendable {
  public static let leading = HorizontalAlignment()
  public static let center = HorizontalAlignment()
  public static let trailing = HorizontalAlignment()
}

public struct VerticalAlignment: Equatable, Sendable {
  public static let top = VerticalAlignment()
  public static let center = VerticalAlignment()
  public static let bottom = VerticalAlignment()
  public static let firstTextBaseline = VerticalAlignment()
}

public struct Alignment: Equatable, Sendable {
  public static let center = Alignment()
  public static let leading = Alignment()
  public static let trailing = Alignment()
  public static let top = Alignment()
  public static let bottom = Alignment()
  public static let topLeading = Alignment()
}

public enum TextAlignment: Hashable, Sendable { case leading, center, trailing }

extension View {
  public func padding(_ edges: Edge.Set = .all, _ length: CGFloat? = nil) -> some View { self }
  public func padding(_ length: CGFloat) -> some View { self }
  public func frame(
    width: CGFloat? = nil, height: CGFloat? = nil, alignment: Alignment = .center
  ) -> some View { self }
  public func frame(
    minWidth: CGFloat? = nil, idealWidth: CGFloat? = nil, maxWidth: CGFloat? = nil, minHeight: CGFloat? = nil,
    idealHeight: CGFloat? = nil, maxHeight: CGFloat? = nil, alignment: Alignment = .center
  ) -> some View { self }
  public func layoutPriority(_ value: Double) -> some View { self }
  public func fixedSize(horizontal: Bool, vertical: Bool) -> some View { self }
  public func multilineTextAlignment(_ alignment: TextAlignment) -> some View { self }
  public func lineLimit(_ number: Int?) -> some View { self }
  public func font(_ font: Font?) -> some View { self }
  public func monospacedDigit() -> some View { self }
  public func foregroundStyle<S: ShapeStyle>(_ style: S) -> some View { self }
  public func background<S: ShapeStyle>(
    _ style: S, ignoresSafeAreaEdges edges: Edge.Set = .all
  ) -> some View { self }
  public func overlay<V: View>(
    alignment: Alignment = .center, @ViewBuilder content: () -> V
  ) -> some View {
    let content = content()
    return _with("Overlay") { content }
  }
  public func tag<V: Hashable>(_ tag: V) -> some View {
    _Modified(
      self,
      nodes: { nodes, _ in
        nodes.map { node in
          var node = node
          node.tag = AnyHashable(tag)
          return node
        }
      })
  }
  public func labelsHidden() -> some View { self }
  public func disabled(_ disabled: Bool) -> some View {
    _Modified(self, context: { $0.environment.isEnabled = $0.environment.isEnabled && !disabled })
  }
  public func help(_ textKey: LocalizedStringKey) -> some View { _note("help: \(textKey.text)") }
  public func help<S: StringProtocol>(_ text: S) -> some View { _note("help: \(text)") }
  func _note(_ note: String) -> some View { _changed { node, _ in node.notes.append(note) } }
  public func badge(_ count: Int) -> some View {
    _changed { node, _ in if count != 0 { node.notes.append("badge \(count)") } }
  }
  public func textSelection<S: TextSelectability>(_ selectability: S) -> some View { self }
  public func id<ID: Hashable>(_ id: ID) -> some View {
    _Modified(self, context: { $0.path += "#\(id)" })
  }
}

public protocol TextSelectability {}
public struct EnabledTextSelectability: TextSelectability {}
extension TextSelectability where Self == EnabledTextSelectability {
  public static var enabled: EnabledTextSelectability { EnabledTextSelectability() }
}

// MARK: Life cycle

extension View {
  public func onAppear(perform action: (() -> Void)? = nil) -> some View {
    _task("appear", id: 0) { action?() }
  }

  public func task(
    priority: TaskPriority = .userInitiated,
    @_inheritActorContext _ action: @escaping @isolated(any) @Sendable () async -> Void
  ) -> some View {
    _task("task", id: 0) { await action() }
  }

  public func task<T: Equatable>(
    id value: T, priority: TaskPriority = .userInitiated,
    @_inheritActorContext _ action: @escaping @isolated(any) @Sendable () async -> Void
  ) -> some View {
    _task("task", id: value) { await action() }
  }

  private func _task<T: Equatable>(
    _ kind: String, id: T, _ action: @escaping @MainActor () async -> Void
  ) -> some View {
    _Modified(
      self,
      context: { context in
        let key = "\(context.path).\(kind).\(id)"
        context.session.presentTasks.insert(key)
        if context.session.startedTasks.insert(key).inserted { context.session.tasks.append((key, action)) }
      })
  }

  public func onChange<V: Equatable>(
    of value: V, initial: Bool = false, _ action: @escaping (_ oldValue: V, _ newValue: V) -> Void
  ) -> some View {
    _watch(value, initial, action)
  }

  public func onChange<V: Equatable>(
    of value: V, initial: Bool = false, _ action: @escaping () -> Void
  ) -> some View {
    _watch(value, initial) { _, _ in action() }
  }

  private func _watch<V: Equatable>(
    _ value: V, _ initial: Bool, _ action: @escaping (V, V) -> Void
  ) -> some View {
    _Modified(
      self,
      context: { context in
        let key = "\(context.path).change.\(V.self)"
        let session = context.session
        let old = session.watched[key]?.base as? _Watched<V>
        session.watched[key] = AnyHashable(_Watched(value: value))
        if let old, old.value != value { session.changes.append { action(old.value, value) } }
        if old == nil, initial { session.changes.append { action(value, value) } }
      })
  }
}

/// A value that can be kept beside others whatever its type.
private struct _Watched<Value: Equatable>: Hashable {
  let value: Value
  func hash(into hasher: inout Hasher) {}
}

// MARK: Accessibility

public struct AccessibilityTraits: SetAlgebra, Sendable {
  private var names: Set<String> = []
  private init(name: String) { names = [name] }
  public init() {}
  public static let isHeader = AccessibilityTraits(name: "header")
  public static let isButton = AccessibilityTraits(name: "button")
  public func contains(_ member: AccessibilityTraits) -> Bool { names.isSuperset(of: member.names) }
  public mutating func insert(
    _ newMember: AccessibilityTraits
  ) -> (inserted: Bool, memberAfterInsert: AccessibilityTraits) {
    let isNew = !contains(newMember)
    names.formUnion(newMember.names)
    return (isNew, newMember)
  }
  public mutating func remove(_ member: AccessibilityTraits) -> AccessibilityTraits? {
    guard contains(member) else { return nil }
    names.subtract(member.names)
    return member
  }
  public mutating func update(with newMember: AccessibilityTraits) -> AccessibilityTraits? {
    insert(newMember).inserted ? nil : newMember
  }
  public mutating func formUnion(_ other: AccessibilityTraits) { names.formUnion(other.names) }
  public mutating func formIntersection(_ other: AccessibilityTraits) { names.formIntersection(other.names) }
  public mutating func formSymmetricDifference(_ other: AccessibilityTraits) {
    names.formSymmetricDifference(other.names)
  }
  public func union(_ other: AccessibilityTraits) -> AccessibilityTraits {
    var result = self
    result.formUnion(other)
    return result
  }
  public func intersection(_ other: AccessibilityTraits) -> AccessibilityTraits {
    var result = self
    result.formIntersection(other)
    return result
  }
  public func symmetricDifference(_ other: AccessibilityTraits) -> AccessibilityTraits {
    var result = self
    result.formSymmetricDifference(other)
    return result
  }
}

public struct AccessibilityChildBehavior: Hashable {
  let name: String
  public static let ignore = AccessibilityChildBehavior(name: "ignore")
  public static let contain = AccessibilityChildBehavior(name: "contain")
  public static let combine = AccessibilityChildBehavior(name: "combine")
}

extension View {
  public func accessibilityLabel(_ labelKey: LocalizedStringKey) -> some View {
    _changed { node, _ in node.spokenLabel = labelKey.text }
  }
  public func accessibilityLabel<S: StringProtocol>(_ label: S) -> some View {
    _changed { node, _ in node.spokenLabel = String(label) }
  }
  public func accessibilityValue(_ valueKey: LocalizedStringKey) -> some View {
    _changed { node, _ in node.notes.append("spoken value \"\(valueKey.text)\"") }
  }
  public func accessibilityValue<S: StringProtocol>(_ value: S) -> some View {
    _changed { node, _ in node.notes.append("spoken value \"\(value)\"") }
  }
  public func accessibilityHidden(_ hidden: Bool) -> some View {
    _changed { node, _ in node.isHiddenFromVoiceOver = hidden }
  }
  public func accessibilityAddTraits(_ traits: AccessibilityTraits) -> some View { self }
  public func accessibilityElement(children: AccessibilityChildBehavior = .ignore) -> some View {
    self
  }
}

// MARK: Keyboard

public struct EventModifiers: OptionSet, Sendable {
  public let rawValue: Int
  public init(rawValue: Int) { self.rawValue = rawValue }
  public static let shift = EventModifiers(rawValue: 1)
  public static let control = EventModifiers(rawValue: 2)
  public static let option = EventModifiers(rawValue: 4)
  public static let command = EventModifiers(rawValue: 8)
}

public struct KeyEquivalent: Sendable, ExpressibleByExtendedGraphemeClusterLiteral {
  public var character: Character
  public init(_ character: Character) { self.character = character }
  public init(extendedGraphemeClusterLiteral value: Character) { character = value }
  public static let delete = KeyEquivalent("⌫")
  public static let `return` = KeyEquivalent("↩")
  public static let downArrow = KeyEquivalent("↓")
  public static let upArrow = KeyEquivalent("↑")
}

public struct KeyboardShortcut: Sendable {
  public var key: KeyEquivalent
  public var modifiers: EventModifiers
  public init(_ key: KeyEquivalent, modifiers: EventModifiers = .command) {
    self.key = key
    self.modifiers = modifiers
  }
  public static let defaultAction = KeyboardShortcut(.return, modifiers: [])
  public static let cancelAction = KeyboardShortcut("⎋", modifiers: [])

  var text: String {
    let names: [(EventModifiers, String)] = [(.control, "⌃"), (.option, "⌥"), (.shift, "⇧"), (.command, "⌘")]
    return names.filter { modifiers.contains($0.0) }.map(\.1).joined() + String(key.character).uppercased()
  }
}

extension View {
  public func keyboardShortcut(
    _ key: KeyEquivalent, modifiers: EventModifiers = .command
  ) -> some View {
    _note(KeyboardShortcut(key, modifiers: modifiers).text)
  }
  public func keyboardShortcut(_ shortcut: KeyboardShortcut) -> some View { _note(shortcut.text) }
  public func keyboardShortcut(_ shortcut: KeyboardShortcut?) -> some View {
    _changed { node, _ in if let shortcut { node.notes.append(shortcut.text) } }
  }
  public func copyable<T: Transferable>(_ payload: @autoclosure @escaping () -> [T]) -> some View {
    _changed { node, _ in node.actions.copy = { payload().map { "\($0)" } } }
  }
  public func onOpenURL(perform action: @escaping (URL) -> Void) -> some View {
    _changed { node, _ in node.actions.openURL = { action($0) } }
  }
  public func handlesExternalEvents(preferring: Set<String>, allowing: Set<String>) -> some View { self }
  public func onDeleteCommand(perform action: (() -> Void)?) -> some View {
    _changed { node, _ in node.actions.delete = action.map { action in { action() } } }
  }
}
