/// The contents of a file in the safetensors layout: named tensors and a table of texts.
///
/// This is the container of model files and of training checkpoints; it knows nothing of either.
struct SafetensorsFile: Hashable, Sendable {
  /// The tensors by name.
  var tensors: [String: Tensor]
  /// The texts of `__metadata__` by key.
  var metadata: [String: String]

  /// Creates contents from tensors and texts.
  init(tensors: [String: Tensor] = [:], metadata: [String: String] = [:]) {
    self.tensors = tensors
    self.metadata = metadata
  }

  /// The key of the header under which the texts stand; no tensor can have this name.
  static let metadataKey = "__metadata__"
  /// The largest header that is read or written, in bytes.
  static let maximumHeaderSize = 1 << 24
  /// The largest file that is read unless the caller says otherwise, in bytes.
  static let defaultSizeLimit = 1 << 32
}

/// Where a tensor stands in a safetensors file, as its header says.
struct SafetensorsEntry: Equatable {
  let name: String
  let shape: [Int]
  /// Offsets of the first byte and after the last one, from the end of the header.
  let offsets: Range<Int>
}
