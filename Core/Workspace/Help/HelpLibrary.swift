import Foundation
import Observation

/// The documentation that comes with the app, and the page being read.
@MainActor @Observable public final class HelpLibrary {
  /// The pages: that of the app first, the others by title.
  public private(set) var pages: [HelpPage] = []
  /// The page being read.
  public var selection: String?
  private static let first = "app.md"

  /// Creates a library without pages; call ``load(_:)`` next.
  public init() {}

  /// The page being read.
  public var page: HelpPage? { pages.first { $0.id == selection } }

  /// Reads the pages of a folder; what cannot be read is left out.
  public func load(_ folder: URL) {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    pages = names.filter { $0.hasSuffix(".md") }.compactMap { name -> HelpPage? in
      let file = folder.appendingPathComponent(name)
      guard let text = try? String(contentsOf: file, encoding: .utf8) else { return nil }
      return HelpPage(id: name, markdown: text)
    }.sorted { ($0.id != Self.first ? 1 : 0, $0.title) < ($1.id != Self.first ? 1 : 0, $1.title) }
    if page == nil { selection = pages.first?.id }
  }

  /// Follows a link to another page.
  ///
  /// - Returns: Whether it leads to one; an address on the web does not.
  public func follow(_ link: URL) -> Bool {
    guard link.scheme == nil || link.isFileURL, pages.contains(where: { $0.id == link.lastPathComponent })
    else { return false }
    selection = link.lastPathComponent
    return true
  }
}
