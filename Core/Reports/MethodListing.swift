import Foundation

/// The methods that `vulnadapt train` knows: for each a heading, a paragraph, what it is made of and its source, or
/// JSON.
public struct MethodListing: Sendable {
  /// How the listing is written.
  public let format: ListingFormat
  /// The methods, in the order in which they are listed.
  public let methods: [TrainingMethod]

  /// Creates a listing.
  public init(format: ListingFormat, methods: [TrainingMethod] = TrainingMethod.all) {
    self.format = format
    self.methods = methods
  }

  /// The whole listing, ending with a line end.
  ///
  /// - Parameter width: The columns that paragraphs fill (text only).
  /// - Returns: The text or JSON document.
  /// - Throws: What `JSONEncoder` throws.
  public func text(width: Int = 80) throws -> String {
    switch format {
    case .text:
      return methods.map { method in
        let makeUp = Entry.Networks(of: method)?.inWords
        let paragraphs = [method.summary, makeUp, "Source: \(method.citation)."].compactMap { $0 }
        return "\(method.id) (\(method.title))\n"
          + paragraphs.map { Self.wrapped($0, width: width) }.joined()
      }.joined(separator: "\n")
    case .json:
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      let bytes = try encoder.encode(["methods": methods.map(Entry.init)])
      return String(decoding: bytes, as: UTF8.self) + "\n"
    }
  }

  /// A method as the JSON document holds it.
  private struct Entry: Encodable {
    let id: String
    let title: String
    let summary: String
    let source: String
    let needsUnlabeled: Bool
    let networks: Networks?

    init(_ method: TrainingMethod) {
      id = method.id
      title = method.title
      summary = method.summary
      source = method.citation
      needsUnlabeled = method.needsTarget
      networks = Networks(of: method)
    }

    /// What a method that trains networks is made of.
    struct Networks: Encodable {
      let generators: Int
      let discriminators: Int
      let terms: [String]
      let refinementTerms: [String]

      /// Nil for a method without networks.
      init?(of method: TrainingMethod) {
        guard let method = AdaptationMethod.named(method.id) else { return nil }
        let weights = ObjectiveSettings()
        generators = method.generators == .dual ? 2 : 1
        discriminators = method.game.discriminatorCount
        terms = method.terms(weights).map(\.term.name)
        refinementTerms = (method.refinement?(weights) ?? []).map(\.term.name)
      }

      var inWords: String {
        let refinement =
          refinementTerms.isEmpty ? "" : "; refinement: " + refinementTerms.joined(separator: ", ")
        return "Made of: \(counting: generators, "generator"), "
          + "\(counting: discriminators, "discriminator"); terms: " + terms.joined(separator: ", ")
          + refinement
          + "."
      }
    }
  }

  /// A paragraph in lines of at most `width` columns, indented by two.
  private static func wrapped(_ paragraph: String, width: Int) -> String {
    var lines: [String] = []
    for word in paragraph.split(whereSeparator: \.isWhitespace) {
      if let line = lines.last, line.count + 1 + word.count <= width {
        lines[lines.count - 1] = line + " " + word
      } else {
        lines.append("  " + word)
      }
    }
    return lines.map { $0 + "\n" }.joined()
  }
}
