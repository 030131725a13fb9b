extension CFunction {
  /// Takes a whole file for one function, named after the file, where no function is found in it.
  ///
  /// White space before and after the text is cut off; nil when there is nothing else.
  public init?(wholeOf source: SourceText, file: String) {
    guard let first = source.bytes.firstIndex(where: { $0 > 0x20 }),
      let last = source.bytes.lastIndex(where: { $0 > 0x20 })
    else { return nil }
    self.init(
      file: file, name: String(Self.stem(ofFile: file)), signature: "", range: source.range(first..<last + 1),
      text: source.string(in: first..<last + 1))
  }

  /// A file's name without folders, ending and blanks before the ending.
  static func stem(ofFile file: String) -> Substring {
    var stem = file[(file.lastIndex(of: "/").map(file.index(after:)) ?? file.startIndex)...]
    if let dot = stem.lastIndex(of: ".") { stem = stem[..<dot] }
    while stem.last == " " { stem.removeLast() }
    return stem
  }
}
