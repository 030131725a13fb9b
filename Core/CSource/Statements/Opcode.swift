/// The kind of a statement.
///
/// Raw values are stored in encoded functions and decided by model files: they never change meaning.
/// An assignment's operator is part of its opcode; `else if` is one statement.
public enum Opcode: UInt8, CaseIterable, Sendable, Codable {
  /// No statement: fills a batch's rows up to its length.
  case padding = 0
  /// The function's head, from its first specifier to the closing parenthesis.
  case functionHead = 1
  case `if` = 2
  /// `else if (…)`.
  case elseIf = 3
  case `else` = 4
  case `for` = 5
  /// `while (…)`, also at the end of a `do` loop.
  case `while` = 6
  case `do` = 7
  case `switch` = 8
  /// `case …:` or `default:`.
  case `case` = 9
  case `return` = 10
  case goto = 11
  case `break` = 12
  case `continue` = 13
  case label = 14
  case declaration = 15
  case call = 16
  /// `++` or `--` as a statement of its own.
  case increment = 17
  /// Any other expression.
  case expression = 18
  case assignment = 19
  case addAssignment = 20
  case subtractAssignment = 21
  case multiplyAssignment = 22
  case divideAssignment = 23
  case remainderAssignment = 24
  case andAssignment = 25
  case orAssignment = 26
  case xorAssignment = 27
  case shiftLeftAssignment = 28
  case shiftRightAssignment = 29
  /// A macro that heads a block, as in `LIST_FOREACH(a, b) { … }`.
  case macroBlock = 30
  /// `#if`, `#ifdef`, `#ifndef`, `#elif`, `#else` or `#endif`.
  case preprocessorConditional = 31
  /// Any other preprocessor line.
  case preprocessor = 32
  case asm = 33

  /// The opcode as shown to people: the keyword or operator where C has one.
  public var name: String {
    switch self {
    case .padding: "padding"
    case .functionHead: "head"
    case .if: "if"
    case .elseIf: "else if"
    case .else: "else"
    case .for: "for"
    case .while: "while"
    case .do: "do"
    case .switch: "switch"
    case .case: "case"
    case .return: "return"
    case .goto: "goto"
    case .break: "break"
    case .continue: "continue"
    case .label: "label"
    case .declaration: "declaration"
    case .call: "call"
    case .increment: "increment"
    case .expression: "expression"
    case .assignment: "="
    case .addAssignment: "+="
    case .subtractAssignment: "-="
    case .multiplyAssignment: "*="
    case .divideAssignment: "/="
    case .remainderAssignment: "%="
    case .andAssignment: "&="
    case .orAssignment: "|="
    case .xorAssignment: "^="
    case .shiftLeftAssignment: "<<="
    case .shiftRightAssignment: ">>="
    case .macroBlock: "macro block"
    case .preprocessorConditional: "#if"
    case .preprocessor: "#"
    case .asm: "asm"
    }
  }
}
