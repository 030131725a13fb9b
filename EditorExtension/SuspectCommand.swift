import Core
import Foundation
import XcodeKit

/// Runs any of the extension's commands, told apart by their identifiers.
final class SuspectCommand: NSObject, XCSourceEditorCommand {
  /// The model chosen in the app, kept between commands; tests have models of their own.
  @TaskLocal static var models: DetectorSource = DetectorSource(
    folder: SharedModelFolder(bundle: .main), starter: { try StarterModel.load() })

  func perform(with invocation: XCSourceEditorCommandInvocation) async throws {
    let cancellation = CancellationFlag()
    invocation.cancellationHandler = { cancellation.cancel() }
    do {
      guard let command = EditorCommand(identifier: invocation.commandIdentifier) else {
        throw CommandMessage("VulnAdapt has no command '\(invocation.commandIdentifier)'. Restart Xcode.")
      }
      let response = try command.run(
        on: EditorBuffer(invocation.buffer), models: Self.models,
        isCancelled: { cancellation.isCancelled || Task.isCancelled })
      // Xcode drops what a cancelled command did; writing nothing is safer still.
      if !cancellation.isCancelled { try invocation.buffer.apply(response) }
    } catch is CancellationError {
      // Xcode wants a cancelled command to end without an error.
    } catch let message as CommandMessage {
      throw message
    } catch {
      throw CommandMessage(String(describing: error))
    }
  }
}

extension EditorCommand {
  /// The command of an identifier such as `org.vulnadapt.VulnAdapt.EditorExtension.CheckFile`.
  init?(identifier: String) {
    self.init(rawValue: identifier.split(separator: ".").last.map(String.init) ?? identifier)
  }
}
