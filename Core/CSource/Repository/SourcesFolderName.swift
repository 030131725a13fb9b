/// What the folder of sources beside a label file is called: `labels-sources` for `labels.csv`.
enum SourcesFolderName {
  /// What stands in place of the label file's own ending.
  static let ending = "-sources"

  /// The name of the label file whose sources a folder of this name holds; nil for other names.
  static func labels(ofFolder name: [UInt8]) -> [UInt8]? {
    let ending = Array(ending.utf8)
    guard name.count > ending.count, name.suffix(ending.count).elementsEqual(ending) else { return nil }
    return name.dropLast(ending.count) + Array(".csv".utf8)
  }
}
