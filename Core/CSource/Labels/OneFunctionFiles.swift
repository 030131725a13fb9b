/// Reads files that hold one function each, as published data sets do.
///
/// Every file gives exactly one function: what stands before and after it is cut off, of several functions the
/// one the file is named after counts, and text in which no function is found is taken as a whole.
struct OneFunctionFiles {
  /// The endings such files have.
  static let endings: FileEndings = ["c", "h", "txt"]

  let parser: FunctionParser
  let options: LabelOptions
  private(set) var issues: [LabelIssue] = []
  private(set) var skipped: [SkippedFile] = []

  init(options: LabelOptions) throws {
    parser = try FunctionParser()
    self.options = options
  }

  /// The files of a folder that can hold a function, without those below its folders if `isFlat`.
  mutating func files(in folder: String, isFlat: Bool) throws -> [Repository.File] {
    let listing = try Repository(
      path: folder,
      options: Repository.Options(
        endings: Self.endings, honoursIgnoreFiles: false, maximumDepth: isFlat ? 0 : 128,
        maximumFileSize: options.maximumFileSize)
    ).list()
    if !isFlat { skipped += listing.skipped }
    return listing.files
  }

  /// The function of a file, or nil after noting why there is none.
  mutating func read(_ file: Repository.File, path: String) -> CFunction? {
    let text: SourceText
    do {
      text = try file.read(sizeLimit: options.maximumFileSize)
    } catch {
      let reason = (error as? SourceTextError)?.reason ?? "cannot be read: \(error)"
      issues.append(LabelIssue(file: path, kind: .unusableFile(reason)))
      return nil
    }
    if let function = choose(parser.parse(text, file: path).functions, path: path) { return function }
    guard let whole = CFunction(wholeOf: text, file: path) else {
      issues.append(LabelIssue(file: path, kind: .unusableFile("is empty")))
      return nil
    }
    return whole
  }

  /// The function a file is about: the one it is named after, otherwise the longest.
  private func choose(_ functions: [CFunction], path: String) -> CFunction? {
    if functions.count < 2 { return functions.first }
    let stem = CFunction.stem(ofFile: path)
    let named = functions.filter { Self.isNamed(stem, after: $0.name) }
    return (named.isEmpty ? functions : named).max { $0.text.utf8.count < $1.text.utf8.count }
  }

  private static func isNamed(_ stem: Substring, after name: String) -> Bool {
    guard stem.hasSuffix(name) else { return false }
    guard let before = stem.dropLast(name.count).last else { return true }
    return !(before.isLetter || before.isNumber)
  }
}
