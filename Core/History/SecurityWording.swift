/// Which words make a commit message that of a fix, and of a fix of security.
///
/// Words are compared whole and in any case, so that "debug" holds no "bug" and "prefix" no "fix". An entry is one
/// word or several that follow each other with blanks or punctuation between them, in the message and in the entry alike ("use
/// after free" and "use-after-free" are the same); `*` at the end of a word stands for any rest of it, and `=` before an entry
/// says that capitals count ("=DoS" is not "DOS"). Where a trap matches, its words count for nothing else.
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
      "off by one*", "off by 1", "out of range*", "past the end*", "past end*", "past the buffer*",
      "past the bound*", "past the array*", "beyond the end*", "beyond end*", "beyond the buffer*",
      "beyond the bound*", "beyond the array*", "read past", "reads past", "reading past", "write past",
      "writes past",
      "writing past", "read beyond", "reads beyond", "reading beyond", "write beyond", "writes beyond",
      "writing beyond", "buffer overwrit*", "overwrit* buffer*", "overwrit* the buffer*", "overwrit* memory",
      "memory overwrit*", "heap overwrit*", "stack overwrit*", "wild read*", "wild write*", "wild access*",
      "reachable assert*", "assertion failure* on", "assertion failure* with", "assertion failure* for",
      "assert on invalid", "assert on malformed", "abort on invalid", "abort on malformed", "data race*",
      "div by zero*", "div by 0", "divide* by zero*", "zero divi*", "path traversal*", "directory traversal*",
      "sql injection*", "command injection*", "code injection*", "shell injection*", "header injection*",
      "crlf injection*", "script injection*", "argument injection*", "option injection*", "log injection*",
      "injection attack*", "injection vulnerab*", "privilege escalation*", "escalat* privilege*",
      "escalation of privilege*", "elevation of privilege*", "=DoS", "=DDoS", "redos", "side channel*",
      "timing attack*",
      "timing leak*", "clusterfuzz*", "cluster fuzz*",
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
      // What is set up to find mistakes, and where it runs.
      "oss fuzz integrat*", "ossfuzz integrat*", "fuzz* integrat*", "add fuzz*", "adds fuzz*", "added fuzz*",
      "add a fuzz*", "add an oss fuzz*", "add oss fuzz*", "new fuzz*", "run fuzz*", "run the fuzz*",
      "fuzz test*",
      "fuzz* harness*", "fuzzer build*", "fuzz* nightly", "fuzz* in ci", "fuzz* on ci", "build* with asan",
      "build* with ubsan", "build* with msan", "build* with sanitiz*", "build* with address sanitiz*",
      "compile* with asan", "compile* with ubsan", "compile* with sanitiz*", "run* with asan",
      "run* with ubsan",
      "run* with sanitiz*", "asan build*", "ubsan build*", "msan build*", "sanitiz* build*",
      "sanitis* build*",
      "asan job*", "ubsan job*", "sanitiz* job*", "asan in travis", "asan in ci", "asan on travis",
      "sanitiz* in ci",
      "add asan", "add ubsan", "add sanitiz*", "sanitiz* option*", "sanitiz* flag*",
      // Other things of the same name.
      "overflow x", "overflow y", "overflow auto", "overflow scroll", "overflow visible", "overflow wrap",
      "overflow ellipsis", "overflow behavio*", "overflow polic*", "overflow strateg*", "overflow statistic*",
      "overflow stats", "overflow counter*", "underflow statistic*", "underflow counter*",
      "overrun statistic*",
      "overrun stats", "overrun counter*", "crash reporter*", "crash reporting", "crash handler*",
      "crash dump*",
      "crash log*", "crash safe*", "crash recovery", "crash resilien*", "crash consisten*", "security level*",
      "security option*", "security setting*", "security context*", "security label*",
      "security descriptor*", "security attribute*", "security layer*", "security type*", "security token*",
      "security association*", "security module*", "security h", "transport layer security",
      "transport security",
      "security doc*", "security readme", "security section*", "security page*", "not exploitable",
      "unexploitable",
      "attacker unit*", "attacker ai", "attacker team*", "attacker player*", "crafted item*",
      "crafted weapon*",
      "crafted armo*", "crafted tool*", "crafted block*", "crafted good*", "hand crafted asm",
      "hand crafted assembl*",
      "hand crafted code",
    ])
}
