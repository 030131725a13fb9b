/// The words of C that matter for telling a function's head from other text.
enum CKeywords {
  /// Words that can never be a function's name.
  static func isKeyword(_ word: some StringProtocol) -> Bool { keywords.contains(String(word)) }

  /// Words followed by parentheses that belong to a declaration but are no declarator.
  static func isAttribute(_ word: some StringProtocol) -> Bool { attributes.contains(String(word)) }

  /// Words that only a statement starts with.
  static func startsStatement(_ word: some StringProtocol) -> Bool { statements.contains(String(word)) }

  /// Whether a word of a text is a keyword that names or begins a type, such as `int` and `struct`.
  static func namesType(_ text: UnsafeBufferPointer<UInt8>, _ word: Range<Int>) -> Bool {
    let hash = text[word].reduce(NameTable.hashSeed) { NameTable.extend($0, with: $1) }
    let value = CKeywordTable.keywords.value(hash: hash, in: text, from: word.lowerBound, to: word.upperBound)
    return value == CKeyword.type.rawValue || value == CKeyword.tag.rawValue
  }

  private static let statements: Set<String> = [
    "if", "else", "for", "while", "do", "switch", "case", "default", "return", "goto", "break",
    "continue", "sizeof",
  ]

  private static let attributes: Set<String> = [
    "__attribute__", "__attribute", "__declspec", "_declspec", "__asm__", "__asm", "asm", "_Alignas",
    "alignas", "__typeof__", "__typeof", "typeof", "_Atomic", "__extension__", "_Static_assert",
    "static_assert", "_Generic", "__aligned", "decltype", "noexcept",
  ]

  private static let keywords: Set<String> = statements.union(attributes).union([
    "auto", "char", "const", "double", "enum", "extern", "float", "inline", "int", "long", "register",
    "restrict", "short", "signed", "static", "struct", "typedef", "union", "unsigned", "void", "volatile",
    "_Bool", "_Complex", "_Imaginary", "_Noreturn", "_Thread_local", "__inline", "__inline__", "__const",
    "__volatile__", "__restrict", "__restrict__", "__signed__", "_Alignof", "__alignof__", "namespace",
    "defined",
  ])
}
