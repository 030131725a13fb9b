import Testing

@testable import Core

struct CommitWordsTests {
  static let words = CommitWords(.standard)

  static let messages: KeyValuePairs<String, [String]> = [
    "Fix heap buffer overflow in read_header": ["fix", "security"],
    "lib: use-after-free when a handle is closed": ["security"],
    "Fixes out-of-bounds read": ["fix", "security"],
    "fixed an Out Of Bounds write": ["fix", "security"],
    "CVE-2019-5482: tftp": ["fix", "security", "cve"],
    "see (cve-2011-3464).": ["fix", "security", "cve"],
    "Null-pointer dereference": ["security"],
    "closes issue 12": ["fix"],
    "Revert \"Fix overflow\"": ["fix", "security", "revert"],
    "Undo\n\nThis reverts commit 0123456.": ["revert"],
    "Revert commit 1234abc \"Fix overflow\"": ["fix", "security", "revert"],
    "Fix overflow\n\nSince then.\nThis reverts commit 123 in part.": ["fix", "security"],
    "CVE-2020-12345678": ["fix", "security", "cve"],
    "CVE 2020-1234": ["fix", "security", "cve"],
    "cve_2020_1234": ["fix", "security", "cve"],
    "CAN-2005-1234": ["fix", "security", "cve"],
    "CVE-2020\u{2013}1234": ["fix", "security", "cve"],
    "Fix \u{201c}overflow\u{201d}": ["fix", "security"],
    "Fix off-by-one in read_header": ["fix", "security"],
    "index out of range": ["security"],
    "Don't read past the end of the buffer": ["security"],
    "do not write beyond the end": ["security"],
    "Prevent buffer overwrite": ["security"],
    "wild read in decode": ["security"],
    "assertion failure on invalid input": ["security"],
    "data race between readers": ["security"],
    "div by zero": ["security"],
    "divides by zero with empty input": ["security"],
    "path traversal in names": ["security"],
    "SQL injection": ["security"],
    "local privilege escalation": ["security"],
    "potential DoS by long names": ["security"],
    "denial of service": ["security"],
    "side-channel leak": ["security"],
    "found by clusterfuzz": ["security"],
  ]

  @Test func messagesAreRead() {
    for (message, kinds) in Self.messages {
      #expect(Self.words.kinds(of: message.utf8).names == kinds, "\(message)")
    }
  }
  @Test(arguments: [
    "Add debug output", "Rename the prefix and the suffix", "errorlog: more words", "Use fixed-point numbers",
    "fixed size arrays", "debugging fixtures", "see https://stackoverflow.com/q/1", "CVE-20-1234 is no name",
    "fuzzy matching of names", "text-overflow: ellipsis", "heaps of changes", "crash_course",
    "use -Wformat-signedness", "enable -Wstringop-overflow and -Wformat-overflow=2",
    "silence -Wmaybe-uninitialized",
    "Set overflow-x auto", "Add OSS-Fuzz integration", "ci: run fuzzers nightly", "Build with ASAN in travis",
    "Add sanitizer build", "Add crash reporter", "configurable overflow behaviour", "overrun statistics",
    "Add TLS security level option", "not exploitable", "crafted items", "DOS makefile", "tree traversal",
    "dependency injection", "reached the end", "we can 2005-1234",
    "CI: build with -fsanitize", "add a fuzz target for urls", "",
  ])
  func trapsCountForNothing(_ message: String) {
    let kinds = Self.words.kinds(of: message.utf8)
    #expect(kinds.subtracting(.security).isEmpty, "\(message): \(kinds.names)")
    if !message.hasPrefix("CVE") { #expect(kinds.isEmpty, "\(message): \(kinds.names)") }
  }

  @Test func wordsCanBeSet() {
    let own = CommitWords(SecurityWording(security: ["boom*"], fixes: ["mend"], traps: ["boom box"]))
    #expect(own.kinds(of: "mend the boomerang".utf8) == [.fix, .security])
    #expect(own.kinds(of: "a boom box; fix overflow".utf8) == [])
  }

  @Test(arguments: ["Fix typo in security documentation", "fix attacker unit AI"])
  func fixesOfOtherThingsAreNotOfSecurity(_ message: String) {
    #expect(Self.words.kinds(of: message.utf8).names == ["fix"])
  }

  @Test func entriesAreSplitAsMessagesAre() throws {
    let yaml =
      "security: [use-after-free, off-by-one*, c++, \u{dc}BERLAUF, \"=RCE\"]\nfixes: [mend]\ntraps: [\"c++ 11\"]\n"
    let own = CommitWords(try SecurityWording(yaml: yaml, file: "w.yml"))
    for message in [
      "Use after free", "use-after-free", "off by ones", "C++ parser", "Der \u{fc}berlauf",
      "DER \u{dc}BERLAUF", "an RCE",
    ] {
      #expect(own.kinds(of: message.utf8) == [.security], "\(message)")
    }
    for message in ["needs C++-11", "an rce", "overflow"] {
      #expect(own.kinds(of: message.utf8) == [], "\(message)")
    }
    for entry in ["\"\"", "\"-\"", "\"*\"", "\"=\""] {
      #expect(throws: SecurityWordingError.noEntry(file: "w.yml", line: 1)) {
        try SecurityWording(yaml: "traps: [\(entry)]", file: "w.yml")
      }
    }
  }

  /// A few hundred bytes of aliases stand for more entries than there is memory, and keys of aliases are compared for ever.
  @Test(arguments: [
    "security: &a [x]\nfixes: *a\n", "? &a [x, x]\n: 1\n? [*a, *a]\n: 2\n",
    "security: " + String(repeating: "[", count: 100_000),
  ])
  func aWordingIsPlainYAML(_ yaml: String) {
    #expect {
      try SecurityWording(yaml: yaml, file: "w.yml")
    } throws: { error in
      if case SecurityWordingError.noYAML("w.yml", 1, _) = error { true } else { false }
    }
  }

  @Test func theUsualEntriesAreAddedOnce() throws {
    let yaml = "fixes: [" + String(repeating: "\"...\", ", count: 9_000) + "mend]\n"
    #expect(try SecurityWording(yaml: yaml, file: "w.yml").fixes == SecurityWording.standard.fixes + ["mend"])
  }

  @Test func oneHugeMessageIsCut() {
    let message = [UInt8](repeating: UInt8(ascii: "x"), count: 10 << 20) + Array(" overflow".utf8)
    #expect(Self.words.kinds(of: message) == [])
  }
}
