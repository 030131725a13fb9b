import Foundation

extension EvidenceModel {
  /// The key of the evidence part's description in a model file.
  static let key = "evidence"

  private static let tensorNames = (
    means: "E_means", scales: "E_scales", weights: "E_weights", past: "E_past"
  )

  /// Whether a tensor of this name and shape can be a part of the model.
  static func canHold(_ name: String, shape: [Int]) -> Bool {
    guard shape.count == 1 else { return false }
    switch name {
    case tensorNames.means, tensorNames.scales, tensorNames.weights:
      return shape[0] <= TextFeature.allCases.count
    case tensorNames.past: return shape[0] <= PastFeatures.names.count
    default: return false
    }
  }

  /// What the metadata says about the evidence part.
  private struct Description: Codable {
    var bias: Double
    var past: Past
    /// The columns of the tensors, by name.
    var textFeatures: [String]
    var pastFeatures: [String]
  }

  /// The description as JSON, and the tensors.
  func parts() throws -> (text: String, tensors: [String: Tensor]) {
    let description = Description(
      bias: bias, past: past, textFeatures: TextFeature.allCases.map(\.name),
      pastFeatures: PastFeatures.names)
    let names = Self.tensorNames
    return (
      try JSONEncoder.canonical.text(of: description),
      [
        names.means: Tensor(shape: [means.count], elements: means),
        names.scales: Tensor(shape: [scales.count], elements: scales),
        names.weights: Tensor(shape: [weights.count], elements: weights),
        names.past: Tensor(shape: [pastWeights.count], elements: pastWeights),
      ]
    )
  }

  /// Reads the evidence part of which nothing is trusted, and takes its tensors out of `tensors`.
  ///
  /// Features are matched by name, so that a model may know fewer than the program counts.
  ///
  /// - Throws: ``ModelFileError`` when the description and the tensors do not agree.
  static func read(
    text: String, tensors: inout [String: Tensor], file: String
  ) throws(ModelFileError) -> EvidenceModel {
    let description: Description = try ModelFile.value(of: text, key: key, file: file)
    func fail(_ detail: String) -> ModelFileError { .inconsistent(file: file, detail: detail) }
    func columns(
      _ name: String, _ features: [String], known: [String], missing: Float
    ) throws(ModelFileError) -> [Float] {
      guard let tensor = tensors.removeValue(forKey: name) else {
        throw fail("the tensor \"\(name)\" is missing")
      }
      guard tensor.shape == [features.count], Set(features).count == features.count else {
        throw fail("the tensor \"\(name)\" has not one number for each feature of its evidence part")
      }
      if let unknown = features.first(where: { !known.contains($0) }) {
        throw fail("its evidence part weighs the feature \"\(unknown)\", which this program does not know")
      }
      let values = Dictionary(zip(features, tensor.elements)) { first, _ in first }
      return known.map { values[$0] ?? missing }
    }
    let names = tensorNames
    let known = TextFeature.allCases.map(\.name)
    return EvidenceModel(
      means: try columns(names.means, description.textFeatures, known: known, missing: 0),
      scales: try columns(names.scales, description.textFeatures, known: known, missing: 1),
      weights: try columns(names.weights, description.textFeatures, known: known, missing: 0),
      bias: description.bias, past: description.past,
      pastWeights: try columns(
        names.past, description.pastFeatures, known: PastFeatures.names, missing: 0))
  }

  /// What is wrong with the numbers; nil when nothing is.
  var problem: String? {
    let numbers = means + scales + weights + pastWeights
    guard numbers.allSatisfy(\.isFinite), bias.isFinite, past.bias.isFinite, past.textWeight.isFinite
    else { return "a number of its evidence part is not finite" }
    guard scales.allSatisfy({ $0 > 0 }) else { return "a spread of its evidence part is not above 0" }
    return nil
  }
}
