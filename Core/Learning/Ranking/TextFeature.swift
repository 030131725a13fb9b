/// What is counted in a function's text for a ranking; nothing here knows a name of the project.
///
/// Line breaks, comments and the file do not matter: functions of one fingerprint have the same counts.
/// The order decides the columns of model files.
enum TextFeature: Int, CaseIterable, Sendable {
  case tokens, names, calls, callees, copies, allocations, strings, transfers, macros, constants, members
  case loops, branches, alternatives, switches, cases, gotos, returns, breaks
  case subscripts, variableSubscripts, pointerSteps, elementStores, arrows, stars, ampersands, shifts
  case sums, differences, products, comparisons, equalities, junctions, negations, assignments, conditionals
  case numbers, hexadecimals, literals, characters, depth, parameters, casts, sizes, unsignedTypes,
    signedTypes
  case bytes, lengthWords, inputWords, isStatic, returnsPointer, returnsNothing, pointerParameters
  case inputParameters, lengthParameters, semicolons, complexity, directives
  case checkedLengths, allocationArithmetic, assignedConditions, unboundedCopies, readingName, writingName

  /// A sentence that says what is counted.
  var sentence: String {
    switch self {
    case .tokens: "Tokens of C; comments are none."
    case .names: "Different names."
    case .calls: "Calls of functions."
    case .callees: "Different functions that are called."
    case .copies: "Calls of library functions that copy or format into memory."
    case .allocations: "Calls of library functions that allocate, resize or free memory."
    case .strings: "Calls of library functions that search, compare or convert text."
    case .transfers: "Calls of library functions that read or write files and sockets."
    case .macros: "Calls whose name is in capitals."
    case .constants: "Names in capitals that are not called."
    case .members: "Members of structures."
    case .loops: "Loops."
    case .branches: "Conditions that begin with if."
    case .alternatives: "Alternatives that begin with else."
    case .switches: "Switches."
    case .cases: "Cases of switches."
    case .gotos: "Jumps by goto."
    case .returns: "Returns."
    case .breaks: "Jumps by break and continue."
    case .subscripts: "Subscripts."
    case .variableSubscripts: "Subscripts that begin with a name of a variable."
    case .pointerSteps: "Pointers that are read and moved on at once."
    case .elementStores: "Assignments to an element of an array."
    case .arrows: "Members reached through a pointer."
    case .stars: "Stars: pointers and products."
    case .ampersands: "Addresses taken and bits masked."
    case .shifts: "Shifts."
    case .sums: "Additions and increments."
    case .differences: "Subtractions and decrements."
    case .products: "Products, quotients and remainders."
    case .comparisons: "Comparisons of order."
    case .equalities: "Comparisons for equality."
    case .junctions: "Conditions joined by and or or."
    case .negations: "Negations."
    case .assignments: "Assignments."
    case .conditionals: "Conditional expressions."
    case .numbers: "Numbers."
    case .hexadecimals: "Numbers in base 16."
    case .literals: "String literals."
    case .characters: "Character literals."
    case .depth: "The deepest nesting of braces."
    case .parameters: "Parameters."
    case .casts: "Casts to pointers."
    case .sizes: "Uses of sizeof."
    case .unsignedTypes: "Types without a sign, and sizes."
    case .signedTypes: "The types int, long and short."
    case .bytes: "The type char."
    case .lengthWords: "Names that speak of a length, count or offset."
    case .inputWords: "Names that speak of input, such as buffers and packets."
    case .isStatic: "Whether the function is seen in its file alone."
    case .returnsPointer: "Whether it returns a pointer."
    case .returnsNothing: "Whether it returns nothing."
    case .pointerParameters: "Pointers among the parameters."
    case .inputParameters: "Names in the head that speak of input."
    case .lengthParameters: "Names in the head that speak of a length."
    case .semicolons: "Semicolons."
    case .complexity: "Decisions: conditions, loops, cases and what joins conditions."
    case .directives: "Preprocessor lines."
    case .checkedLengths: "Comparisons of order next to a name that speaks of a length."
    case .allocationArithmetic: "Sums and products within the arguments of an allocation or copy."
    case .assignedConditions: "Assignments within a condition."
    case .unboundedCopies: "Calls of library functions that copy text without a bound."
    case .readingName: "Whether its name says that it reads, parses or decodes."
    case .writingName: "Whether its name says that it writes, prints or encodes."
    }
  }

  /// The place of the feature in a row.
  var column: Int { rawValue }

  /// What the feature is called in listings and model files: as here.
  var name: String { Self.allNames[rawValue] }

  private static let allNames = allCases.map { String(describing: $0) }
}
