import Foundation
import Testing

@testable import Core

@Suite struct NormalisationTests {
  @Test func namesAreNumberedByFirstAppearance() {
    #expect(
      lines("int f(int b, int a) { a = g(b) + f(a, h); return H(g); }") == [
        "head: int func1 ( int var1 , int var2 )", "=: var2 func2 ( var1 ) + func1 ( var2 , var3 )",
        "return: func3 ( func2 )",
      ])
  }

  @Test func literalsBecomeOneWordEach() {
    #expect(
      bodyLines(#"x(1, 0x1F, 2.5f, 'c', L'\n', "a" "b", u8"c");"#) == [
        "call: func2 ( <num> , <num> , <num> , <num> , <num> , <str> , <str> )"
      ])
  }

  @Test func libraryNamesStayOrAreRenamed() {
    let body = "char *time = NULL; memcpy(p, q, strlen(q)); qsort(a, n, 4, strcmp); time++; s->read(q);"
    #expect(
      bodyLines(body) == [
        "declaration: char * var1 = NULL", "call: memcpy ( var2 , var3 , strlen ( var3 ) )",
        "call: qsort ( var4 , var5 , <num> , strcmp )", "increment: var1 ++", "call: var6 -> func2 ( var3 )",
      ])
    #expect(
      bodyLines(body, Normalisation(keepsLibraryNames: false)) == [
        "declaration: char * var1 = var2", "call: func2 ( var3 , var4 , func3 ( var4 ) )",
        "call: func4 ( var5 , var6 , <num> , func5 )", "increment: var1 ++", "call: var7 -> func6 ( var4 )",
      ])
  }

  @Test func typesAreToldFromVariables() {
    #expect(
      bodyLines("Foo a; Foo *b = (Bar *)c; d = (Baz)e + sizeof(Qux) + sizeof(a); a * b;")
        == [
          "declaration: Foo var1", "declaration: Foo * var2 = ( Bar * ) var3",
          "=: var4 ( Baz ) var5 + sizeof ( Qux ) + sizeof ( var1 )", "declaration: a * var2",
        ]
    )
    #expect(
      bodyLines("for (Pkt *p = l; p; p = p->next) q = (size_t)(p) & (m) - 1;") == [
        "for: Pkt * var1 = var2 ; var1 ; var1 = var1 -> var3",
        "=: var4 ( size_t ) ( var1 ) & ( var5 ) - <num>",
      ])
    #expect(
      bodyLines("x = va_arg(ap, Thing); y = offsetof(Thing, z); uint8_t w; struct s *t; my_t (*g)(int);") == [
        "=: var1 va_arg ( var2 , Thing )", "=: var3 offsetof ( Thing , var4 )", "declaration: uint8_t var5",
        "declaration: struct s * var6", "declaration: my_t ( * var7 ) ( int )",
      ])
  }

  @Test func projectTypesCanBeMerged() {
    #expect(
      bodyLines("Foo a; uint8_t b; struct c *d; FILE *e;", Normalisation(typeStyle: .merge)) == [
        "declaration: <type> var1", "declaration: uint8_t var2", "declaration: struct <type> * var3",
        "declaration: FILE * var4",
      ])
  }

  @Test func highNumbersShareANameAndStylesMergeAll() {
    let body = "a = b; c(d);"
    #expect(bodyLines(body, Normalisation(nameLimit: 1)) == ["=: var1 var+", "call: func+ ( var+ )"])
    #expect(bodyLines(body, Normalisation(identifierStyle: .merged)) == ["=: var var", "call: func ( var )"])
  }

  @Test func namesBecomeTheirWordsButForThoseLeftOut() {
    let body = "Png_Row *rowBuf = png_get_row(info->row_bytes, png(1)); memcpy(rowBuf, info, 2);"
    #expect(
      bodyLines(body, Normalisation(identifierStyle: .allWords, omittedWords: ["png"])) == [
        "declaration: row * row buf = get row ( info -> row bytes , ( <num> ) )",
        "call: memcpy ( row buf , info , <num> )",
      ])
    #expect(
      bodyLines(body, Normalisation(identifierStyle: .words, omittedWords: ["png"], typeStyle: .merge)) == [
        "declaration: <type> * var = get: row: ( var -> field , func ( <num> ) )",
        "call: memcpy ( var , var , <num> )",
      ])
    let replaced = Normalisation(identifierStyle: .allWords, nameLimit: 2, omittedWords: ["var"])
    #expect(bodyLines("var1 = func1 ( var2 ) ;", replaced) == ["=: var1 func2 ( var2 )"])
  }

  @Test func settingsWithoutOmittedWordsAreStillRead() throws {
    let written = """
      {"identifierStyle": "words", "keepsLibraryNames": true, "keepsSignature": false, "nameLimit": 2,
       "typeStyle": "merge", "variant": "full"}
      """
    let read = try JSONDecoder().decode(Normalisation.self, from: Data(written.utf8))
    #expect(
      read == Normalisation(identifierStyle: .words, nameLimit: 2, typeStyle: .merge, keepsSignature: false))
    let coded = Normalisation(identifierStyle: .allWords, omittedWords: ["png"])
    #expect(try JSONDecoder().decode(Normalisation.self, from: JSONEncoder().encode(coded)) == coded)
  }

  @Test func theGadgetVariantKeepsStatementsThatMentionVariables() {
    let body = "a = 1; g(); break; return; h(a); #if\n if (1) { } else { b++; }"
    let gadget = bodyLines(body, Normalisation(variant: .gadget))
    #expect(gadget == ["=: var1 <num>", "call: func3 ( var1 )", "increment: var2 ++"])
  }

  @Test func theSignatureCanBeLeftOutWithoutRenumbering() {
    let settings = Normalisation(keepsSignature: false)
    #expect(lines("int f(int a, int b) { return b; }", settings) == ["return: var2"])
    #expect(lines("int f(a, b) int a; int b; { return b; }", settings) == ["return: var2"])
  }

  @Test func settingsSurviveCoding() throws {
    let settings = Normalisation(
      variant: .gadget, identifierStyle: .merged, nameLimit: 40, typeStyle: .merge, keepsLibraryNames: false,
      keepsSignature: false)
    let data = try JSONEncoder().encode(settings)
    #expect(try JSONDecoder().decode(Normalisation.self, from: data) == settings)
  }

  @Test func normalisedTextKeepsItsNames() {
    let text = """
      static int func1 ( AVFormatContext * var1 , uint8_t * var2 )
      {
      int var3 = number ;
      AVFoo * var4 = func2 ( var1 -> var5 , str ) ;
      if ( var4 == var6 && var3 > <num> ) return - number_hex ;
      memcpy ( var2 , <str> , sizeof ( AVFoo ) ) ;
      }
      """
    #expect(StatementParser().isNormalised(makeFunction(text)))
    #expect(
      lines(text, name: "func1") == [
        "head: static int func1 ( AVFormatContext * var1 , uint8_t * var2 )",
        "declaration: int var3 = <num>", "declaration: AVFoo * var4 = func2 ( var1 -> var5 , <str> )",
        "if: var4 == var6 && var3 > <num>", "return: - <num>",
        "call: memcpy ( var2 , <str> , sizeof ( AVFoo ) )",
      ])
  }

  @Test func ordinaryTextIsNotTakenForNormalised() {
    for text in [
      "int f(int number) { return number; }", "void func1(char *str) { puts(str); }",
      "int f(void) { int var1 = a + b; return g(\"x\"); }",
    ] {
      #expect(!StatementParser().isNormalised(makeFunction(text)))
    }
  }

  @Test func statementsDoNotDependOnTheSettingOfOthers() {
    let text = "int f(Foo *a) { memcpy(a, b, 1); }"
    #expect(lines(text) == lines(text))
    #expect(lines(text, Normalisation(keepsLibraryNames: false)).count == lines(text).count)
  }
}
