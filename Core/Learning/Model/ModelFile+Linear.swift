import Foundation

extension LinearModel {
  /// The key of the linear part's description in a model file.
  static let key = "linear"
  /// The largest number of views in a model file.
  static let viewLimit = 8
  /// The largest number of n-grams of a view in a model file.
  static let ngramLimit = 1 << 23

  /// What the metadata says about the linear part.
  private struct Description: Codable {
    struct View: Codable {
      var sequence: TokenSequence
      var weighting: NGramFeatures.Weighting
      var vocabulary: Vocabulary
    }

    var bias: Double
    var networkWeight: Double
    var views: [View]
  }

  /// Names of a view's tensors.
  private static func names(_ view: Int) -> (ngrams: String, scales: String, weights: String) {
    ("L\(view + 1)_ngrams", "L\(view + 1)_scales", "L\(view + 1)_weights")
  }

  /// Whether a linear part may have a tensor of this name and shape.
  static func canHold(_ name: String, shape: [Int]) -> Bool {
    guard let count = shape.first, count <= ngramLimit else { return false }
    return (0..<viewLimit).contains { view in
      let names = names(view)
      return name == names.ngrams && shape == [count, 2]
        || [names.scales, names.weights].contains(name) && shape == [count]
    }
  }

  /// The description as JSON, and the tensors.
  func parts(networkWeight: Double) throws -> (text: String, tensors: [String: Tensor]) {
    let description = Description(
      bias: bias, networkWeight: networkWeight,
      views: views.map {
        .init(sequence: $0.sequence, weighting: $0.features.weighting, vocabulary: $0.features.vocabulary)
      })
    var tensors: [String: Tensor] = [:]
    for (index, view) in views.enumerated() {
      let names = Self.names(index)
      let count = view.features.count
      tensors[names.ngrams] = Tensor(
        shape: [count, 2], elements: view.features.ngrams.flatMap { [Float($0.first), Float($0.second)] })
      tensors[names.scales] = Tensor(shape: [count], elements: view.features.scales)
      tensors[names.weights] = Tensor(shape: [count], elements: view.weights)
    }
    return (try JSONEncoder.canonical.text(of: description), tensors)
  }

  /// Reads the linear part of which nothing is trusted, and takes its tensors out of `tensors`.
  ///
  /// - Throws: ``ModelFileError`` when the description and the tensors do not agree.
  static func read(
    text: String, tensors: inout [String: Tensor], file: String
  ) throws(ModelFileError) -> (model: LinearModel, networkWeight: Double) {
    let description: Description = try ModelFile.value(of: text, key: key, file: file)
    func fail(_ detail: String) -> ModelFileError { .inconsistent(file: file, detail: detail) }
    guard description.bias.isFinite, description.networkWeight.isFinite, description.networkWeight >= 0 else {
      throw fail("its linear part has a bias or weight that is not a number from 0 on")
    }
    guard (1...viewLimit).contains(description.views.count) else {
      throw fail("its linear part has \(description.views.count) views, but 1 to \(viewLimit) are possible")
    }
    var views: [View] = []
    for (index, part) in description.views.enumerated() {
      guard part.sequence.source != .text, part.sequence.normalisation.nameLimit ?? 1 >= 1 else {
        throw fail("view \(index + 1) of its linear part does not read statements in a known way")
      }
      guard part.vocabulary.count <= 1 << 24 else {
        throw fail("view \(index + 1) of its linear part has more tokens than can be numbered")
      }
      let names = names(index)
      func tensor(_ name: String, _ shape: (Int) -> [Int], count: Int?) throws(ModelFileError) -> Tensor {
        guard let tensor = tensors.removeValue(forKey: name) else {
          throw fail("the tensor \"\(name)\" is missing")
        }
        guard let rows = tensor.shape.first, tensor.shape == shape(count ?? rows) else {
          throw fail("the tensor \"\(name)\" has the impossible shape \(tensor.shape)")
        }
        return tensor
      }
      let pairs = try tensor(names.ngrams, { [$0, 2] }, count: nil)
      let count = pairs.shape[0]
      let scales = try tensor(names.scales, { [$0] }, count: count)
      let weights = try tensor(names.weights, { [$0] }, count: count)
      guard let ngrams = ngrams(pairs.elements, tokens: part.vocabulary.count) else {
        throw fail(
          "the tensor \"\(names.ngrams)\" names an n-gram twice or one that is not of its vocabulary")
      }
      views.append(
        View(
          sequence: part.sequence,
          features: NGramFeatures(
            vocabulary: part.vocabulary, weighting: part.weighting, ngrams: ngrams, scales: scales.elements),
          weights: weights.elements))
    }
    return (LinearModel(views: views, bias: description.bias), description.networkWeight)
  }

  /// The n-grams of pairs of numbers; nil when a number is no token's, or an n-gram occurs twice.
  private static func ngrams(_ pairs: [Float], tokens: Int) -> [NGramFeatures.NGram]? {
    var ngrams: [NGramFeatures.NGram] = []
    var seen: Set<NGramFeatures.NGram> = []
    for index in stride(from: 0, to: pairs.count, by: 2) {
      guard let first = Int32(exactly: pairs[index]), let second = Int32(exactly: pairs[index + 1]),
        (1..<tokens).contains(Int(first)), (0..<tokens).contains(Int(second))
      else { return nil }
      let ngram = NGramFeatures.NGram(first, second)
      guard seen.insert(ngram).inserted else { return nil }
      ngrams.append(ngram)
    }
    return ngrams
  }
}
