import SwiftTreeSitter
import Testing
import TreeSitterC

@Test func treeSitterParsesAFunction() throws {
  let parser = Parser()
  try parser.setLanguage(Language(tree_sitter_c()))
  let root = try #require(parser.parse("int f(void) { return 1; }")?.rootNode)
  #expect(root.child(at: 0)?.nodeType == "function_definition")
}
