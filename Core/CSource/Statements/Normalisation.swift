/// How names, literals and types of a function are rewritten before it is learnt from.
///
/// The settings belong to a model: functions are scored with the settings it was trained with.
/// Literals always become `<num>` and `<str>`.
public struct Normalisation: Codable, Hashable, Sendable {
  /// Which statements are kept.
  public enum Variant: String, Codable, Sendable, CaseIterable {
    /// All statements.
    case full
    /// Only statements that mention a variable.
    case gadget
  }

  /// How a project's own variables and functions are called.
  public enum IdentifierStyle: String, Codable, Sendable, CaseIterable {
    /// `var1`, `var2` … and `func1`, `func2` … in order of first appearance in the function (paper).
    case numbered
    /// `var` and `func`, whichever they are.
    case merged
    /// `var` for variables and `field` for members; functions become the words of their names, as `get:`, `row:` and
    /// `bytes:` of `png_get_row_bytes`. Text whose names had been replaced before is treated as by `numbered`.
    case words
    /// Every name becomes its words, whatever it names, as `png`, `row` and `bytes` of `png_row_bytes`. Text whose names
    /// had been replaced before is treated as by `numbered`.
    case allWords = "all-words"

    /// Whether words of names are told apart, so that a project's prefix would be seen.
    var readsWords: Bool { self == .words || self == .allWords }
  }

  /// How type names are treated.
  public enum TypeStyle: String, Codable, Sendable, CaseIterable {
    /// All type names stay (paper).
    case keep
    /// Types of the project become `<type>`; those of C and POSIX stay.
    case merge
  }

  /// Which statements are kept.
  public var variant: Variant
  /// How variables and functions are called.
  var identifierStyle: IdentifierStyle
  /// The highest number of a name; later names share `var+` and `func+`. No limit when nil.
  var nameLimit: Int?
  /// Words that are left out of names, such as the prefix of a project's functions; see ``ProjectPrefixes``.
  var omittedWords: [String]
  /// How type names are treated.
  var typeStyle: TypeStyle
  /// Whether names of the C standard library and POSIX stay as they are.
  var keepsLibraryNames: Bool
  /// Whether the function's head is a statement; a signature can give a project away.
  var keepsSignature: Bool

  /// Creates settings; the defaults are the paper's, with library names kept.
  public init(
    variant: Variant = .full, identifierStyle: IdentifierStyle = .numbered, nameLimit: Int? = nil,
    omittedWords: [String] = [], typeStyle: TypeStyle = .keep, keepsLibraryNames: Bool = true,
    keepsSignature: Bool = true
  ) {
    self.variant = variant
    self.identifierStyle = identifierStyle
    self.nameLimit = nameLimit
    self.omittedWords = omittedWords
    self.typeStyle = typeStyle
    self.keepsLibraryNames = keepsLibraryNames
    self.keepsSignature = keepsSignature
  }
}

extension Normalisation {
  /// Reads settings; those that had no omitted words yet have none.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      variant: try container.decode(Variant.self, forKey: .variant),
      identifierStyle: try container.decode(IdentifierStyle.self, forKey: .identifierStyle),
      nameLimit: try container.decodeIfPresent(Int.self, forKey: .nameLimit),
      omittedWords: try container.decodeIfPresent([String].self, forKey: .omittedWords) ?? [],
      typeStyle: try container.decode(TypeStyle.self, forKey: .typeStyle),
      keepsLibraryNames: try container.decode(Bool.self, forKey: .keepsLibraryNames),
      keepsSignature: try container.decode(Bool.self, forKey: .keepsSignature))
  }
}
