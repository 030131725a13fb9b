import Foundation
import SwiftTreeSitter
import TreeSitter
import TreeSitterC

/// Finds function definitions in tree-sitter's syntax tree of a text.
final class SyntaxFunctions {
  /// A function definition, as byte offsets of the text.
  struct Function: Equatable {
    var start: Int
    /// The name's bytes; nil when the declarator holds no plain name.
    var name: Range<Int>?
    /// Offset after the declarator.
    var declaratorEnd: Int
    /// Offset of the opening brace.
    var bodyStart: Int
    var end: Int
    var hasError: Bool
  }

  /// What a parse found.
  struct Result {
    var functions: [Function] = []
    /// Whether the parser gave up in the time allowed.
    var hasTimedOut = false
    /// Whether some part did not fit the grammar.
    var hasErrors = false
  }

  private let language: Language
  private let symbols: Symbols
  private let timeout: TimeInterval
  private var parser: Parser

  /// Creates a parser of C.
  ///
  /// - Parameter timeout: The longest time for one text, in seconds.
  /// - Throws: When the C grammar does not fit the tree-sitter library.
  init(timeout: TimeInterval) throws {
    language = Language(tree_sitter_c())
    symbols = Symbols(language)
    self.timeout = timeout
    parser = try Self.makeParser(language, timeout)
  }

  private static func makeParser(_ language: Language, _ timeout: TimeInterval) throws -> Parser {
    let parser = Parser()
    try parser.setLanguage(language)
    parser.timeout = timeout
    return parser
  }

  /// Finds the function definitions outside all others, in order.
  ///
  /// - Parameters:
  ///   - text: The text.
  ///   - shouldStop: Asked every few thousand bytes; the text ends where it says so.
  /// - Returns: The functions, and whether the text was read to its end without errors.
  func find(in text: UnsafeBufferPointer<UInt8>, shouldStop: () -> Bool = { false }) -> Result {
    let chunk = 8_192
    let tree = withoutActuallyEscaping(shouldStop) { shouldStop in
      parser.parse(tree: nil as Tree?, encoding: TSInputEncodingUTF8) { offset, _ in
        guard offset >= 0, offset < text.count, let base = text.baseAddress, !shouldStop() else { return nil }
        return Data(
          bytesNoCopy: UnsafeMutableRawPointer(mutating: base + offset),
          count: min(chunk, text.count - offset),
          deallocator: .none)
      }
    }
    guard let root = tree?.rootNode else {
      // A parser that gave up would go on with the old text.
      if let fresh = try? Self.makeParser(language, timeout) { parser = fresh }
      return Result(hasTimedOut: true, hasErrors: true)
    }
    return Result(functions: functions(below: root), hasErrors: root.hasError)
  }

  private func functions(below root: Node) -> [Function] {
    var result: [Function] = []
    let cursor = root.treeCursor
    var depth = 0
    while true {
      var descends = depth == 0
      if let node = cursor.currentNode {
        let symbol = node.symbol
        if symbols.isFunctionDefinition(symbol) {
          if let function = function(node) { result.append(function) }
        } else if symbols.holdsDefinitions(symbol) {
          descends = true
        }
      }
      if descends, cursor.goToFirstChild() {
        depth += 1
        continue
      }
      while !cursor.gotoNextSibling() {
        guard depth > 0, cursor.gotoParent() else { return result }
        depth -= 1
        if depth == 0 { return result }
      }
    }
  }

  private func function(_ node: Node) -> Function? {
    guard let body = node.child(byFieldName: "body"), symbols.isCompoundStatement(body.symbol),
      let declarator = node.child(byFieldName: "declarator")
    else { return nil }
    var name: Range<Int>?
    var inner: Node? = declarator
    while let current = inner {
      if symbols.isIdentifier(current.symbol) {
        name = Self.range(current)
        break
      }
      inner = current.child(byFieldName: "declarator") ?? lastNamedChild(current)
    }
    let whole = Self.range(node)
    return Function(
      start: whole.lowerBound, name: name, declaratorEnd: Self.range(declarator).upperBound,
      bodyStart: Self.range(body).lowerBound, end: whole.upperBound, hasError: node.hasError)
  }

  /// The declarator inside parentheses or attributes, which carries no field name.
  private func lastNamedChild(_ node: Node) -> Node? {
    guard symbols.wrapsDeclarator(node.symbol), node.namedChildCount > 0 else { return nil }
    return node.namedChild(at: node.namedChildCount - 1)
  }

  private static func range(_ node: Node) -> Range<Int> {
    let range = node.byteRange
    return Int(range.lowerBound)..<Int(range.upperBound)
  }
}

/// The grammar's symbols that matter here, by number.
private struct Symbols {
  private let kinds: [Kind]

  private enum Kind: UInt8 {
    case other, functionDefinition, container, compoundStatement, identifier, wrapper
  }

  init(_ language: Language) {
    kinds = (0..<language.symbolCount).map { symbol in
      switch language.symbolName(for: symbol) {
      case "function_definition": .functionDefinition
      case "translation_unit", "preproc_if", "preproc_ifdef", "preproc_else", "preproc_elif",
        "preproc_elifdef", "linkage_specification", "declaration_list", "ERROR":
        .container
      case "compound_statement": .compoundStatement
      case "identifier", "field_identifier", "type_identifier": .identifier
      case "parenthesized_declarator", "attributed_declarator": .wrapper
      default: .other
      }
    }
  }

  // tree-sitter gives errors the number 65,535, beyond the grammar's symbols.
  private func kind(_ symbol: Int) -> Kind {
    if symbol == 65_535 { return .container }
    return kinds.indices.contains(symbol) ? kinds[symbol] : .other
  }

  func isFunctionDefinition(_ symbol: Int) -> Bool { kind(symbol) == .functionDefinition }
  func holdsDefinitions(_ symbol: Int) -> Bool { kind(symbol) == .container }
  func isCompoundStatement(_ symbol: Int) -> Bool { kind(symbol) == .compoundStatement }
  func isIdentifier(_ symbol: Int) -> Bool { kind(symbol) == .identifier }
  func wrapsDeclarator(_ symbol: Int) -> Bool { kind(symbol) == .wrapper }
}
