import Core
import SwiftUI

/// The documentation that comes with the app, in a window of its own.
struct HelpView: View {
  static let windowID = "help"

  /// The folder docs/ of the project, in the app's resources.
  static var bundledFolder: URL? { Bundle.main.url(forResource: "docs", withExtension: nil) }

  let folder: URL?
  @State private var library = HelpLibrary()

  var body: some View {
    NavigationSplitView {
      HelpPageList(library: library)
        .navigationSplitViewColumnWidth(min: 180, ideal: 230, max: 320)
    } detail: {
      if let page = library.page {
        HelpPageView(page: page)
      } else {
        ContentUnavailableView(
          "The Documentation Is Missing", systemImage: "book",
          description: Text("This copy of VulnAdapt has no documentation in it. Install it again."))
      }
    }
    .environment(
      \.openURL,
      OpenURLAction { [library] url in
        if library.follow(url) { return .handled }
        return url.scheme == "https" ? .systemAction : .discarded
      }
    )
    .onAppear { if let folder { library.load(folder) } }
  }
}

/// The titles of all pages.
private struct HelpPageList: View {
  @Bindable var library: HelpLibrary

  var body: some View {
    List(selection: $library.selection) {
      ForEach(library.pages) { page in
        Text(verbatim: page.title).tag(page.id)
      }
    }
    .listStyle(.sidebar)
  }
}

/// One page.
private struct HelpPageView: View {
  let page: HelpPage

  var body: some View {
    ScrollView {
      VStack(alignment: .leading, spacing: 10) {
        ForEach(Array(page.blocks.enumerated()), id: \.offset) { _, block in
          HelpBlockView(block: block)
        }
      }
      .padding(24)
      .frame(maxWidth: 720, alignment: .leading)
    }
    .textSelection(.enabled)
    .navigationTitle(page.title)
  }
}

/// A heading, paragraph, entry of a list, code or table.
private struct HelpBlockView: View {
  let block: HelpPage.Block

  var body: some View {
    switch block {
    case .heading(let level, let text):
      Text(InlineMarkdown.text(text))
        .font(level == 1 ? .largeTitle : level == 2 ? .title2 : .headline)
        .accessibilityAddTraits(.isHeader)
    case .paragraph(let text):
      Text(InlineMarkdown.text(text))
    case .item(let marker, let depth, let text):
      HStack(alignment: .firstTextBaseline) {
        Text(verbatim: marker).monospacedDigit()
        Text(InlineMarkdown.text(text))
      }
      .padding(.leading, CGFloat(depth) * 16)
      .accessibilityElement(children: .combine)
    case .code(let text):
      Text(verbatim: text)
        .font(.system(.callout, design: .monospaced))
        .padding(8)
        .background(.bar)
    case .table(let header, let rows):
      HelpTable(header: header, rows: rows)
    }
  }
}

/// A table with its header.
private struct HelpTable: View {
  let header: [String]
  let rows: [[String]]

  var body: some View {
    Grid(alignment: .leading, horizontalSpacing: 16, verticalSpacing: 6) {
      GridRow {
        ForEach(Array(header.enumerated()), id: \.offset) { _, cell in
          Text(InlineMarkdown.text(cell)).font(.headline)
        }
      }
      Divider()
      ForEach(Array(rows.enumerated()), id: \.offset) { _, row in
        GridRow {
          ForEach(Array(row.enumerated()), id: \.offset) { _, cell in Text(InlineMarkdown.text(cell)) }
        }
      }
    }
  }
}
