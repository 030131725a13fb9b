extension CFunction {
  /// Takes a whole file for one function, named after the file, where no function is found in it.
  ///
  /// Blanks at both ends, and comments, stray closing brackets and preprocessor lines before the text are
  /// cut off; nil when there is nothing else.
  public init?(wholeOf source: SourceText, file: String) {
    let range = source.bytes.withUnsafeBufferPointer { TextTrimming.withoutJunk($0) }
    guard !range.isEmpty else { return nil }
    self.init(
      file: file, name: String(Self.stem(ofFile: file)), signature: "", range: source.range(range),
      text: source.string(in: range))
    var columns = UTF16ColumnCount()
    self.range.startUTF16Column = columns.column(at: range.lowerBound, in: source)
  }

  /// A file's name without folders, ending and blanks before the ending.
  static func stem(ofFile file: String) -> Substring {
    var stem = file[(file.lastIndex(of: "/").map(file.index(after:)) ?? file.startIndex)...]
    if let dot = stem.lastIndex(of: ".") { stem = stem[..<dot] }
    while stem.last == " " { stem.removeLast() }
    return stem
  }
}
