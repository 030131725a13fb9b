/// Which words make a commit message that of a fix, and of a fix of security.
///
/// Words are compared whole and in any case, so that "debug" holds no "bug" and "prefix" no "fix". An entry is one
/// word or several that follow each other with blanks or punctuation between them ("use after free" finds
/// "use-after-free"); `*` at the end of a word stands for any rest of it. Where a trap matches, its words count for
/// nothing else.
public struct SecurityWording: Hashable, Sendable {
  /// Words that speak of security.
  public var security: [String]
  /// Words that speak of something mended.
  public var fixes: [String]
  /// Words that look like one of these and are none.
  public var traps: [String]

  /// Creates a wording from its lists.
  public init(
    security: [String] = Self.standard.security, fixes: [String] = Self.standard.fixes,
    traps: [String] = Self.standard.traps
  ) {
    self.security = security
    self.fixes = fixes
    self.traps = traps
  }

  /// The words that count when the user names no others.
  public static let standard = SecurityWording(
    security: [
      "overflow*", "underflow*", "overrun*", "out of bound*", "oob", "over read*", "overread*", "under read*",
      "use after free*", "uaf", "double free*", "invalid free*", "heap buffer*", "heap corrupt*",
      "stack buffer*", "stack smash*", "stack exhaust*", "segfault*", "seg fault*", "segv", "sigsegv",
      "segmentation fault*", "segmentation violation*", "crash", "crashes", "crashed", "crashing", "fuzz*",
      "oss fuzz", "ossfuzz", "asan", "ubsan", "msan", "sanitiz*", "sanitis*", "addresssanitizer", "security",
      "vulnerab*", "exploit*", "memory leak*", "mem leak*", "memleak*", "memory corrupt*", "corrupt*",
      "null pointer*", "null ptr*", "null deref*", "nullptr deref*", "dereferenc* null", "dereferenc* a null",
      "uninitiali*", "infinite loop*", "endless loop*", "infinite recursion*",
      "unbounded recursion*", "denial of service", "bounds check*", "boundary check*", "length check*",
      "invalid read*", "invalid write*", "invalid memory", "wild pointer*", "dangling pointer*",
      "type confusion*", "race condition*", "toctou", "format string*", "divide by zero", "division by zero",
      "divi* by 0", "integer truncation*", "signedness", "undefined behavio*", "information leak*",
      "info leak*", "information disclosure*", "memory disclosure*", "malicious*", "maliciously", "crafted",
      "attacker*", "untrusted", "cwe", "cve", "ghsa",
    ],
    fixes: [
      "fix", "fixes", "fixed", "fixing", "fixup*", "bugfix*", "hotfix*", "bug", "bugs", "issue", "issues",
      "defect*", "regression*",
    ],
    traps: [
      "fixed point", "fixed size*", "fixed length*", "fixed width*", "fixed huffman", "fixed font*",
      "fixed array*", "fixed string*", "bug tracker*", "issue tracker*", "issue template*", "stackoverflow*",
      "stack overflow com", "text overflow", "overflow menu", "overflow hidden", "crash course", "fuzzy",
      "fuzz factor", "security md", "security policy", "security considerations", "uncorrupt*",
      "corrupt word*",
      // Names of compilers' warnings and of build options, which say what was switched on, not what was wrong.
      "wformat signedness", "wformat security", "wformat overflow*", "wformat truncation", "wuninitialized",
      "wmaybe uninitialized", "maybe uninitialized", "wnull dereference",
      "wstringop over*", "wstringop truncation", "wstrict overflow*", "wshift overflow*", "woverflow",
      "wsign compare", "warray bounds", "uninitialized warning*", "uninitialised warning*",
      "enable asan", "enable ubsan", "enable msan", "security flags", "fuzzing corpus", "fuzz corpus",
      "fuzz target*", "fuzzing target*", "fuzz build*", "fuzz driver*",
    ])
}
