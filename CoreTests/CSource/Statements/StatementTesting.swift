@testable import Core

/// A function that fills its file.
func makeFunction(_ text: String, name: String = "f", line: Int = 1, offset: Int = 0) -> CFunction {
  let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
  return CFunction(
    file: "a.c", name: name, signature: "",
    range: SourceRange(
      startOffset: offset, endOffset: offset + text.utf8.count, startLine: line, startColumn: 1,
      endLine: line + lines.count - 1, endColumn: (lines.last?.utf8.count ?? 0) + 1),
    text: text)
}

/// Each statement as `opcode: tokens`.
func lines(
  _ text: String, name: String = "f", _ normalisation: Normalisation = Normalisation()
) -> [String] {
  StatementParser(normalisation: normalisation).statements(of: makeFunction(text, name: name)).map {
    ([$0.opcode.name + ":"] + $0.tokens).joined(separator: " ")
  }
}

/// The same for statements in the body of `void f(void)`, whose head is left out.
func bodyLines(_ body: String, _ normalisation: Normalisation = Normalisation()) -> [String] {
  let all = lines("void f(void)\n{\n" + body + "\n}", normalisation)
  return normalisation.keepsSignature && normalisation.variant == .full ? Array(all.dropFirst()) : all
}
