/// Remembers how to take a change back, as the window's undo manager does.
@MainActor public protocol UndoRecording: AnyObject {
  /// Remembers a step under the name that stands after "Undo" in the menu.
  ///
  /// What `undo` records while it runs becomes the step to redo.
  func record(_ name: String, undo: @escaping @MainActor () -> Void)
}
