/// Which calls allocate and free memory, by their names.
enum Allocation {
  private static let allocators: Set<String> = [
    "malloc", "calloc", "realloc", "reallocarray", "alloca", "valloc", "kmalloc", "kzalloc", "kcalloc",
    "vmalloc",
    "xmalloc", "xcalloc", "xrealloc", "zmalloc", "palloc", "ralloc", "mallocz", "strdup", "strndup",
    "emalloc", "ecalloc",
  ]
  private static let words: Set<String> = [
    "malloc", "calloc", "realloc", "alloc", "alloca", "allocate", "zalloc", "mallocarray", "reallocarray",
    "memdup", "mallocz",
    "grow", "reserve", "resize", "expand", "palloc", "pcalloc", "new",
  ]
  /// Allocators that do not return when there is no memory.
  private static let endingPrefixes = ["x", "g_", "safe", "must", "e", "checked"]
  /// The standard functions, whose result is NULL when there is no memory.
  static let standard: Set<String> = [
    "malloc", "calloc", "realloc", "reallocarray", "strdup", "strndup", "aligned_alloc",
  ]

  /// Whether a call allocates memory or makes room for more.
  static func isAllocator(_ name: String) -> Bool {
    allocators.contains(name) || NameWords.words(of: name).contains { words.contains($0) }
  }

  /// Whether a call's arguments are sizes in bytes or counts: those of the standard functions and of their namesakes.
  static func takesSize(_ name: String) -> Bool {
    NameWords.words(of: name).contains {
      [
        "malloc", "xmalloc", "realloc", "xrealloc", "alloca", "alloc", "kmalloc", "zmalloc", "mallocz",
        "palloc", "emalloc",
      ].contains($0)
    }
  }

  /// Whether a call frees what it is given.
  static func isFree(_ name: String) -> Bool {
    name == "free" || name == "kfree" || name == "xfree" || name == "g_free" || name == "zfree"
      || name == "XFREE"
      || name == "av_free" || name == "OPENSSL_free" || name == "efree" || name == "png_free"
      || name == "_TIFFfree"
      || name == "gf_free" || name == "xmlFree" || name == "jas_free" || name == "curl_free"
      || name == "Curl_safefree" || name == "vfree"
  }
}
