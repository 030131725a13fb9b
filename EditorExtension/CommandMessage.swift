import Foundation

/// A sentence that Xcode shows in a banner.
///
/// Xcode shows the text of errors that are both localised and carry it in their user information; of others it
/// shows a general phrase.
struct CommandMessage: LocalizedError, CustomNSError {
  let text: String

  init(_ text: String) {
    self.text = text
  }

  var errorDescription: String? { text }

  var errorUserInfo: [String: Any] { [NSLocalizedDescriptionKey: text] }
}
