import Foundation

/// Why a model or checkpoint file could not be read or written.
public enum ModelFileError: ExplainedError, Equatable {
  /// The file cannot be read or written, whatever it holds.
  case file(FileError)
  /// The bytes do not follow the safetensors layout.
  case malformed(file: String, detail: String)
  /// A tensor's elements are of a type other than F32.
  case unsupportedElementType(file: String, tensor: String, type: String)
  /// A tensor holds NaN or an infinity.
  case notFinite(file: String, tensor: String, index: Int)
  /// The file follows the safetensors layout but is no model of this program.
  case notAModel(file: String, detail: String)
  /// The file was written in another version of the format.
  case unsupportedVersion(file: String, found: String, supported: Int)
  /// Parts of the model contradict each other.
  case inconsistent(file: String, detail: String)

  /// A finished sentence that names the file and what to do next.
  public var explanation: ErrorExplanation {
    switch self {
    case .file(let error): error.explanation
    case .malformed(let file, let detail):
      .init(
        "The file \(name(file)) is damaged or not in the safetensors layout: \(detail.printable.shortened).",
        next: "Copy it again from where it came, or train it again.")
    case .unsupportedElementType(let file, let tensor, let type):
      .init(
        "In \(name(file)) the tensor \(name(tensor)) has elements of type \(name(type)), but only F32 is supported.",
        next: "Convert the file to F32, or train the model again.")
    case .notFinite(let file, let tensor, let index):
      .init(
        "In \(name(file)) element \(index) of the tensor \(name(tensor)) is not a finite number.",
        next: "Train the model again, with a lower learning rate if that repeats.")
    case .notAModel(let file, let detail):
      .init(
        "The file \(name(file)) is not a VulnAdapt model: \(detail.printable.shortened).",
        next: "Choose a file that a training has written.")
    case .unsupportedVersion(let file, let found, let supported):
      .init(
        "The model \(name(file)) has format version \(found.printable.shortened), but this program reads version \(supported).",
        next: "Update VulnAdapt, or train the model again.")
    case .inconsistent(let file, let detail):
      .init(
        "The model \(name(file)) contradicts itself: \(detail.printable.shortened).",
        next: "Train it again.")
    }
  }

  // A name inside a hostile file can be megabytes long.
  private func name(_ text: String) -> String { "'\(text.printable.shortened)'" }
}

extension String {
  fileprivate var shortened: String {
    utf8.count <= 1000 ? self : String(prefix(500)) + " … " + String(suffix(100))
  }
}
