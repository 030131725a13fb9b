import Testing

@testable import Core

struct FileVersionsTests {
  /// Reads versions one after the other, and each by itself: both must tell the same functions.
  static func check(_ versions: [String], readInPart: Int? = nil) throws {
    var chain = FileVersions()
    for (number, text) in versions.enumerated() {
      var alone = FileVersions()
      let read = (chain.read(Array(text.utf8), file: "a.c"), alone.read(Array(text.utf8), file: "a.c"))
      let (one, other) = (try #require(read.0), try #require(read.1))
      #expect(
        one.map { chain.names[Int($0.name)] } == other.map { alone.names[Int($0.name)] }, "version \(number)")
      #expect(one.map(\.code) == other.map(\.code), "version \(number)")
    }
    if let readInPart { #expect(chain.readInPart == readInPart) }
  }

  static let padding = (0..<60).map { cFunction("pad\($0)", "a += \($0);", "a *= 2;") }
  static let start = padding[..<30].joined()
  static let end = padding[30...].joined()

  @Test func aChangedFunctionIsReadByItself() throws {
    let versions = ["a += 1;", "a += 2;", "a += 2;\n  a -= 3;"].map {
      Self.start + cFunction("f", $0) + Self.end
    }
    try Self.check(versions, readInPart: 2)
  }

  @Test func functionsComeAndGo() throws {
    try Self.check([
      Self.start + Self.end, Self.start + cFunction("f", "a;") + Self.end,
      Self.start + cFunction("g", "a;") + cFunction("f", "b;") + Self.end, Self.start + Self.end,
      cFunction("first", "a;") + Self.start + Self.end, Self.start + Self.end + cFunction("last", "a;"), "",
      "int x;\n",
    ])
  }

  @Test(arguments: [
    "#if 0\n", "#endif\n", "#else\n", "/* open\n", "*/\n", "{\n", "}\n", "\"\n",
    "#if X\nint g(void) {\n#else\nint h(void) {\n#endif\nreturn 1; }\n",
    "int g(a) int a;\n", "static\n", "extern \"C\" {\n", "#if 1\nint k(int a) { return a; }\n#endif\n",
  ])
  func whatReachesFurtherIsSeen(_ text: String) throws {
    let whole = Self.start + Self.end
    try Self.check([
      whole, Self.start + text + Self.end, whole, Self.start + Self.end.replacing("a += 40;", with: text),
      "#if 0\n" + Self.start + text + "#endif\n" + Self.end, whole,
    ])
  }

  @Test func linesOfOtherSystemsAndEncodingsAreRead() throws {
    let text = Self.start + cFunction("f", "a = 'x'; /* caf\u{e9} */") + Self.end
    var versions = FileVersions()
    let contents = [
      Array(text.utf8), Array(text.replacing("\n", with: "\r\n").utf8),
      text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) },
    ]
    let read = contents.map { versions.read($0, file: "a.c") }
    let (plain, windows, latin) = (try #require(read[0]), try #require(read[1]), try #require(read[2]))
    #expect(plain.map(\.code) == windows.map(\.code))
    #expect(plain.map(\.code) == latin.map(\.code))
    let binary = versions.read([UInt8](repeating: 0, count: 1_000), file: "a.c")
    #expect(binary == nil, "no text")
  }
}
