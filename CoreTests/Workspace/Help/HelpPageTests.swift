import Foundation
import Testing

@testable import Core

@MainActor @Suite struct HelpPageTests {
  @Test func aPageIsCutIntoWhatAWindowShows() {
    let page = HelpPage(
      id: "a.md",
      markdown: """
        # Title

        One line
        and its end.
        <!-- run: nothing -->

        - an entry
          that goes on
          - a deeper one
        2. second

        | Name | Use |
        |---|:-:|
        | `a|b` | one \\| two |
        | short |

        ```sh
        # no heading
          make | less
        ```
        ![picture](a.png)
        """)
    #expect(page.title == "Title")
    #expect(
      page.blocks == [
        .heading(level: 1, "Title"), .paragraph("One line and its end."),
        .item(marker: "•", depth: 0, "an entry that goes on"), .item(marker: "•", depth: 1, "a deeper one"),
        .item(marker: "2.", depth: 0, "second"),
        .table(header: ["Name", "Use"], rows: [["`a|b`", "one | two"], ["short", ""]]),
        .code("# no heading\n  make | less"),
      ])
  }

  @Test func hostileOrBrokenPagesStillHaveAForm() {
    #expect(HelpPage(id: "x.md", markdown: "").title == "x.md")
    #expect(HelpPage(id: "x.md", markdown: "```\nopen").blocks == [.code("open")])
    #expect(HelpPage(id: "x.md", markdown: "|").blocks == [.table(header: [], rows: [])])
    #expect(HelpPage(id: "x.md", markdown: "a\r\nb").blocks == [.paragraph("a b")])
    #expect(HelpPage(id: "x.md", markdown: "#tag").blocks == [.paragraph("#tag")])
  }

  @Test func everyPageOfTheDocumentationIsReadAndItsLinksLeadSomewhere() throws {
    let docs = WorkspaceFixture.samples.deletingLastPathComponent().appendingPathComponent("docs")
    let library = HelpLibrary()
    library.load(docs)
    #expect(library.pages.count > 15)
    #expect(library.page?.id == "app.md")
    for page in library.pages {
      #expect(page.title != page.id, "\(page.id) has no heading")
      let text = try String(contentsOf: docs.appendingPathComponent(page.id), encoding: .utf8)
      for match in text.matches(of: /\]\(([\w-]+\.md)(?:#[\w-]*)?\)/) {
        let url = try #require(URL(string: String(match.1)))
        #expect(library.follow(url), "\(page.id) links to \(match.1)")
      }
    }
    #expect(try !library.follow(#require(URL(string: "https://example.com/app.md"))))
  }
}
