// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
extension _Node {
  /// The node with what its surroundings say of every control.
  @MainActor func enabled(in context: _Context) -> _Node {
    var node = self
    if !context.environment.isEnabled { node.isDisabled = true }
    return node
  }
}

public struct ButtonRole: Equatable, Sendable {
  let name: String
  public static let destructive = ButtonRole(name: "destructive")
  public static let cancel = ButtonRole(name: "cancel")
}

public struct Button<Label: View>: _Leaf {
  let label: Label
  let role: ButtonRole?
  let action: @MainActor () -> Void

  @preconcurrency public init(
    action: @escaping @MainActor () -> Void, @ViewBuilder label: () -> Label
  ) { (self.label, role, self.action) = (label(), nil, action) }
  @preconcurrency public init(
    role: ButtonRole?, action: @escaping @MainActor () -> Void, @ViewBuilder label: () -> Label
  ) { (self.label, self.role, self.action) = (label(), role, action) }

  public func _nodes(_ context: _Context) -> [_Node] {
    let (text, notes) = _label(label, context)
    var node = _Node("Button", text)
    node.notes = notes + (role.map { [$0.name] } ?? [])
    node.press = action
    return [node.enabled(in: context)]
  }
}

extension Button where Label == Text {
  @preconcurrency public init(_ titleKey: LocalizedStringKey, action: @escaping @MainActor () -> Void) {
    self.init(action: action) { Text(titleKey) }
  }
  @_disfavoredOverload @preconcurrency public init<S: StringProtocol>(
    _ title: S, action: @escaping @MainActor () -> Void
  ) { self.init(action: action) { Text(title) } }
  @preconcurrency public init(
    _ titleKey: LocalizedStringKey, role: ButtonRole?, action: @escaping @MainActor () -> Void
  ) { self.init(role: role, action: action) { Text(titleKey) } }
}

extension Button where Label == SwiftUI.Label<Text, Image> {
  @preconcurrency public init(
    _ titleKey: LocalizedStringKey, systemImage: String, action: @escaping @MainActor () -> Void
  ) { self.init(action: action) { SwiftUI.Label(titleKey, systemImage: systemImage) } }
  @_disfavoredOverload @preconcurrency public init<S: StringProtocol>(
    _ title: S, systemImage: String, action: @escaping @MainActor () -> Void
  ) { self.init(action: action) { SwiftUI.Label(title, systemImage: systemImage) } }
}

public struct SettingsLink<Label: View>: _Leaf {
  let label: Label
  public init(@ViewBuilder label: () -> Label) { self.label = label() }
  public func _nodes(_ context: _Context) -> [_Node] { [_Node("SettingsLink", _label(label, context).text)] }
}

public struct Toggle<Label: View>: _Leaf {
  let isOn: Binding<Bool>
  let label: Label
  public init(isOn: Binding<Bool>, @ViewBuilder label: () -> Label) {
    self.isOn = isOn
    self.label = label()
  }
  public func _nodes(_ context: _Context) -> [_Node] {
    var node = _Node("Toggle", _label(label, context).text, value: isOn.wrappedValue ? "on" : "off")
    node.press = { isOn.wrappedValue.toggle() }
    node.set = { text in
      guard text == "on" || text == "off" else { return false }
      isOn.wrappedValue = text == "on"
      return true
    }
    return [node.enabled(in: context)]
  }
}

extension Toggle where Label == Text {
  public init(_ titleKey: LocalizedStringKey, isOn: Binding<Bool>) {
    self.init(isOn: isOn) { Text(titleKey) }
  }
  @_disfavoredOverload public init<S: StringProtocol>(_ title: S, isOn: Binding<Bool>) {
    self.init(isOn: isOn) { Text(title) }
  }
}

public struct Picker<Label: View, SelectionValue: Hashable, Content: View>: _Leaf {
  let selection: Binding<SelectionValue>
  let label: Label
  let content: Content
  public init(
    selection: Binding<SelectionValue>, @ViewBuilder content: () -> Content, @ViewBuilder label: () -> Label
  ) {
    self.selection = selection
    self.label = label()
    self.content = content()
  }
  public func _nodes(_ context: _Context) -> [_Node] {
    let choices = _evaluate(content, context.child("content")).filter { $0.tag != nil }
    // A choice matches only if its tag is of the selection's own type, as in SwiftUI.
    func isChosen(_ node: _Node) -> Bool { (node.tag?.base as? SelectionValue) == selection.wrappedValue }
    var node = _Node(
      "Picker", _label(label, context).text, value: choices.first(where: isChosen)?.text ?? "none")
    node.notes = ["of " + choices.map(\.text).joined(separator: " | ")]
    node.set = { text in
      guard let tag = choices.first(where: { $0.text == text })?.tag?.base as? SelectionValue else {
        return false
      }
      selection.wrappedValue = tag
      return true
    }
    return [node.enabled(in: context)]
  }
}

extension Picker where Label == Text {
  public init(
    _ titleKey: LocalizedStringKey, selection: Binding<SelectionValue>, @ViewBuilder content: () -> Content
  ) { self.init(selection: selection, content: content) { Text(titleKey) } }
  @_disfavoredOverload public init<S: StringProtocol>(
    _ title: S, selection: Binding<SelectionValue>, @ViewBuilder content: () -> Content
  ) { self.init(selection: selection, content: content) { Text(title) } }
}

