/// Where a function's name and the end of its head stand in the function's own text.
struct HeadLocation: Equatable {
  /// The name's bytes.
  var name: Range<Int>
  /// The offset after the parameters' closing parenthesis.
  var end: Int

  /// Finds the tokens of the function's signature in its text, past comments and directives between them.
  init(of function: CFunction) {
    var text = function.text
    var signature = function.signature
    self = text.withUTF8 { text in
      signature.withUTF8 { signature in
        Self(text: text, signature: signature, name: Array(function.name.utf8))
      }
    }
  }

  private init(
    text: UnsafeBufferPointer<UInt8>, signature: UnsafeBufferPointer<UInt8>, name nameBytes: [UInt8]
  ) {
    func bytes(_ token: CToken, of text: UnsafeBufferPointer<UInt8>) -> Slice<UnsafeBufferPointer<UInt8>> {
      text[Int(token.start)..<Int(token.end)]
    }
    let tokens = CLexer.tokens(of: text)
    var head: [CToken] = []
    var next = tokens.startIndex
    for wanted in CLexer.tokens(of: signature) {
      guard
        let found = tokens[next...].firstIndex(where: {
          bytes($0, of: text).elementsEqual(bytes(wanted, of: signature))
        })
      else { break }
      head.append(tokens[found])
      next = found + 1
    }
    let names = head.indices.filter { bytes(head[$0], of: text).elementsEqual(nameBytes) }
    // `struct f f(…)`: the name is what the parameters follow.
    let place = names.first { $0 + 1 < head.count && head[$0 + 1].is(.leftParen) } ?? names.first
    // A macro's definition may hold the name: `YY_DECL {`.
    name = (place.map { head[$0] } ?? head.first)?.range ?? 0..<0
    end = head.last.map { Int($0.end) } ?? 0
  }
}
