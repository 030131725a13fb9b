import Core
import Foundation

extension Console {
  /// Reads a labelled project, whose name and counts are told, and what is wrong with its labels.
  ///
  /// - Parameters:
  ///   - path: The project's folder.
  ///   - labels: A label file in place of the project's own labels.
  /// - Returns: The folder's name and the project.
  /// - Throws: What makes the labels unusable.
  func load(labeled path: String, labels: String? = nil) throws -> (name: String, project: LabeledProject) {
    let name = URL(fileURLWithPath: path).lastPathComponent
    let project = try LabeledProject.load(from: path, options: LabelOptions(manifest: labels))
    note("\(name.printable): \(project.summary)")
    note(project.issues, "such entries") { "warning: \($0)" }
    return (name, project)
  }
}
