import Core
import SwiftUI

/// Hands the steps of the models to the undo manager of a window.
@MainActor final class WindowUndo: UndoRecording {
  /// The window's undo manager; nil before the window is on screen.
  weak var manager: UndoManager?

  func record(_ name: String, undo: @escaping @MainActor () -> Void) {
    let step = Step(perform: undo)
    // The manager does not keep its target alive, so the step is held by the closure.
    manager?.registerUndo(withTarget: self) { _ in
      MainActor.assumeIsolated { step.perform() }
    }
    manager?.setActionName(name)
  }

  private final class Step: Sendable {
    let perform: @MainActor () -> Void

    init(perform: @escaping @MainActor () -> Void) { self.perform = perform }
  }
}
