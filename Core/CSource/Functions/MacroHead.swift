/// The macro call that makes a function, as its head writes it: `PHP_METHOD(Foo, bar)`.
///
/// What such a function is called depends on the file's other calls of the macro (``MacroNames``); this depends on the
/// function alone.
struct MacroHead: Hashable {
  /// The macro's name.
  let macro: String
  /// The arguments that may be the function's name: the first two that are words.
  let arguments: [String]
  /// Whether other arguments than these tell nothing apart.
  let tellsAll: Bool

  /// Reads a function's head; nil of a function that no macro makes.
  ///
  /// - Parameters:
  ///   - function: The function.
  ///   - code: Its tokens.
  init?(of function: CFunction, code: [Substring]) {
    var signature = function.signature
    let name = function.name
    let made: (macro: String, arguments: [String], tellsAll: Bool)? = signature.withUTF8 { text in
      let tokens = CLexer.tokens(of: text)
      guard let head = FunctionHead(tokens[...], text), let call = head.macro else { return nil }
      func word(_ range: Range<Int>) -> String {
        String(decoding: UnsafeBufferPointer(rebasing: text[range]), as: UTF8.self)
      }
      let macro = word(call.name)
      // `define_cmd(add) {` makes a function; `int f(a) {` and `f(a) int a; {` are one.
      let opensBody = code.count > tokens.count && code[tokens.count] == "{"
      guard call.isCertain || name != macro || opensBody && tokens.first?.range == call.name else {
        return nil
      }
      return (macro, call.arguments.prefix(2).map(word), call.isPair || call.arguments.count == 1)
    }
    guard let made else { return nil }
    (macro, arguments, tellsAll) = made
  }

  /// The call, without arguments that are no name.
  var text: String { "\(macro)(\(arguments.joined(separator: ", ")))" }

  /// Whether another call of the macro makes another function, whatever both are called.
  func excludes(_ other: MacroHead) -> Bool {
    macro == other.macro && tellsAll && other.tellsAll && arguments != other.arguments
  }
}
