import Testing

@testable import Core

struct MendedFunctionsTests {
  private static let check = "  if (n > a) return 1;\n"

  private func function(_ name: String, _ extra: String = "", lines: Range<Int> = 0..<30) -> String {
    LikenessSketchTests.function(name, lines, extra: extra).text
  }

  /// `f` and `g` are alike, and only `f` was fixed.
  private func repository() throws -> (TemporaryRepository, String) {
    let repository = try TemporaryRepository()
    try repository.commit(
      "Start", ["a.c": function("f"), "b.c": function("g") + function("h", lines: 35..<64)])
    let head = try repository.commit("Fix buffer overflow in f", ["a.c": function("f", Self.check)])
    return (repository, head)
  }

  private func missed(_ functions: [CFunction], _ mended: MendedFunctions) -> [String: MissedFix] {
    var found: [String: MissedFix] = [:]
    for function in functions {
      found[function.name] = mended.missed(
        by: function, among: mended.like(LikenessSketch(of: function), function))
    }
    return found
  }

  private func read(_ repository: TemporaryRepository, _ head: String) throws -> MendedFunctions {
    try MendedFunctions(try repository.evidence(at: head), in: try SafeGit(path: repository.path))
  }

  @Test func findsTheTwinThatWasNotMended() throws {
    let (repository, head) = try repository()
    let mended = try read(repository, head)
    let tree = try CommitTree(of: head, in: try SafeGit(path: repository.path)).functions
    let found = missed(tree, mended)
    #expect(Array(found.keys) == ["g"])
    #expect(found["g"]?.function == "f")
    #expect(found["g"]?.commit == head)
    #expect(found["g"]?.words.contains("not mended here") == true)
  }

  @Test func aTwinThatWasMendedLaterLacksNothing() throws {
    let (repository, _) = try repository()
    let head = try repository.commit(
      "Also in g", ["b.c": function("g", Self.check) + function("h", lines: 35..<64)])
    let mended = try read(repository, head)
    let tree = try CommitTree(of: head, in: try SafeGit(path: repository.path)).functions
    #expect(missed(tree, mended).isEmpty)
  }

  @Test func whatTheFixChangedAsWellLacksNothing() throws {
    let repository = try TemporaryRepository()
    try repository.commit("Start", ["a.c": function("f"), "b.c": function("g")])
    // The fix did something else to g, so g was looked at.
    let head = try repository.commit(
      "Fix buffer overflow", ["a.c": function("f", Self.check), "b.c": function("g", "  n++;\n")])
    let mended = try read(repository, head)
    let tree = try CommitTree(of: head, in: try SafeGit(path: repository.path)).functions
    #expect(missed(tree, mended).isEmpty)
  }

  @Test func otherChangesThanFixesSayNothing() throws {
    let repository = try TemporaryRepository()
    try repository.commit("Start", ["a.c": function("f"), "b.c": function("g")])
    let head = try repository.commit("Tidy up", ["a.c": function("f", Self.check)])
    #expect(try read(repository, head).functions.isEmpty)
  }

  @Test func whatWasReadComesBackFromTheCache() throws {
    let (repository, head) = try repository()
    let mended = try read(repository, head)
    #expect(mended.functions.count == 1)
    let bytes = mended.bytes
    let known = try MendedFunctions.read(bytes[...])
    #expect(known.commit == head)
    #expect(known.functions == mended.functions)
    for length in 0..<bytes.count {
      #expect(throws: CacheDamage.self) { try MendedFunctions.read(bytes[..<length]) }
    }
  }
}
