/// The functions of one file, and the parts of it that were passed over.
public struct ParsedFile: Sendable {
  /// Path of the file, relative to the scanned folder.
  public var file: String
  /// The functions in the order in which they stand in the file.
  public var functions: [CFunction]
  /// What was passed over, in the order in which it stands in the file.
  public var skipped: [SkippedRegion]
  /// Comments that speak to VulnAdapt, in the order in which they stand in the file.
  public var suppressions: [SuppressionComment]
  /// Whether there was nothing in it that resembles a function.
  var isEmpty: Bool { functions.isEmpty && skipped.isEmpty }
  /// The file's tokens, where the reader was asked to keep them.
  var tokens: FileTokens?

  /// Creates a parsed file from its parts.
  public init(
    file: String, functions: [CFunction], skipped: [SkippedRegion], suppressions: [SuppressionComment] = []
  ) {
    self.file = file
    self.functions = functions
    self.skipped = skipped
    self.suppressions = suppressions
  }
}

/// A part of a file that was passed over, or read with reservations, and why.
public struct SkippedRegion: Hashable, Sendable, Codable {
  /// Why a region was passed over.
  public enum Reason: String, Sendable, Codable, CaseIterable {
    /// In a branch of `#if` that no compiler sees, such as that of `#if 0`.
    case deadCode
    /// A function whose closing brace is missing; it was read up to where it must end.
    case unclosedFunction
    /// The parser gave up in the time allowed; functions were found by their braces alone.
    case timedOut
    /// A block behind something like a function's head that could not be read as one.
    case unreadableHead
    /// A statement outside of all functions.
    case looseStatement
    /// A block behind a macro call that holds members or values, so that it is no function.
    case typeOrValues
    /// A function that shares its body with one of another name, in another branch of an `#if`.
    case otherBranch
    /// Statements with which another branch of an `#if` ends the body of a function that was taken.
    case otherBody
    /// The rest of a file that holds more functions than are read of one.
    case tooManyFunctions

    /// Whether the region looks like a function and was not taken for one.
    var isRefusal: Bool {
      switch self {
      case .unreadableHead, .looseStatement, .typeOrValues: true
      case .deadCode, .unclosedFunction, .timedOut, .tooManyFunctions, .otherBranch, .otherBody: false
      }
    }

    /// The reason as a phrase that follows a line range.
    public var description: String {
      switch self {
      case .deadCode: "is switched off by the preprocessor (#if 0 or the like)"
      case .unclosedFunction: "is a function whose closing brace is missing; it was read to where it must end"
      case .timedOut: "took too long to parse; its functions were found by their braces alone"
      case .unreadableHead: "is a block in braces behind what could not be read as a function's head"
      case .looseStatement: "is a statement outside of all functions"
      case .otherBranch:
        "begins a function that ends as the one in another branch of its #if does, which was taken"
      case .otherBody:
        "is the body, or its end, of a function that was taken with that in another branch of its #if"
      case .tooManyFunctions:
        "is the rest of a file of more than \(FunctionParser.Limits.usuallyMostFunctions) functions, and was not read"
      case .typeOrValues: "is a type or a list of values behind a macro, and no function"
      }
    }
  }

  /// Where the region stands.
  public var range: SourceRange
  /// Why it was passed over.
  public var reason: Reason

  /// Creates a region from its parts.
  public init(range: SourceRange, reason: Reason) {
    self.range = range
    self.reason = reason
  }
}