public struct TextField<Label: View>: _Leaf {
  let label: Label
  let read: () -> String
  let write: (String) -> Bool
  public func _nodes(_ context: _Context) -> [_Node] {
    var node = _Node("TextField", _label(label, context).text, value: read())
    node.set = { write($0) }
    return [node.enabled(in: context)]
  }
}

extension TextField where Label == Text {
  public init(_ titleKey: LocalizedStringKey, text: Binding<String>) {
    self.init(
      label: Text(titleKey), read: { text.wrappedValue },
      write: {
        text.wrappedValue = $0
        return true
      })
  }
  public init<F: ParseableFormatStyle>(
    _ titleKey: LocalizedStringKey, value: Binding<F.FormatInput>, format: F, prompt: Text? = nil
  ) where F.FormatOutput == String {
    self.init(Text(titleKey), value, format)
  }
  private init<F: ParseableFormatStyle>(_ label: Text, _ value: Binding<F.FormatInput>, _ format: F)
  where F.FormatOutput == String {
    self.init(
      label: label, read: { format.format(value.wrappedValue) },
      write: {
        guard let parsed = try? format.parseStrategy.parse($0) else { return false }
        value.wrappedValue = parsed
        return true
      })
  }
}

public struct SubmitTriggers: OptionSet, Sendable {
  public let rawValue: Int
  public init(rawValue: Int) { self.rawValue = rawValue }
  public static let text = SubmitTriggers(rawValue: 1)
}

extension View {
  /// Setting the field submits it, as typing and pressing return do.
  public func onSubmit(of triggers: SubmitTriggers = .text, _ action: @escaping () -> Void) -> some View {
    _changed { node, _ in
      let set = node.set
      node.set = { text in
        guard set?(text) ?? false else { return false }
        action()
        return true
      }
    }
  }
}

public struct Stepper<Label: View>: _Leaf {
  let label: Label
  let value: () -> String
  let step: (Int) -> Void
  public func _nodes(_ context: _Context) -> [_Node] {
    var node = _Node("Stepper", _label(label, context).text, value: value())
    node.press = { step(1) }
    return [node.enabled(in: context)]
  }
}

extension Stepper where Label == Text {
  public init<V: Strideable>(
    _ titleKey: LocalizedStringKey, value: Binding<V>, in bounds: ClosedRange<V>, step: V.Stride = 1,
    onEditingChanged: @escaping (Bool) -> Void = { _ in }
  ) {
    self.init(
      label: Text(titleKey), value: { "\(value.wrappedValue)" },
      step: { times in
        let next = value.wrappedValue.advanced(by: step * V.Stride(exactly: times)!)
        value.wrappedValue = min(max(next, bounds.lowerBound), bounds.upperBound)
      })
  }
}

public struct Menu<Label: View, Content: View>: _Leaf {
  let label: Label
  let content: Content
  public init(@ViewBuilder content: () -> Content, @ViewBuilder label: () -> Label) {
    self.label = label()
    self.content = content()
  }
  public func _nodes(_ context: _Context) -> [_Node] {
    let (text, notes) = _label(label, context)
    var node = _Node("Menu", text, children: _evaluate(content, context.child("content")))
    node.notes = notes
    return [node.enabled(in: context)]
  }
}

extension Menu where Label == Text {
  public init(_ titleKey: LocalizedStringKey, @ViewBuilder content: () -> Content) {
    self.init(content: content) { Text(titleKey) }
  }
}

extension Menu where Label == SwiftUI.Label<Text, Image> {
  public init(_ titleKey: LocalizedStringKey, systemImage: String, @ViewBuilder content: () -> Content) {
    self.init(content: content) { SwiftUI.Label(titleKey, systemImage: systemImage) }
  }
}

public struct ProgressView<Label: View, CurrentValueLabel: View>: _Leaf {
  let fraction: Double?
  let label: Label?
  let current: CurrentValueLabel?
  public func _nodes(_ context: _Context) -> [_Node] {
    let text = label.map { _label($0, context).text } ?? ""
    let value = fraction.map { "\(Int(($0 * 100).rounded())) %" } ?? "busy"
    return [_Node("ProgressView", text, value: value, children: current.map { _evaluate($0, context) } ?? [])]
  }
}

extension ProgressView where CurrentValueLabel == EmptyView {
  public init() where Label == EmptyView { (fraction, label, current) = (nil, nil, nil) }
  public init(_ titleKey: LocalizedStringKey) where Label == Text {
    (fraction, label, current) = (nil, Text(titleKey), nil)
  }
  @_disfavoredOverload public init<S: StringProtocol>(_ title: S) where Label == Text {
    (fraction, label, current) = (nil, Text(title), nil)
  }
}

extension ProgressView {
  public init<V: BinaryFloatingPoint>(
    value: V?, total: V = 1.0, @ViewBuilder label: () -> Label,
    @ViewBuilder currentValueLabel: () -> CurrentValueLabel
  ) {
    fraction = value.map { min(max(Double($0 / total), 0), 1) }
    self.label = label()
    current = currentValueLabel()
  }
}
