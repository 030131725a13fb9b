import CryptoKit
import Foundation

extension SafetensorsFile {
  /// SHA-256, in hexadecimal, of every text and tensor in the order of their names; a text that is omitted, such as
  /// the digest itself, does not count.
  func digest(withoutText omitted: String? = nil) -> String {
    var hash = SHA256()
    func add(_ text: String) {
      hash.update(data: Data([text].joinedWithLengths.utf8))
    }
    for (key, text) in metadata.sorted(by: { $0.key < $1.key }) where key != omitted {
      add(key)
      add(text)
    }
    for (name, tensor) in tensors.sorted(by: { $0.key < $1.key }) {
      add(name)
      add("\(tensor.shape)")
      tensor.elements.withUnsafeBytes { hash.update(bufferPointer: $0) }
    }
    return hash.finalize().hexadecimal
  }
}
