import CryptoKit

/// A hash that tells whether two trainings saw the same functions with the same labels.
///
/// It is the SHA-256 of the sorted SHA-256 values of the functions, so the order of files does not
/// matter. A function's value covers its label ("0", "1" or "-") and its canonical text, and neither its
/// file nor its name outside the text.
struct DataHash {
  private var values: [SHA256.Digest] = []

  /// Starts with no functions.
  init() {}

  /// Adds a function; `isVulnerable` is nil without a label.
  mutating func add(_ function: CFunction, isVulnerable: Bool?) {
    let label = isVulnerable.map { $0 ? "1" : "0" } ?? "-"
    values.append(SHA256.hash(data: Array((label + "\n" + function.text).utf8)))
  }

  /// The hash in hexadecimal.
  var hexadecimal: String {
    var hasher = SHA256()
    for value in values.map(Array.init).sorted(by: { $0.lexicographicallyPrecedes($1) }) {
      hasher.update(data: value)
    }
    return hasher.finalize().hexadecimal
  }
}
