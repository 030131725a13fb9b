import Foundation

/// The tokens a model knows, each with a number.
///
/// Number 0 is ``unknownToken``, which stands for every token the vocabulary lacks.
public struct Vocabulary: Hashable, Sendable {
  /// What stands at number 0.
  public static let unknownToken = "<unknown>"

  /// All tokens; a token's index is its number.
  public let tokens: [String]
  private let ids: [String: Int32]

  /// Creates a vocabulary from its tokens in order.
  ///
  /// - Throws: ``VocabularyError`` unless the first token is ``unknownToken`` and all differ.
  public init(tokens: [String]) throws(VocabularyError) {
    guard tokens.first == Self.unknownToken else { throw .unknownTokenMissing }
    guard tokens.count <= Int(Int32.max) else { throw .tooManyTokens(tokens.count) }
    var ids = [String: Int32](minimumCapacity: tokens.count)
    for (index, token) in tokens.enumerated() {
      if let earlier = ids.updateValue(Int32(index), forKey: token) {
        throw .repeatedToken(token, Int(earlier), index)
      }
    }
    self.tokens = tokens
    self.ids = ids
  }

  /// The number of tokens, the unknown one included.
  public var count: Int { tokens.count }

  /// The number of a token, or nil when the vocabulary lacks it.
  public func id(of token: String) -> Int32? { ids[token] }

  /// Builds the vocabulary of a collection of functions, without looking at labels.
  ///
  /// The result does not depend on the order of the functions: tokens are ordered by the number of
  /// functions they occur in, most first, then by their bytes.
  ///
  /// - Parameters:
  ///   - functions: The statements of each function, of the labelled and unlabelled projects alike.
  ///   - minimumDocumentFrequency: In how many functions a token must occur to be kept.
  ///   - limit: The largest number of tokens, the unknown one included; at least 1.
  /// - Returns: The vocabulary.
  public static func build(
    from functions: some Sequence<[Statement]>, minimumDocumentFrequency: Int = 1, limit: Int = .max
  ) -> Vocabulary {
    build(
      fromTokens: functions.lazy.map { $0.lazy.flatMap(\.tokens) },
      minimumDocumentFrequency: minimumDocumentFrequency, limit: limit)
  }

  /// Builds the vocabulary of a collection of functions given as sequences of tokens; see
  /// ``build(from:minimumDocumentFrequency:limit:)``.
  public static func build(
    fromTokens functions: some Sequence<some Sequence<String>>, minimumDocumentFrequency: Int = 1,
    limit: Int = .max
  ) -> Vocabulary {
    var frequencies: [String: (functions: Int, last: Int)] = [:]
    for (number, tokens) in functions.enumerated() {
      for token in tokens {
        let entry = frequencies[token, default: (0, -1)]
        if entry.last != number { frequencies[token] = (entry.functions + 1, number) }
      }
    }
    frequencies[unknownToken] = nil
    let ordered =
      frequencies
      .filter { $0.value.functions >= minimumDocumentFrequency }
      .map { (token: $0.key, functions: $0.value.functions) }
      .sorted { left, right in
        left.functions != right.functions
          ? left.functions > right.functions
          : left.token.utf8.lexicographicallyPrecedes(right.token.utf8)
      }
    let kept = [unknownToken] + ordered.prefix(max(0, min(limit, Int(Int32.max)) - 1)).map(\.token)
    return Vocabulary(distinct: kept)
  }

  private init(distinct tokens: [String]) {
    self.tokens = tokens
    ids = Dictionary(uniqueKeysWithValues: zip(tokens, 0...))
  }
}

extension Vocabulary: Codable {
  /// Reads the list of tokens.
  public init(from decoder: any Decoder) throws {
    try self.init(tokens: decoder.singleValueContainer().decode([String].self))
  }

  /// Writes the list of tokens.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(tokens)
  }
}

/// Why a list of tokens is not a vocabulary.
public enum VocabularyError: ExplainedError, Equatable {
  /// The first token is not the unknown one.
  case unknownTokenMissing
  /// The list is longer than numbers reach.
  case tooManyTokens(Int)
  /// A token occurs at two places.
  case repeatedToken(String, Int, Int)

  /// A finished sentence.
  public var explanation: ErrorExplanation {
    switch self {
    case .unknownTokenMissing:
      .init("The vocabulary does not begin with \(Vocabulary.unknownToken).", next: "Train the model again.")
    case .tooManyTokens(let count):
      .init(
        "The vocabulary has \(count) tokens, more than can be numbered.", next: "Train with a lower limit.")
    case .repeatedToken(let token, let first, let second):
      .init(
        "The vocabulary holds \"\(token.printable)\" twice, as numbers \(first) and \(second).",
        next: "Train the model again.")
    }
  }
}
