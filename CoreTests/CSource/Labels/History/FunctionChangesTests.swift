import Foundation
import Testing

@testable import Core

struct FunctionChangesTests {
  /// `name:line=fate` of each function before the fix.
  static func fates(_ files: (path: String, old: String, new: String)...) throws -> [String] {
    let parser = try FunctionParser()
    func functions(_ text: String) -> [CFunction] {
      parser.parse(SourceText(text), file: "a.c").functions
    }
    let changes = FunctionChanges(files.map { ($0.path, functions($0.old), functions($0.new)) })
    return changes.functions.joined().map { "\($0.function.name):\($0.function.range.startLine)=\($0.fate)" }
  }

  static func pairings(_ files: (path: String, old: String, new: String)...) throws -> [String] {
    let parser = try FunctionParser()
    func functions(_ text: String) -> [CFunction] { parser.parse(SourceText(text), file: "a.c").functions }
    let changes = FunctionChanges(files.map { ($0.path, functions($0.old), functions($0.new)) })
    return changes.functions.joined().map { "\($0.function.name): \($0.pairing)" }
  }

  static func variant(_ body: String) -> String { "int f(char *to, char *from)\n{\n  \(body)\n}\n" }

  static let first = variant("return first(to, from, 1);")
  static let second = variant("char b[8]; strcpy(b, from); return b[0] + to[0];")
  static let mended = variant("char b[8]; strncpy(b, from, 7); return b[0] + to[0];")
  static let third = variant("long z = pop(to); while (z--) from++; return push(z * 2);")

