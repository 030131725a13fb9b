/// The keywords of C up to C23 and of GNU C, by what they do; `defined` is one in preprocessor lines only.
enum CKeywordTable {
  static let keywords = NameTable(
    words(.if, "if") + words(.else, "else") + words(.for, "for") + words(.while, "while")
      + words(.do, "do") + words(.switch, "switch") + words(.case, "case") + words(.default, "default")
      + words(.return, "return") + words(.goto, "goto") + words(.break, "break")
      + words(.continue, "continue")
      + words(.asm, "asm __asm __asm__")
      + words(.tag, "struct union enum")
      + words(
        .type,
        """
        void char short int long float double signed unsigned bool _Bool _Complex __complex__ _Imaginary
        __int128 __int128_t __uint128_t __float128 _Float16 _Float32 _Float64 _Float128 __signed __signed__
        _Decimal32 _Decimal64 _Decimal128 __int8 __int16 __int32 __int64
        """)
      + words(
        .qualifier,
        """
        const volatile restrict static extern register inline auto typedef _Atomic _Noreturn _Thread_local
        thread_local constexpr __const __const__ __volatile __volatile__ __restrict __restrict__ __inline
        __inline__ __forceinline __thread __cdecl __stdcall __fastcall
        """)
      + words(.size, "sizeof _Alignof alignof __alignof __alignof__")
      + words(.typeOf, "typeof typeof_unqual __typeof __typeof__ __auto_type")
      + words(.attribute, "__attribute__ __attribute __declspec _Alignas alignas")
      + words(.other, "__extension__ _Generic defined _Static_assert static_assert __label__"))

  static let directives = NameTable(
    words("if", CDirective.if.rawValue) + words("ifdef ifndef", CDirective.ifdef.rawValue)
      + words("elif", CDirective.elif.rawValue) + words("elifdef elifndef", CDirective.elifdef.rawValue)
      + words("else", CDirective.else.rawValue) + words("endif", CDirective.endif.rawValue)
      + words("include include_next import", CDirective.include.rawValue)
      + words("define undef", CDirective.define.rawValue)
      + words("error warning ident sccs", CDirective.message.rawValue))

  private static func words(_ keyword: CKeyword, _ list: String) -> [(word: String, value: UInt8)] {
    words(list, keyword.rawValue)
  }

  private static func words(_ list: String, _ value: UInt8) -> [(word: String, value: UInt8)] {
    list.split(whereSeparator: \.isWhitespace).map { (String($0), value) }
  }
}
