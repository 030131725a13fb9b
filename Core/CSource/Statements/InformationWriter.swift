/// Writes the information tokens of statements, with names and literals replaced.
///
/// Names are numbered by first appearance anywhere in the function, whichever statements are kept.
struct InformationWriter {
  private let function: FunctionTokens
  /// What the identifier at each token names.
  private let roles: [NameRoles.Role]
  private let normalisation: Normalisation
  /// Replacements by name number, as variable and as function; empty where there is none.
  private var variables: [String]
  private var functions: [String]
  /// Texts of types and library names by name number, kept as they are once read.
  private var texts: [String?]

  init(_ function: FunctionTokens, _ roles: [NameRoles.Role], _ normalisation: Normalisation) {
    self.function = function
    self.roles = roles
    self.normalisation = normalisation
    variables = Array(repeating: "", count: function.names.count)
    functions = variables
    texts = Array(repeating: nil, count: function.names.count)
    var variableCount = 0
    var functionCount = 0
    for index in 0..<function.count {
      let name = Int(function.names.numbers[index])
      switch roles[index] {
      case .variable where variables[name].isEmpty:
        variableCount += 1
        variables[name] = Self.replacement(.variable, number: variableCount, function, normalisation)
      case .function where functions[name].isEmpty:
        functionCount += 1
        functions[name] = Self.replacement(.function, number: functionCount, function, normalisation)
      default:
        break
      }
    }
  }

  private static func replacement(
    _ kind: ReplacementNames.Kind, number: Int, _ function: FunctionTokens, _ normalisation: Normalisation
  ) -> String {
    switch normalisation.identifierStyle {
    case .merged: return kind.word
    case .words where !function.isNormalised: return kind.word
    case .numbered, .words, .allWords:
      if let limit = normalisation.nameLimit, number > limit { return kind.word + "+" }
      return ReplacementNames.name(kind, number)
    }
  }

  /// The information tokens of a statement, whether a variable is among them, and how many stand before the dropped one.
  mutating func information(
    of span: StatementSpan
  ) -> (tokens: [String], mentionsVariable: Bool, operatorPlace: Int?) {
    var result: [String] = []
    // Of a statement with others inside, only a part is its own.
    result.reserveCapacity(min(span.content.count, 32))
    var mentionsVariable = false
    var operatorPlace: Int?
    var index = span.content.lowerBound
    var followsString = false
    while index < span.content.upperBound {
      let token = function.tokens[index]
      let isString = token.kind == .string
      switch token.kind {
      case .identifier:
        if roles[index] == .variable { mentionsVariable = true }
        if function.isNormalised {
          result.append(word(at: index))
        } else {
          appendWords(at: index, to: &result)
        }
      case .keyword:
        result.append(function.text(at: index))
      case .number, .character:
        result.append("<num>")
      case .string:
        if !followsString { result.append("<str>") }
      case .punctuator:
        if index == span.dropped {
          operatorPlace = result.count
          break
        }
        result.append(token.punctuator?.spelling ?? "")
        if function.brackets.holdsStatements[index], span.opcode != .preprocessor,
          let close = function.partner(of: index), close < span.content.upperBound
        {
          // The body's statements follow as statements of their own.
          index = close
          continue
        }
      case .directive:
        if span.opcode == .preprocessor || span.opcode == .preprocessorConditional {
          result.append(directiveName(at: index))
        } else {
          index = function.after(index)
          continue
        }
      case .endOfDirective:
        break
      }
      followsString = isString
      index += 1
    }
    return (result, mentionsVariable, operatorPlace)
  }

  /// Appends what an identifier of C as it was written becomes.
  private mutating func appendWords(at index: Int, to result: inout [String]) {
    let role = roles[index]
    switch (normalisation.identifierStyle, role) {
    case (.words, .function):
      let words = words(at: index)
      result += words.isEmpty ? ["func"] : words.map { $0 + ":" }
    case (.words, .variable) where function.isMember(index):
      result.append("field")
    case (.allWords, .function), (.allWords, .variable):
      result += words(at: index)
    case (.allWords, .type) where normalisation.typeStyle == .keep:
      result += words(at: index)
    default:
      result.append(word(at: index))
    }
  }

  /// The words of a name but for those to be left out.
  private func words(at index: Int) -> [String] {
    let words = NameWords.words(of: function.text(at: index))
    let omitted = normalisation.omittedWords
    return omitted.isEmpty ? words : words.filter { !omitted.contains($0) }
  }

  private mutating func word(at index: Int) -> String {
    let name = Int(function.names.numbers[index])
    switch roles[index] {
    case .variable: return variables[name]
    case .function: return functions[name]
    case .type where normalisation.typeStyle == .merge:
      let known = function.value(in: LibraryNames.table, at: index)
      if known != LibraryNames.Kind.type.rawValue { return "<type>" }
    default: break
    }
    if let text = texts[name] { return text }
    let text = function.text(at: index)
    texts[name] = text
    return text
  }

  /// The directive's word without `#`.
  private func directiveName(at index: Int) -> String {
    let token = function.tokens[index]
    let letters = function.bytes[Int(token.start)..<Int(token.end)].filter {
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0)
    }
    return String(decoding: letters, as: UTF8.self)
  }
}

/// The words that replace variables and functions, made once.
enum ReplacementNames {
  enum Kind {
    case variable, function

    var word: String { self == .variable ? "var" : "func" }
  }

  private static let variables = (0..<2048).map { "var\($0)" }
  private static let functions = (0..<512).map { "func\($0)" }

  static func name(_ kind: Kind, _ number: Int) -> String {
    let table = kind == .variable ? variables : functions
    return number < table.count ? table[number] : kind.word + String(number)
  }
}
