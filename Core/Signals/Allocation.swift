/// Which calls allocate and free memory, by their names.
enum Allocation {
  /// Which arguments of a function that makes memory are sizes.
  struct Form {
    /// The argument that is a size in bytes, of each element where there is a count.
    var size: Int
    var count: Int?
    var isCleared = false
    /// Whether the function is given memory first, which it makes larger or smaller.
    var isOld = false
  }

  /// The functions that make memory of a size that they are given, by name.
  static let forms: [String: Form] = {
    var forms: [String: Form] = [:]
    let groups: [([String], Form)] = [
      (
        [
          "malloc", "xmalloc", "emalloc", "kmalloc", "vmalloc", "valloc", "zmalloc", "palloc", "g_malloc",
          "alloca",
        ], Form(size: 0)
      ),
      (["xzalloc", "kzalloc", "mallocz", "g_malloc0", "palloc0"], Form(size: 0, isCleared: true)),
      (["calloc", "xcalloc", "ecalloc", "kcalloc"], Form(size: 1, count: 0, isCleared: true)),
      (["realloc", "xrealloc"], Form(size: 1, isOld: true)),
      (["reallocarray"], Form(size: 2, count: 1, isOld: true)),
    ]
    for (names, form) in groups { for name in names { forms[name] = form } }
    return forms
  }()

  /// The names of these functions, of those that are given one size alone, and of those that clear what they make.
  static let named = Set(forms.keys)
  static let plain = Set(forms.filter { $0.value.count == nil && !$0.value.isOld }.keys)
  static let clearing = Set(forms.filter(\.value.isCleared).keys)

  private static let words: Set<String> = [
    "malloc", "calloc", "realloc", "alloc", "alloca", "allocate", "zalloc", "mallocarray", "reallocarray",
    "memdup", "mallocz",
    "grow", "reserve", "resize", "expand", "palloc", "pcalloc", "new",
  ]
  /// The standard functions, whose result is NULL when there is no memory.
  static let standard: Set<String> = [
    "malloc", "calloc", "realloc", "reallocarray", "strdup", "strndup", "aligned_alloc",
  ]

  /// Whether a call allocates memory or makes room for more.
  static func isAllocator(_ name: String) -> Bool {
    if forms[name] != nil || ["ralloc", "strdup", "strndup"].contains(name) { return true }
    return NameWords.words(of: name).contains { word in
      // `xzalloc`, and `malloc64` and `palloc0` less their digits.
      let letters = word.prefix { !$0.isNumber }
      return words.contains(word) || words.contains(String(letters))
        || letters.hasSuffix("alloc") && !letters.hasSuffix("dealloc")
    }
  }

  private static let sizeTakers: Set<String> = [
    "malloc", "xmalloc", "realloc", "xrealloc", "alloca", "alloc", "kmalloc", "zmalloc", "mallocz", "palloc",
    "emalloc",
  ]

  /// Whether a call's arguments are sizes in bytes or counts: those of the standard functions and of their namesakes.
  ///
  /// `log_malloc`, `PRINT_ALLOC_NUM` and `malloc_stats` report, and `log_buffer_alloc` makes the buffer of a log.
  static func takesSize(_ name: String) -> Bool {
    let words = NameWords.words(of: name)
    guard let position = words.lastIndex(where: sizeTakers.contains) else { return false }
    let reports = position > 0 && ["print", "log", "trace", "dump", "show"].contains(words[position - 1])
    return !reports && !words[(position + 1)...].contains { ["dump", "stats", "trace"].contains($0) }
  }

  private static let frees: Set<String> = [
    "free", "kfree", "vfree", "xfree", "zfree", "XFREE", "efree", "g_free", "av_free", "OPENSSL_free",
    "_TIFFfree", "gf_free",
    "xmlFree", "jas_free", "curl_free",
  ]

  /// Whether a call frees the one pointer that it is given, and leaves the pointer as it is.
  static func isFree(_ call: SignalCall) -> Bool { call.arguments.count == 1 && frees.contains(call.name) }

  /// The functions that open a file or a folder, which another one closes.
  static let openers: Set<String> = ["fopen", "fdopen", "popen", "opendir", "tmpfile"]
  private static let closers: Set<String> = ["fclose", "pclose", "closedir"]

  /// Whether a call closes the one file that it is given, so that its pointer is worth nothing any more.
  static func isClose(_ call: SignalCall) -> Bool { call.arguments.count == 1 && closers.contains(call.name) }
}

extension SignalReading {
  /// The calls that free the one pointer that they are given; those of members, `c->free(c)`, are the project's own.
  var frees: [SignalCall] { calls.filter { Allocation.isFree($0) && !function.isMember($0.token) } }

  /// The calls behind which the pointer that they are given first points to nothing: those that free it or close its file,
  /// and `q = realloc(p, n)`, where `p` may have moved.
  var releases: [SignalCall] {
    calls.filter { call in
      !function.isMember(call.token)
        && (Allocation.isFree(call) || Allocation.isClose(call) || moved(by: call) != nil)
    }
  }

  /// What holds the memory that a call makes of the one that it is given, where that is another place.
  func moved(by call: SignalCall) -> String? {
    guard ["realloc", "reallocarray"].contains(call.name), let new = wholePlace(assignedBy: call)?.path,
      let old = wholePointer(givenTo: call), new != old
    else { return nil }
    return new
  }

  /// Whether a token stands where what a call was to move may still be there: in a branch that asks for the new place, or in
  /// the other one.
  func mayHaveStayed(_ call: SignalCall, at token: Int) -> Bool {
    guard let new = moved(by: call) else { return false }
    return heads(around: token).contains { head in
      head.tokens.upperBound > call.token
        && (head.opcode == .else || head.tokens.contains(call.token)
          || places(in: head.tokens).contains { $0.path == new })
    }
  }
}
