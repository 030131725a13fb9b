import Foundation
import Testing

@testable import Core

@Suite struct IgnoreRulesTests {
  private func ignores(_ rules: String, _ path: String, isFolder: Bool = false) -> Bool {
    let components = path.split(separator: "/").map { Array($0.utf8) }
    return IgnoreRules(Array(rules.utf8)).verdict(components[...], isFolder: isFolder) ?? false
  }

  // Named with its type: compilers take long to find out the type of so many tuples.
  private static let documented: [(rules: String, path: String, expected: Bool)] = [
    ("*.c", "a.c", true), ("*.c", "d/a.c", true), ("/a.c", "a.c", true), ("/a.c", "d/a.c", false),
    ("d/a.c", "d/a.c", true), ("d/a.c", "e/d/a.c", false), ("**/a.c", "x/y/a.c", true),
    ("d/**", "d/x/y.c", true), ("d/**", "d", false), ("a/**/b", "a/b", true), ("a/**/b", "a/x/y/b", true),
    ("a**b", "axxb", true), ("a/*", "a/b", true), ("a/*", "a/b/c", false), ("[ab].c", "a.c", true),
    ("[!ab].c", "a.c", false), ("[^ab].c", "c.c", true), ("[]a].c", "].c", true), ("[a-c].c", "b.c", true),
    ("[[:digit:]].c", "7.c", true), ("[[:digit:]].c", "x.c", false), ("\\#a", "#a", true),
    ("#a", "#a", false), ("\\!a", "!a", true), ("a.c  ", "a.c", true), ("a\\ ", "a ", true),
    ("a.c\r", "a.c", true), ("?.c", "x.c", true), ("\\*.c", "a.c", false), ("[a", "[a", false),
    ("", "a", false), ("a\\", "a\\", false), ("*", "x", true), ("!a", "a", false),
  ]

  @Test(arguments: documented) func patternsMatchAsDocumented(rules: String, path: String, expected: Bool) {
    #expect(ignores(rules, path) == expected)
  }

  @Test func theLastPatternWins() {
    #expect(!ignores("*.c\n!a.c", "a.c"))
    #expect(ignores("*.c\n!a.c\na.*", "a.c"))
  }

  @Test func folderPatternsMatchFoldersOnly() {
    #expect(ignores("build/", "build", isFolder: true))
    #expect(!ignores("build/", "build"))
  }

  @Test func starsCannotBlowUp() {
    let rules = String(repeating: "*a", count: 200) + "b"
    #expect(!ignores(rules, String(repeating: "a", count: 5_000)))
    #expect(!ignores(String(repeating: "**/a/", count: 100) + "b", String(repeating: "a/", count: 300)))
  }

  @Test(.enabled(if: git("--version") != nil, "git is not installed"))
  func verdictsAgreeWithGit() throws {
    let tree = try TemporaryTree([
      ".gitignore": """
      *.o
      /top.c
      build/
      !keep.o
      docs/**/*.c
      **/gen/*.h
      sub/deep/
      [Tt]emp*.c
      a\\[1\\].c
      trailing.c\u{20}\u{20}
      x[!0-9].c
      foo/**
      !foo/bar.c
      """, "sub/.gitignore": "!*.o\nlocal.c\n/anchored.c\n", "sub/in/.gitignore": "*\n!*.c\n",
    ])
    let paths = [
      "a.o", "keep.o", "top.c", "sub/top.c", "build/a.c", "sub/build/a.c", "build.c", "docs/a.c",
      "docs/x/a.c", "docs/x/y/a.c", "gen/a.h", "x/gen/a.h", "x/gen/y/a.h", "sub/deep/a.c", "deep/a.c",
      "temp1.c", "Temp.c", "xtemp.c", "a[1].c", "a1.c", "trailing.c", "x1.c", "xa.c", "sub/a.o",
      "sub/local.c", "sub/in/local.c", "sub/anchored.c", "sub/in/anchored.c", "sub/in/a.h", "sub/in/a.c",
      "foo/bar.c", "foo/x/bar.c", "foo.c", "sub/foo/a.c",
    ]
    for path in paths { try tree.write(path, Data("int x;\n".utf8)) }
    _ = git("-C", tree.path, "init", "-q")
    let options = Repository.Options(endings: ["c", "h", "o"])
    let listed = Set(try Repository(path: tree.path, options: options).list().files.map(\.path))
    for path in paths {
      let isIgnored = git("-C", tree.path, "check-ignore", "-q", path) != nil
      #expect(listed.contains(path) == !isIgnored, "\(path)")
    }
  }
}

/// What git prints; nil when it fails or is missing.
private func git(_ arguments: String...) -> String? { ToolRun.output(of: "git", arguments) }
