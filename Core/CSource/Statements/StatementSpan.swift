/// A statement by its tokens: what ``StatementScanner`` finds before names are replaced.
struct StatementSpan {
  var opcode: Opcode
  /// All tokens of the statement, its keyword and semicolon included.
  var tokens: Range<Int>
  /// The tokens that hold its information; preprocessor lines and bodies inside are skipped.
  var content: Range<Int>
  /// A token of the content that the opcode stands for already.
  var dropped: Int?
}
