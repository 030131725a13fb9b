// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
/// Where a view stands while it is evaluated.
@MainActor public struct _Context {
  var environment = EnvironmentValues()
  let session: _Session
  var path = ""
  var tag: AnyHashable?

  func child(_ name: String) -> _Context {
    var context = self
    context.path += "/" + name
    return context
  }
}

extension _Context {
  /// The place of a sheet, which is a window of its own with an undo manager of its own.
  var sheet: _Context {
    var context = child("sheet")
    context.environment._undoManager = session.sheetUndoManager
    return context
  }
}

/// What outlives one evaluation: states, tasks, and values that are watched.
@MainActor final class _Session {
  var states: [String: _StateLocation] = [:]
  var sceneStorage: [String: Any] = [:]
  var watched: [String: AnyHashable] = [:]
  /// Changes seen in the current evaluation, to be acted on after it.
  var changes: [() -> Void] = []
  /// Tasks of views that have come up and were not run yet.
  var tasks: [(key: String, action: @MainActor () async -> Void)] = []
  var startedTasks: Set<String> = []
  /// Tasks seen in the current evaluation; what is not seen any more may start again later.
  var presentTasks: Set<String> = []
  var focused = FocusedValues()
  let sheetUndoManager = UndoManager()
  /// The windows that were asked for, by identifier.
  var openedWindows: [String] = []

  init() {}
}

/// The nodes of any view: a leaf's own, or those of its body.
@MainActor func _evaluate<V: View>(_ view: V, _ context: _Context) -> [_Node] {
  if let leaf = view as? any _Leaf { return leaf._nodes(context) }
  if let view = view as? any NSViewRepresentable { return view._appKitNodes(context) }
  let name = "\(type(of: view))"
  let context = context.child(String(name.prefix { $0 != "<" }))
  for child in Mirror(reflecting: view).children {
    if let property = child.value as? any _InstalledProperty {
      property._install(context, key: context.path + "." + (child.label ?? ""))
    }
  }
  return _evaluate(view.body, context)
}
