import Testing

@testable import Core

struct LikenessSketchTests {
  /// A function of statements that operators tell apart, since names and numbers are merged.
  static func function(_ name: String, _ lines: Range<Int>, extra: String = "") -> CFunction {
    let operators = ["+", "-", "*", "/", "%", "&", "|", "^"]
    let body = lines.map { line in
      let (first, second, third) = (operators[line % 8], operators[line / 8 % 8], operators[line * 5 % 8])
      return "  n = (n \(first) a) \(second) n \(third) a;\n"
    }
    let text = "int \(name)(int n, int a)\n{\n\(extra)\(body.joined())  return n;\n}\n"
    return DetectorTests.function(text, name: name)
  }

  @Test func sketchesTellNearlyTheExactSimilarity() {
    let whole = Self.function("f", 0..<60)
    for cut in [60, 55, 50, 40, 30] {
      let other = Self.function("g", 0..<cut)
      let exact = FunctionShingles(of: whole).similarity(to: FunctionShingles(of: other))
      let told = LikenessSketch(of: whole).similarity(to: LikenessSketch(of: other))
      #expect(abs(exact - told) < 0.15, "\(exact) and \(told)")
    }
    #expect(LikenessSketch(of: whole).similarity(to: LikenessSketch(of: whole)) == 1)
  }

  @Test func familiesReachThroughOthers() {
    let functions = [
      Self.function("first", 0..<30), Self.function("second", 0..<30, extra: "  if (n > a) return 1;\n"),
      Self.function("third", 35..<64), Self.function("fourth", 0..<30),
    ]
    let families = LikenessSketch.families(functions.map { LikenessSketch(of: $0) } + [.none, .none])
    #expect(families == [0, 0, 1, 0, 2, 3])
  }

  @Test func sketchesComeBackFromTheirBytesAlone() throws {
    let sketch = LikenessSketch(of: Self.function("f", 0..<9))
    #expect(LikenessSketch(bytes: sketch.bytes) == sketch)
    #expect(LikenessSketch(bytes: Array(sketch.bytes.dropLast())) == nil)
    #expect(LikenessSketch(bytes: []) == LikenessSketch.none)
  }
}
