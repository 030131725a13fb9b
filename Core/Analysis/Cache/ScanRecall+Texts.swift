extension ScanRecall {
  /// Functions with their texts; the files of those without are read now, each once.
  ///
  /// That happens when a report shows functions that no report of an earlier scan has shown. A function whose file
  /// has changed since the scan began stays without a text.
  func withTexts(_ functions: [CFunction]) -> [CFunction] {
    var byFile: [FilePathBytes: [Int]] = [:]
    for (index, function) in functions.enumerated() where function.text.isEmpty {
      byFile[FilePathBytes(function.file), default: []].append(index)
    }
    guard !byFile.isEmpty else { return functions }
    let files = unread(byFile.keys.sorted())
    let sizeLimit = sizeLimit
    let read = parallelMap(files, pieceSize: 1) { file -> [CFunction] in
      guard let source = try? file.read(sizeLimit: sizeLimit), let parser = try? FunctionParser() else {
        return []
      }
      return parser.parse(source, file: file.path).functions
    }
    var result = functions
    for (file, found) in zip(files, read) {
      let byStart = Dictionary(found.map { ($0.range.startOffset, $0) }) { first, _ in first }
      for index in byFile[FilePathBytes(file.path)] ?? [] {
        guard let function = byStart[result[index].range.startOffset], function.range == result[index].range
        else { continue }
        result[index] = function
      }
    }
    return result
  }
}
