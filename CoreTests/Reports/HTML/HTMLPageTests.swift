import Testing

@testable import Core

struct HTMLPageTests {
  @Test func textIsEscapedAndDataCannotEndTheirElement() {
    var page = HTMLPage(title: "</title><script>alert(1)</script>\u{1b}[2J")
    page.body = HTMLPage.render("<h1 title=\"{{name}}\">{{name}}</h1>", ["name": "\"><img src=x> &amp;"])
    page.data = [("findings", #"{"a":"</script><!--&"}"#)]
    let html = page.html
    #expect(html.contains(#"<title>&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt;\u{1b}[2J</title>"#))
    #expect(!html.contains("<img"))
    #expect(html.contains(#"{"a":"\u003c/script\u003e\u003c!--\u0026"}"#))
    #expect(!html.contains("\u{1b}"))
  }

  @Test func combiningMarksDoNotShieldFromEscaping() {
    let html = HTMLPage.render(
      "<i title=\"{{a}}\">{{#list}}{{.}}{{/list}}</i>", ["a": "\"\u{301} b='", "list": ["<\u{301}"]])
    #expect(
      html.unicodeScalars.elementsEqual("<i title=\"&quot;\u{301} b=&#39;\">&lt;\u{301}</i>".unicodeScalars))
  }

  @Test func scriptsRunByTheirHashAlone() {
    var page = HTMLPage(title: "t")
    #expect(page.html.contains("script-src &#39;none&#39;"))
    page.scripts = ["alert(1)"]
    // printf 'alert(1)' | openssl dgst -sha256 -binary | base64
    #expect(page.html.contains("script-src &#39;sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI=&#39;"))
    #expect(page.html.contains("<script>alert(1)</script>"))
  }

  @Test func nothingIsLoaded() {
    let html = HTMLPage(title: "t").html
    for word in ["http://", "https://", "@import", "url(", "src=\""] { #expect(!html.contains(word)) }
  }
}
