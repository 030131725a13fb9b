import Testing

@testable import Core

struct CodeDigestTests {
  private func digest(_ lines: [String]) -> CodeDigest {
    let text = Array(("int f(void)\n{\n" + lines.map { "  \($0)\n" }.joined() + "}\n").utf8)
    return text.withUnsafeBufferPointer { CodeDigest($0, 0..<text.count) }
  }

  @Test(arguments: [
    ["int x = 1'000; /* first */", "int x = 1'000; /* second */"],
    ["s = R\"(a \" b)\"; // first", "s = R\"(a \" b)\"; // second"],
    ["#error don't /* first */", "#error don't"], ["a = b;", "a  =\tb  ;"], ["a = b; // c", "a = b;"],
    ["a = \\\n  b;", "a = b;"],
  ])
  func whatIsNoTokenCountsForNothing(_ texts: [String]) {
    #expect(digest([texts[0], "after();"]).whole == digest([texts[1], "after();"]).whole)
  }

  @Test(arguments: [
    ["int x = 1'000;", "int x = 1'001;"], ["s = R\"(a \" b)\";", "s = R\"(a \" c)\";"],
    ["x = 'a';", "x = 'b';"],
    ["s = \"a b\";", "s = \"a  b\";"], ["a = b + ++c;", "a = b++ + c;"], ["return x;", "returnx;"],
  ])
  func whatIsATokenCounts(_ texts: [String]) {
    #expect(digest([texts[0]]).whole != digest([texts[1]]).whole)
  }

  @Test func linesAreCountedWithoutCommentsAndLoneBraces() {
    let one = digest(["a = 1'000; /* one */", "", "{", "b();", "}"])
    #expect(one.lines.count == 3, "head, and two lines")
    let other = digest(["a = 1'000; /* two", "   lines */", "c();"])
    let difference = one.difference(to: other)
    #expect(difference.added == 1 && difference.removed == 1)
  }
}
