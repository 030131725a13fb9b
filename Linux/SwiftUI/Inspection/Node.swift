// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
import Foundation

/// What a view shows, once evaluated: a label, a value, what it does, and what is inside it.
public struct _Node {
  /// The kind of control, such as `Button`.
  @_spi(Inspection) public var kind: String
  /// What it says.
  @_spi(Inspection) public var label = ""
  /// What it is set to.
  @_spi(Inspection) public var value: String?
  /// Further facts, such as `disabled`, in the order in which they were added.
  @_spi(Inspection) public var notes: [String] = []
  @_spi(Inspection) public var children: [_Node] = []
  /// What pressing it does; nil for what cannot be pressed.
  @_spi(Inspection) public var press: (@MainActor () -> Void)?
  /// Sets it to a value written as text; false if it takes no such value.
  @_spi(Inspection) public var set: (@MainActor (String) -> Bool)?
  @_spi(Inspection) public var isDisabled = false
  @_spi(Inspection) public var actions = _Actions()
  var tag: AnyHashable?
  /// Replaces the label for those who listen; nil says the label.
  var spokenLabel: String?
  var isHiddenFromVoiceOver = false

  init(_ kind: String, _ label: String = "", value: String? = nil, children: [_Node] = []) {
    self.kind = kind
    self.label = label
    self.value = value
    self.children = children
  }

  /// For modules that make nodes of their own.
  public init(_kind kind: String, label: String = "", value: String? = nil, children: [_Node] = []) {
    self.init(kind, label, value: value, children: children)
  }

  /// All texts below this node, in order.
  var text: String {
    ([label, value ?? ""] + children.map(\.text)).filter { !$0.isEmpty }.joined(separator: " ")
  }

  /// This node and all below it, in order.
  @_spi(Inspection) public var all: [_Node] { [self] + children.flatMap(\.all) }

  /// What VoiceOver says of it.
  @_spi(Inspection) public var spoken: String {
    spokenLabel ?? (label.isEmpty ? children.map(\.spoken).joined(separator: " ") : label)
  }

  @_spi(Inspection) public var isHidden: Bool { isHiddenFromVoiceOver }

  /// The tree as lines, two blanks deeper for each level.
  func outline(depth: Int = 0) -> [String] {
    var line = String(repeating: "  ", count: depth) + kind
    if !label.isEmpty { line += " \"\(label)\"" }
    if let value { line += " = \(value)" }
    var notes = notes
    if let spokenLabel, spokenLabel != label { notes.append("spoken \"\(spokenLabel)\"") }
    if isDisabled { notes.append("disabled") }
    if !notes.isEmpty { line += " [" + notes.joined(separator: ", ") + "]" }
    return [line] + children.flatMap { $0.outline(depth: depth + 1) }
  }
}

/// What can be done to a view besides pressing it.
public struct _Actions {
  /// Takes a drop.
  @_spi(Inspection) public var drop: (@MainActor ([URL]) -> Bool)?
  /// Takes files chosen in a dialog that is open.
  @_spi(Inspection) public var chooseFiles: (@MainActor ([URL]) -> Void)?
  /// Double-clicks the selected rows.
  @_spi(Inspection) public var open: (@MainActor () -> Void)?
  /// Presses Delete.
  @_spi(Inspection) public var delete: (@MainActor () -> Void)?
  /// What Copy puts on the pasteboard.
  @_spi(Inspection) public var copy: (@MainActor () -> [String])?
  /// Takes a file or an address that was opened elsewhere.
  @_spi(Inspection) public var openURL: (@MainActor (URL) -> Void)?
  /// Selects rows by identifier.
  @_spi(Inspection) public var select: (@MainActor (AnyHashable) -> Bool)?
}
