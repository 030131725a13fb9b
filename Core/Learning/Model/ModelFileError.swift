/// Why a model or checkpoint file could not be read or written.
public enum ModelFileError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The file cannot be opened or read.
  case unreadable(file: String, reason: String)
  /// The path leads to a folder, device or pipe.
  case notARegularFile(file: String)
  /// The file is larger than any model can be.
  case tooLarge(file: String, size: Int, limit: Int)
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
  /// The file cannot be written.
  case unwritable(file: String, reason: String)

  /// A finished sentence that names the file and what to do next.
  public var description: String {
    switch self {
    case .unreadable(let file, let reason):
      "The file \(name(file)) cannot be read: \(reason). Check the path and your permissions."
    case .notARegularFile(let file):
      "\(name(file)) is not a regular file. Name another path."
    case .tooLarge(let file, let size, let limit):
      "The file \(name(file)) has \(size) bytes, but at most \(limit) are accepted."
        + " Check that it is the model you mean."
    case .malformed(let file, let detail):
      "The file \(name(file)) is damaged or not in the safetensors layout: \(detail.printable.shortened)."
        + " Copy it again from where it came, or train it again."
    case .unsupportedElementType(let file, let tensor, let type):
      "In \(name(file)) the tensor \(name(tensor)) has elements of type \(name(type)), but only F32 is supported."
        + " Convert the file to F32, or train the model again."
    case .notFinite(let file, let tensor, let index):
      "In \(name(file)) element \(index) of the tensor \(name(tensor)) is not a finite number."
        + " Train the model again, with a lower learning rate if that repeats."
    case .notAModel(let file, let detail):
      "The file \(name(file)) is not a VulnAdapt model: \(detail.printable.shortened)."
        + " Name a file that `vulnadapt train` has written."
    case .unsupportedVersion(let file, let found, let supported):
      "The model \(name(file)) has format version \(found.printable.shortened), but this program reads version \(supported)."
        + " Update VulnAdapt, or train the model again."
    case .inconsistent(let file, let detail):
      "The model \(name(file)) contradicts itself: \(detail.printable.shortened). Train it again."
    case .unwritable(let file, let reason):
      "The file \(name(file)) cannot be written: \(reason)."
        + " Choose another path, or make room, and run the command again."
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
