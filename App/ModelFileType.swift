import Core
import UniformTypeIdentifiers

extension UTType {
  /// A model file; the Info.plist exports it.
  static let vulnadaptModel = UTType(exportedAs: "org.vulnadapt.model")
}

extension FileChoice {
  /// The types of files that may be chosen.
  var contentTypes: [UTType] {
    switch self {
    case .projects, .place: [.folder]
    case .models: [.vulnadaptModel]
    }
  }
}
