import Foundation

/// The linear part of a model: the log-odds of "vulnerable" are a bias and a weighted sum of n-grams, seen through
/// one or more views.
public struct LinearModel: Hashable, Sendable {
  /// One way of reading functions, with the weights of its n-grams.
  public struct View: Hashable, Sendable {
    /// How a function becomes tokens.
    var sequence: TokenSequence
    /// How tokens become features.
    var features: NGramFeatures
    /// What a feature of 1 adds to the log-odds.
    var weights: [Float]

    /// Creates a view from its parts.
    ///
    /// - Precondition: one weight a feature.
    public init(sequence: TokenSequence, features: NGramFeatures, weights: [Float]) {
      precondition(weights.count == features.count, "one weight a feature")
      self.sequence = sequence
      self.features = features
      self.weights = weights
    }
  }

  /// The views, whose sums are added.
  var views: [View]
  /// The log-odds of a function without any known n-gram.
  var bias: Double

  /// Creates a model from its parts.
  public init(views: [View], bias: Double) {
    self.views = views
    self.bias = bias
  }

  /// The model whose log-odds are factor · (d − origin) for this one's log-odds d.
  func scaled(by factor: Double, around origin: Double) -> LinearModel {
    var scaled = self
    scaled.bias = factor * (bias - origin)
    for view in scaled.views.indices {
      for place in scaled.views[view].weights.indices { scaled.views[view].weights[place] *= Float(factor) }
    }
    return scaled
  }

  /// The log-odds of a function; nil for a function without a known n-gram.
  func logit(of function: CFunction) -> Double? {
    logit(of: reading(of: function))
  }

  /// The log-odds of many functions, computed on all threads; see ``logit(of:)``.
  func logits(of functions: [CFunction]) -> [Double?] {
    parallelMap(functions) { self.logit(of: $0) }
  }
}

/// A function as the views of a linear model read it: the tokens of each statement, view by view.
struct LinearReading {
  var views: [[(range: SourceRange, tokens: [String])]]

  /// The function without the statements at a place.
  func removing(_ range: SourceRange) -> LinearReading {
    LinearReading(views: views.map { statements in statements.filter { $0.range != range } })
  }
}

extension LinearModel {
  /// Reads a function.
  func reading(of function: CFunction) -> LinearReading {
    function.withTokens { reading(of: function, $0) }
  }

  /// Reads a function whose tokens are there.
  func reading(of function: CFunction, _ tokens: FunctionTokens) -> LinearReading {
    LinearReading(views: views.map { $0.sequence.statements(of: function, tokens) })
  }

  /// The log-odds of a function; nil for a function without a known n-gram.
  func logit(of reading: LinearReading) -> Double? {
    var sum = bias
    var isKnown = false
    for (view, statements) in zip(views, reading.views) {
      let row = view.features.row(of: statements.flatMap(\.tokens))
      isKnown = isKnown || !row.columns.isEmpty
      for (column, value) in zip(row.columns, row.values) {
        sum += Double(value) * Double(view.weights[Int(column)])
      }
    }
    return isKnown ? sum : nil
  }

  /// What the statements at each place add to the log-odds; with the bias, they add up to them.
  ///
  /// An n-gram's part is divided evenly among its occurrences, and that of a pair across two statements between them.
  func contributions(to reading: LinearReading) -> [SourceRange: Double] {
    var contributions: [SourceRange: Double] = [:]
    for (view, statements) in zip(views, reading.views) {
      let owners = statements.indices.flatMap { statement in
        statements[statement].tokens.map { _ in statement }
      }
      let tokens = statements.flatMap(\.tokens)
      let row = view.features.row(of: tokens)
      var parts: [Int32: Double] = [:]
      for (column, value) in zip(row.columns, row.values) {
        parts[column] = Double(value) * Double(view.weights[Int(column)])
      }
      for (column, count) in view.features.counts(of: tokens) { parts[column]? /= Double(count) }
      for (index, columns) in view.features.columns(of: tokens).enumerated() {
        contributions[statements[owners[index]].range, default: 0] += parts[columns.one] ?? 0
        if columns.two >= 0, let part = parts[columns.two] {
          contributions[statements[owners[index]].range, default: 0] += part / 2
          contributions[statements[owners[index + 1]].range, default: 0] += part / 2
        }
      }
    }
    return contributions
  }
}
