/// The endings of names by which files are told to be C, such as `c`, `h` and `inc.h`.
public struct FileEndings: Hashable, Sendable, ExpressibleByArrayLiteral {
  /// Those of C code.
  public static let c: FileEndings = ["c", "h"]

  /// The endings, without the dot before them, in alphabetical order.
  public let sorted: [String]
  private let suffixes: [[UInt8]]

  /// Takes endings, with or without the dot before them.
  public init(_ endings: some Sequence<String>) {
    sorted = Set(endings.map { $0.hasPrefix(".") ? String($0.dropFirst()) : $0 }).sorted()
    suffixes = sorted.map { Array(".\($0)".utf8) }
  }

  /// Takes endings, with or without the dot before them.
  public init(arrayLiteral endings: String...) { self.init(endings) }

  /// Whether a file's name, or the path to it, has one of the endings.
  func include(_ path: some Sequence<UInt8>) -> Bool {
    // One call for a path, not one for a byte: what is generic is not specialised in another file where modules are built in batches.
    path.withContiguousStorageIfAvailable(end) ?? Array(path).withUnsafeBufferPointer(end)
  }

  private func end(_ path: UnsafeBufferPointer<UInt8>) -> Bool {
    suffixes.contains { path.suffix($0.count).elementsEqual($0) }
  }
}
