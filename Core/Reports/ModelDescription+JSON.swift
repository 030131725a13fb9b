import Foundation

extension ModelDescription {
  /// The description as JSON that ends with a line end: all of the model but its vocabulary and weights.
  public var json: String {
    let encoder = JSONEncoder.indented
    let document = Document(
      file: file, formatVersion: ModelFile.formatVersion, method: model.method, network: model.network,
      linear: model.linear.map { Linear($0, networkWeight: model.networkWeight) },
      normalisation: model.normalisation, threshold: Double(model.threshold), parameterCount: parameterCount,
      provenance: model.provenance, metrics: model.metrics)
    guard let text = try? encoder.text(of: document) else {
      preconditionFailure("a checked model holds finite numbers only")
    }
    return text + "\n"
  }

  private struct Document: Encodable {
    let file: String
    let formatVersion: Int
    let method: String
    let network: NetworkSettings?
    let linear: Linear?
    let normalisation: Normalisation
    let threshold: Double
    let parameterCount: Int
    let provenance: Provenance
    let metrics: [String: Double]
  }

  private struct Linear: Encodable {
    struct View: Encodable {
      let sequence: TokenSequence
      let weighting: NGramFeatures.Weighting
      let featureCount: Int
    }

    let bias: Double
    let networkWeight: Double
    let views: [View]

    init(_ linear: LinearModel, networkWeight: Double) {
      bias = linear.bias
      self.networkWeight = networkWeight
      views = linear.views.map {
        View(sequence: $0.sequence, weighting: $0.features.weighting, featureCount: $0.features.count)
      }
    }
  }
}
