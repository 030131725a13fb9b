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

  @Test func oneHugeMessageIsCut() {
    let message = [UInt8](repeating: UInt8(ascii: "x"), count: 10 << 20) + Array(" overflow".utf8)
    #expect(Self.words.kinds(of: message) == [])
  }
}
