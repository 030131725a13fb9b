/// Something about a label that a person should look at; the rest of the labels is used.
public struct LabelIssue: Hashable, Sendable, CustomStringConvertible {
  /// What is the matter.
  public enum Kind: Hashable, Sendable {
    /// The row cannot be read; the text says why.
    case malformed(String)
    /// No such file was read; the text is its path.
    case noSuchFile(String)
    /// The file has no such function.
    case noSuchFunction(name: String, path: String)
    /// The file has several functions of that name; the first begin at these lines, ten at most.
    case ambiguous(name: String, path: String, count: Int, lines: [Int])
    /// An earlier row labels the same function the same way.
    case repeated(name: String, path: String, earlierLine: Int)
    /// An earlier row says the opposite; the function is left without a label.
    case contradictory(name: String, path: String, earlierLine: Int)
    /// The file of one function is empty or cannot be read; the text says why.
    case unusableFile(String)
  }

  /// The file that holds the label, or the file of one function.
  public var file: String
  /// The line of the label in `file`, from one; nil where the file as a whole is meant.
  public var line: Int?
  /// What is the matter.
  public var kind: Kind

  /// Creates an issue.
  public init(file: String, line: Int? = nil, kind: Kind) {
    self.file = file
    self.line = line
    self.kind = kind
  }

  /// A finished sentence with place and next step.
  public var description: String {
    "\(file)\(line.map { ":\($0)" } ?? ""): \(sentence)".printable
  }

  private var sentence: String {
    switch kind {
    case .malformed(let reason):
      "\(reason) The row is left out; correct it."
    case .noSuchFile(let path):
      "\(path) is not among the files read. Correct the path, which counts from the project's folder."
    case .noSuchFunction(let name, let path):
      "\(path) has no function \(name) there. Correct the name or the line."
    case .ambiguous(let name, let path, let count, let lines):
      "\(path) has \(count) functions \(name), at lines "
        + lines.map(String.init).joined(separator: ", ")
        + (count > lines.count ? " and \(count - lines.count) more" : "")
        + ". Give the row the line of one."
    case .repeated(let name, let path, let earlier):
      "\(name) in \(path) has the same label from line \(earlier) already. Remove one of the two rows."
    case .contradictory(let name, let path, let earlier):
      "\(name) in \(path) has the opposite label at line \(earlier); it is left without a label. "
        + "Remove the wrong row."
    case .unusableFile(let reason):
      "the file \(reason); it is left out."
    }
  }
}
