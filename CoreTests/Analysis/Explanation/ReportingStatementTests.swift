import Testing

@testable import Core

struct ReportingStatementTests {
  @Test(arguments: [
    "png_warning(png_ptr, \"bad chunk\");", "fprintf(stderr, \"%s: no\", name);", "log_error(ctx, code);",
    "assert(n > 0);",
    "TIFFErrorExt(tif->tif_clientdata, module, \"No space\");", "ctx->report(ctx, \"cannot read it\");",
    "(void) printf(\"x\\n\");",
    "archive_set_error(&a->archive, ENOMEM, \"Can't allocate data\");", "tell_user(\"(a) is not (b)\");",
  ])
  func callsThatOnlyReport(text: String) { #expect(ReportingStatement.reports(text)) }

  @Test(arguments: [
    "memcpy(d, s, n);", "sprintf(buffer, \"%s/%s\", folder, name);", "n = warn_count(x);",
    "strcpy(d, \"a b\");", "return log(x);",
    "if (error)", "read_header(f, &h);", "x = 3;", "p->size = 4;", "open_file(\"name.txt\");",
    "snprintf(b, n, \"%d items\", k);",
    "printf(\"a\"), free(p);",
  ])
  func statementsThatDoSomething(text: String) { #expect(!ReportingStatement.reports(text)) }
}
