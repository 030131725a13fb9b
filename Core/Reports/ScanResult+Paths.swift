extension ScanResult {
  /// The path and line of a function as ``displayPath(of:)`` says the path, unescaped.
  func place(of function: CFunction) -> String {
    "\(displayPath(of: function.file)):\(function.range.startLine)"
  }

  /// A file's path from where the command ran, to be pasted into the next command.
  ///
  /// - Parameter file: The path below the scanned folder.
  /// - Returns: The path, relative where the user named what is scanned relatively.
  public func displayPath(of file: String) -> String {
    let working = pathToWorkingFolder.split(separator: "/")
    guard !working.isEmpty else { return TextReport.path(of: file, below: folder ?? path) }
    let parts = file.split(separator: "/")
    let common = zip(working, parts.dropLast()).prefix { $0 == $1 }.count
    return String(repeating: "../", count: working.count - common)
      + parts.dropFirst(common).joined(separator: "/")
  }
}
