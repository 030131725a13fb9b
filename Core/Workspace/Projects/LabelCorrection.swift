import Foundation
import GRDB

/// A label that the user set, in place of what the project's files say.
///
/// It belongs to the function's own text: it outlives edits elsewhere in the file, and ends when the function
/// itself changes.
struct LabelCorrection: Codable, Hashable, Sendable, FetchableRecord, PersistableRecord {
  /// The project.
  var projectID: String
  /// The function; see ``FunctionFingerprint``.
  var fingerprint: String
  /// The function's file when the label was set.
  var file: String
  /// The function's name.
  var function: String
  /// The label.
  var label: Label
  /// When it was set.
  var changedAt: Date
}

extension LabeledProject {
  /// The project with the user's labels in place of those of its files.
  func applying(_ corrections: [LabelCorrection]) -> LabeledProject {
    guard !corrections.isEmpty else { return self }
    let byFingerprint = Dictionary(
      corrections.map { ($0.fingerprint, $0.label) }, uniquingKeysWith: { _, last in last })
    var project = self
    project.functions = functions.map { labeled in
      var labeled = labeled
      if let label = byFingerprint[labeled.function.fingerprint] { labeled.label = label }
      return labeled
    }
    project.unlabeled = []
    for function in unlabeled {
      if let label = byFingerprint[function.fingerprint] {
        project.functions.append(LabeledFunction(function: function, label: label))
      } else {
        project.unlabeled.append(function)
      }
    }
    project.functions.sort { left, right in
      (left.function.file, left.function.range.startOffset)
        < (right.function.file, right.function.range.startOffset)
    }
    return project
  }
}
