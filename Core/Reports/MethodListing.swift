import Foundation

/// The methods that `vulnadapt train` knows, and the starter model's: for each a heading, a paragraph, what it is made of
/// and its source, or JSON.
public struct MethodListing: Sendable {
  /// How the listing is written.
  public let format: ListingFormat
  /// The methods, in the order in which they are listed.
  private let entries: [Entry]

  /// Creates a listing of all methods.
  public init(format: ListingFormat) {
    self.format = format
    entries = TrainingMethod.all.map(Entry.init) + [Entry.starter]
  }

  /// Creates a listing of the method with an identifier.
  ///
  /// - Throws: ``TrainingError/unknownMethod(_:known:)`` with all that are listed.
  public init(format: ListingFormat, method: String) throws {
    self.init(format: format, entries: Self(format: format).entries.filter { $0.id == method })
    guard entries.isEmpty else { return }
    throw TrainingError.unknownMethod(method, known: Self(format: format).entries.map(\.id))
  }

  private init(format: ListingFormat, entries: [Entry]) {
    self.format = format
    self.entries = entries
  }

  /// The whole listing, ending with a line end.
  ///
  /// - Parameter width: The columns that paragraphs fill (text only).
  /// - Returns: The text or JSON document.
  /// - Throws: What `JSONEncoder` throws.
  public func text(width: Int = 80) throws -> String {
    switch format {
    case .text:
      return entries.map { method in
        let paragraphs = [method.summary, method.networks?.inWords, "Source: \(method.source)."]
          .compactMap { $0 }
        return "\(method.id) (\(method.title))\n"
          + paragraphs.map { Self.wrapped($0, width: width) }.joined()
      }.joined(separator: "\n")
    case .json:
      return try JSONEncoder.indented.text(of: ["methods": entries]) + "\n"
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

    /// What ranks where no model is named.
    static let starter = Entry(
      id: StarterModel.methodName, title: "Evidence of the text and of the past",
      summary: """
        The starter model's, which comes with the program and is not trained by `vulnadapt train`: a logistic \
        regression on counts of what a function's text holds (loops, calls that copy, index and pointer writes, its \
        length) and, where there is a history, on what the project's past says of it. Named by `--model starter`.
        """,
      source: "this program's own; Scripts/train-starter-model.py makes it, docs/field.md measures it",
      needsUnlabeled: false, networks: nil)

    private init(
      id: String, title: String, summary: String, source: String, needsUnlabeled: Bool, networks: Networks?
    ) {
      self.id = id
      self.title = title
      self.summary = summary
      self.source = source
      self.needsUnlabeled = needsUnlabeled
      self.networks = networks
    }

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
