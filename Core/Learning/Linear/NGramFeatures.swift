import Foundation
import RealModule

/// Turns sequences of tokens into sparse rows of weighted 1-grams and 2-grams.
public struct NGramFeatures: Hashable, Sendable {
  /// What the number of times an n-gram occurs in a function becomes.
  public enum Weighting: String, Codable, Sendable, CaseIterable {
    /// (1 + ln *count*) · (ln((1 + *n*) / (1 + *d*)) + 1) for *n* functions of which *d* have the n-gram.
    case sublinearTFIDF = "sublinear-tf-idf"
    /// √*count*, however common the n-gram is elsewhere.
    case squareRoot = "square-root"
    /// ln(1 + *count*); rows keep their length, so that they say how long a function is.
    case logarithm

    /// Whether rows are scaled to length 1.
    var isNormalized: Bool { self != .logarithm }

    /// What a number of occurrences becomes before it is multiplied with the n-gram's scale.
    func value(of count: Int) -> Double {
      switch self {
      case .sublinearTFIDF: 1 + log(Double(count))
      case .squareRoot: Double(count).squareRoot()
      case .logarithm: .log(onePlus: Double(count))
      }
    }
  }

  /// The tokens that n-grams are made of.
  public let vocabulary: Vocabulary
  /// How occurrences are weighted.
  let weighting: Weighting
  /// The n-grams as numbers of tokens: first and second, which is 0 for a 1-gram. An n-gram's index is its column.
  let ngrams: [NGram]
  /// What each n-gram's weight is multiplied with: 1 without inverse document frequencies.
  let scales: [Float]
  private let columns: [NGram: Int32]

  /// A token, or two that follow each other, by their numbers in the vocabulary.
  public struct NGram: Hashable, Sendable {
    /// The first token's number, from 1.
    public var first: Int32
    /// The second token's number, from 1; 0 for a 1-gram.
    public var second: Int32

    /// Creates an n-gram.
    public init(_ first: Int32, _ second: Int32 = 0) {
      self.first = first
      self.second = second
    }

    /// Hashes one word instead of two.
    public func hash(into hasher: inout Hasher) {
      hasher.combine(UInt64(UInt32(bitPattern: first)) << 32 | UInt64(UInt32(bitPattern: second)))
    }
  }

  /// Creates features from their parts.
  ///
  /// - Precondition: one scale an n-gram; n-grams differ and their tokens are in the vocabulary.
  public init(vocabulary: Vocabulary, weighting: Weighting, ngrams: [NGram], scales: [Float]) {
    precondition(scales.count == ngrams.count, "one scale an n-gram")
    self.vocabulary = vocabulary
    self.weighting = weighting
    self.ngrams = ngrams
    self.scales = scales
    columns = Dictionary(uniqueKeysWithValues: zip(ngrams, 0...))
  }

  /// Finds the n-grams of a collection of functions, without looking at labels.
  ///
  /// The result does not depend on the order of the functions.
  ///
  /// - Parameters:
  ///   - functions: The tokens of each function.
  ///   - weighting: How occurrences are weighted.
  ///   - minimumDocumentFrequency: In how many functions an n-gram must occur to be kept.
  ///   - maximumLength: 1 for 1-grams alone, 2 for both.
  public init(
    of functions: [[String]], weighting: Weighting, minimumDocumentFrequency: Int, maximumLength: Int = 2
  ) {
    let vocabulary = Vocabulary.build(
      fromTokens: functions, minimumDocumentFrequency: minimumDocumentFrequency)
    var frequencies: [NGram: Int32] = [:]
    for tokens in functions {
      for ngram in Set(Self.ngrams(of: tokens, vocabulary))
      where ngram.second == 0 || maximumLength > 1 {
        frequencies[ngram, default: 0] += 1
      }
    }
    let kept = frequencies.filter { $0.value >= minimumDocumentFrequency }
      .sorted { ($0.key.second, $0.key.first) < ($1.key.second, $1.key.first) }
    let count = Double(functions.count)
    self.init(
      vocabulary: vocabulary, weighting: weighting, ngrams: kept.map(\.key),
      scales: kept.map { entry in
        weighting == .sublinearTFIDF ? Float(log((1 + count) / (1 + Double(entry.value))) + 1) : 1
      })
  }

  /// Number of columns.
  public var count: Int { ngrams.count }

  /// The words of a column's n-gram, separated by a blank.
  public func name(ofColumn column: Int) -> String {
    let ngram = ngrams[column]
    let first = vocabulary.tokens[Int(ngram.first)]
    return ngram.second == 0 ? first : first + " " + vocabulary.tokens[Int(ngram.second)]
  }

  /// The row of a function's tokens; empty when none of its n-grams is known.
  public func row(of tokens: [String]) -> SparseRow {
    let row = weighted(counts(of: tokens))
    return weighting.isNormalized ? row.normalized : row
  }

  /// The rows of functions, computed on all threads.
  public func rows(of functions: [[String]]) -> SparseRows {
    SparseRows(parallelMap(functions) { self.row(of: $0) }, columnCount: count)
  }

  /// The columns of the n-grams that begin at each token; -1 for unknown ones.
  ///
  /// - Returns: For each token, the columns of its 1-gram and of the 2-gram that it begins.
  func columns(of tokens: [String]) -> [(one: Int32, two: Int32)] {
    let ids = tokens.map { vocabulary.id(of: $0) ?? 0 }
    return ids.indices.map { index in
      guard ids[index] != 0 else { return (-1, -1) }
      let next = index + 1 < ids.count ? ids[index + 1] : 0
      return (
        columns[NGram(ids[index])] ?? -1, next == 0 ? -1 : columns[NGram(ids[index], next)] ?? -1
      )
    }
  }

  /// The weights before scaling to length 1, ascending by column.
  func weighted(_ counts: [(column: Int32, count: Int)]) -> SparseRow {
    SparseRow(
      columns: counts.map(\.column),
      values: counts.map { Float(weighting.value(of: $0.count)) * scales[Int($0.column)] })
  }

  /// How often each known n-gram occurs, ascending by column.
  func counts(of tokens: [String]) -> [(column: Int32, count: Int)] {
    var found: [Int32] = []
    found.reserveCapacity(2 * tokens.count)
    for (one, two) in columns(of: tokens) {
      if one >= 0 { found.append(one) }
      if two >= 0 { found.append(two) }
    }
    found.sort()
    var counts: [(column: Int32, count: Int)] = []
    for column in found {
      if counts.last?.column == column {
        counts[counts.count - 1].count += 1
      } else {
        counts.append((column, 1))
      }
    }
    return counts
  }

  private static func ngrams(of tokens: [String], _ vocabulary: Vocabulary) -> [NGram] {
    var result: [NGram] = []
    var previous: Int32 = 0
    for token in tokens {
      let id = vocabulary.id(of: token) ?? 0
      if id != 0 {
        result.append(NGram(id))
        if previous != 0 { result.append(NGram(previous, id)) }
      }
      previous = id
    }
    return result
  }
}
