import Testing

@testable import Core

struct FileEndingsTests {
  @Test(
    arguments: [
      ("a.c", true), ("d/a.h", true), (".c", true), ("a.b/c", false), ("c", false), ("a.C", false),
      ("a.c.", false),
      ("a.cc", false),
    ])
  func aNameEndsInADotAndAnEnding(_ path: String, _ isC: Bool) {
    #expect(FileEndings.c.include(path.utf8) == isC)
  }

  @Test func anEndingMayHoldADotAndBeginWithOne() {
    let endings = FileEndings(["tab.c", ".inc"])
    #expect(endings.sorted == ["inc", "tab.c"])
    #expect(endings.include("parser.tab.c".utf8) && endings.include("x/y.inc".utf8))
    #expect(!endings.include("parser.c".utf8) && !endings.include("tab.c".utf8))
  }
}