  @Test func ofSeveralFunctionsOfOneNameOnlyTheChangedOneIsChanged() throws {
    // Each variant stands in a branch of its own.
    func file(_ parts: String...) -> String {
      parts.enumerated().map { "#\($0 == 0 ? "if" : "elif") V\($0)\n\($1)" }.joined() + "#endif\n"
    }
    let old = file(Self.first, Self.second, Self.third)
    #expect(
      try Self.fates(("a.c", old, file(Self.first, Self.mended, Self.third)))
        == ["f:2=kept", "f:7=changed", "f:12=kept"])
    // One added before them, and all in another order.
    let added = Self.variant("return 0;")
    #expect(
      try Self.fates(("a.c", old, file(added, Self.third, Self.mended, Self.first)))
        == ["f:2=kept", "f:7=changed", "f:12=kept"])
    // One removed.
    #expect(
      try Self.fates(("a.c", old, file(Self.first, Self.third))) == ["f:2=kept", "f:7=removed", "f:12=kept"])
  }

  @Test func aFunctionMovedToAnotherFileIsKeptAndAChangedOneIsChanged() throws {
    #expect(
      try Self.pairings(("a.c", Self.first, ""), ("b.c", "", Self.first))
        == ["f: paired by equal tokens, moved to b.c"])
    #expect(try Self.fates(("a.c", Self.second, ""), ("b.c", "", Self.mended)) == ["f:1=changed"])
  }

  @Test func aFunctionOfAnotherFileWithOnlyTheNameInCommonIsAnother() throws {
    let other = "static void f(struct state *s, int level)\n{\n  s->level = level;\n  wake(s);\n}\n"
    #expect(try Self.fates(("a.c", Self.second, ""), ("b.c", "", other)) == ["f:1=removed"])
    // In one file, and alone with its name, it was rewritten.
    #expect(try Self.fates(("a.c", Self.second, other)) == ["f:1=changed"])
  }

  @Test func aShortFunctionThatMovesWithAnotherHeadIsTheOneOfItsName() throws {
    let old = "static inline int rd(char *d)\n{\n  strcpy(d, in);\n  return 1;\n}\n"
    let new = "int rd(char *d, int n)\n{\n  strncpy(d, in, n);\n  return 1;\n}\n"
    #expect(try Self.fates(("a.c", old, ""), ("b.c", "", new)) == ["rd:1=changed"])
  }

  @Test func equallyManyOfOneNameStandInTheirOrder() throws {
    let heads = { (more: String) in
      "#ifdef A\nint rd(char *d\(more))\n{\n  return get(d);\n}\n#else\nint rd(char *d\(more))\n{\n  x = *d;\n  *d = 4;\n}\n#endif\n"
    }
    let new = heads(", int n").replacingOccurrences(of: "get(d)", with: "n > 4 ? fill(d, n, 0) : -1")
      .replacingOccurrences(of: "x = *d", with: "while (n--) step(n, &d)")
    #expect(try Self.fates(("a.c", heads(""), new)) == ["rd:2=changed", "rd:7=changed"])
  }

  @Test func theCodeOfAWrappedFunctionDoesNotMakeTheWrapperUnchanged() throws {
    // The old body goes on as `inner`; what callers of `f` reach was changed.
    let inner = Self.second.replacingOccurrences(of: "int f", with: "static int inner")
    let wrapper = Self.variant("return strlen(from) < 8 ? inner(to, from) : -1;")
    #expect(try Self.fates(("a.c", Self.second, inner + wrapper)) == ["f:1=changed"])
  }

  @Test func theMostAlikeIsTheRenamedOne() throws {
    let renamed = Self.mended.replacingOccurrences(of: "int f", with: "int g")
    let other = Self.third.replacingOccurrences(of: "int f", with: "int h")
    #expect(
      try Self.pairings(("a.c", Self.second, other + renamed)) == ["f: paired by likeness (71 %), renamed g"])
    #expect(
      try Self.fates(
        ("a.c", Self.second, other + Self.second.replacingOccurrences(of: "int f", with: "int g")))
        == ["f:1=kept"])
  }

  private static func method(_ head: String, _ body: String) -> String { "\(head) { \(body) return; }\n" }

  @Test(arguments: [
    ["PHP_METHOD(Foo, qux)", "PHP_METHOD(Foo, bar)", "PHP_METHOD(Baz, qux)"],
    ["TEST(parser, empty)", "TEST(parser, full)", "TEST(lexer, full)"],
    ["HANDLER(vm, add)", "HANDLER(vm, sub)", "HANDLER(jit, add)"],
    ["define_cmd(add)", "define_cmd(remove)", "define_cmd(list)"],
    ["static define_cmd(add)", "define_cmd(remove)", "static define_cmd(list)"],
    ["ZEND_FUNCTION(a, b, c)", "ZEND_FUNCTION(a, d, c)", "ZEND_FUNCTION(b, d, c)"],
  ])
  func whatElseAFileHoldsTellsFunctionsThatMacrosMakeNotApart(heads: [String]) throws {
    let first = Self.method(heads[0], "a(); b();")
    let second = Self.method(heads[1], "c(); d();")
    let mended = Self.method(heads[1], "if (q) return; c(); d();")
    let added = Self.method(heads[2], "e(); f();")
    func ends(_ old: String, _ new: String) throws -> [String] {
      try Self.fates(("a.c", old, new)).map { String($0.split(separator: ":")[1]) }
    }
    #expect(try ends(first + second, first + mended + added) == ["1=kept", "2=changed"])
    #expect(try ends(first + second, added + mended + first) == ["1=kept", "2=changed"])
    #expect(try ends(first + second + added, first + mended) == ["1=kept", "2=changed", "3=removed"])
    #expect(try ends(second, mended + added) == ["1=changed"])
    #expect(try ends(second + added, mended) == ["1=changed", "2=removed"])
    let pairings = try Self.pairings(("a.c", first + second, first + mended + added))
    #expect(pairings.allSatisfy { !$0.contains("renamed") })
  }

  @Test func aFunctionThatAMacroMakesMayBeRenamed() throws {
    let old =
      Self.method("PHP_METHOD(Foo, qux)", "a(b, c); d(e, f);")
      + Self.method("PHP_METHOD(Foo, bar)", "c(1, 2); d(3);")
    let new =
      Self.method("PHP_METHOD(Foo, new_qux)", "a(b, c); d(e, f);")
      + Self.method("PHP_METHOD(Baz, bar)", "while (x[0]) y = z;")
    #expect(try Self.fates(("a.c", old, new)) == ["qux:1=kept", "bar:2=removed"])
    let system = "SYSCALL_DEFINE2(read, int, fd) { a(b, c); d(e, f); }"
    #expect(
      try Self.fates(("a.c", system, system.replacing("int, fd", with: "int, file"))) == ["read:1=changed"])
    #expect(
      try Self.pairings(("a.c", "int f(a) int a; { return a; }", "int f(b) int b; { return b + 1; }"))
        == ["f: paired by name"])
  }

  @Test func aThousandFunctionsOfOneNameArePairedByTheirTokens() throws {
    let all = (0..<1_000).map { Self.variant("return \($0);") }
    var new = all
    new.swapAt(3, 700)
    new[500] = Self.variant("return from ? 500 : 0;")
    let fates = try Self.fates(("a.c", all.joined(), new.joined()))
    #expect(fates.count { $0.hasSuffix("kept") } == 999 && fates[500].hasSuffix("changed"))
  }
}
