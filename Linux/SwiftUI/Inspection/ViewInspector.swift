// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
import Foundation

/// A view under inspection: evaluated when looked at, keeping its states in between.
@_spi(Inspection) @MainActor public final class ViewInspector<Content: View> {
  private let content: () -> Content
  private let session = _Session()
  /// The environment of the outermost view.
  public var environment = EnvironmentValues()

  /// Begins with a fresh state.
  public init(@ViewBuilder _ content: @escaping () -> Content) {
    self.content = content
  }

  /// The tree as it is now; changes that views watch are acted on until there are none.
  public var nodes: [_Node] {
    for _ in 0..<10 {
      session.changes = []
      session.presentTasks = []
      session.focused = FocusedValues()
      let nodes = _evaluate(content(), _Context(environment: environment, session: session))
      session.startedTasks.formIntersection(session.presentTasks)
      if session.changes.isEmpty { return nodes }
      session.changes.forEach { $0() }
    }
    preconditionFailure("views change their state without end")
  }

  /// The undo manager of the sheet that is open.
  public var sheetUndoManager: UndoManager { session.sheetUndoManager }

  /// The tree as text.
  public var outline: String { nodes.flatMap { $0.outline() }.joined(separator: "\n") + "\n" }

  /// The values that the focused scene offers to menus.
  public var focusedValues: FocusedValues {
    _ = nodes
    return session.focused
  }

  /// Runs the tasks of views that have come up, until no new ones do.
  public func settle() async {
    _ = nodes
    while !session.tasks.isEmpty {
      let task = session.tasks.removeFirst()
      await task.action()
      _ = nodes
    }
  }

  /// Lets the views come up anew, as after a relaunch; only what is stored with the scene is kept.
  public func reappear() {
    session.states = session.states.filter { $0.key.hasPrefix("scene.") }
    session.startedTasks = []
    session.watched = [:]
  }

  /// All controls of a kind with a label.
  public func all(_ kind: String, _ label: String? = nil) -> [_Node] {
    nodes.flatMap(\.all).filter {
      $0.kind == kind && (label == nil || $0.label == label || $0.spoken == label)
    }
  }

  /// The first control of a kind with a label.
  public func first(_ kind: String, _ label: String? = nil) -> _Node? { all(kind, label).first }

  /// Presses a button, menu item, tab or row; false if there is none or it is disabled.
  @discardableResult public func press(_ label: String) -> Bool {
    let found = nodes.flatMap(\.all).first { node in
      node.press != nil && (node.label == label || node.spoken == label)
    }
    guard let found, !found.isDisabled, let press = found.press else { return false }
    press()
    return true
  }

  /// Sets a toggle, field or picker to a value written as text.
  @discardableResult public func set(_ label: String, to value: String) -> Bool {
    let found = nodes.flatMap(\.all).first { $0.set != nil && ($0.label == label || $0.spoken == label) }
    guard let found, !found.isDisabled, let set = found.set else { return false }
    return set(value)
  }

  /// Drops files on the first view that takes them.
  @discardableResult public func drop(_ urls: [URL]) -> Bool {
    nodes.flatMap(\.all).lazy.compactMap(\.actions.drop).first?(urls) ?? false
  }

  /// Opens a file from elsewhere; false if no view takes it.
  @discardableResult public func open(_ url: URL) -> Bool {
    guard let take = nodes.flatMap(\.all).lazy.compactMap(\.actions.openURL).first else { return false }
    take(url)
    return true
  }

  /// What Copy takes of the first view that offers something.
  public func copied() -> [String]? { nodes.flatMap(\.all).lazy.compactMap(\.actions.copy).first?() }

  /// Chooses files in the dialog that is open.
  @discardableResult public func choose(_ urls: [URL]) -> Bool {
    guard let take = nodes.flatMap(\.all).lazy.compactMap(\.actions.chooseFiles).first else { return false }
    take(urls)
    return true
  }

  /// Selects a row of the first list or table that has it.
  @discardableResult public func select<ID: Hashable>(_ id: ID) -> Bool {
    nodes.flatMap(\.all).lazy.compactMap(\.actions.select).contains { $0(AnyHashable(id)) }
  }
}

/// Menus under inspection, with the window they act on.
@_spi(Inspection) @MainActor public final class CommandInspector<Content: Commands> {
  private let commands: Content
  private let session = _Session()

  /// Looks at menus while a scene offers an object to them.
  public init<Focus: AnyObject & Observable>(_ commands: Content, window: Focus) {
    self.commands = commands
    session.focused[object: ObjectIdentifier(Focus.self)] = window
  }

  /// The menus as they are now.
  public var nodes: [_Node] {
    let session = session
    var context = _Context(session: session)
    context.environment.openWindow = OpenWindowAction { session.openedWindows.append($0) }
    return _evaluateCommands(commands, context)
  }

  /// The windows that were asked for, by identifier.
  public var openedWindows: [String] { session.openedWindows }

  /// The menus as text.
  public var outline: String { nodes.flatMap { $0.outline() }.joined(separator: "\n") + "\n" }

  /// Chooses a menu item; false if there is none or it is disabled.
  @discardableResult public func press(_ label: String) -> Bool {
    let found = nodes.flatMap(\.all).first { $0.press != nil && $0.label == label }
    guard let found, !found.isDisabled, let press = found.press else { return false }
    press()
    return true
  }
}
