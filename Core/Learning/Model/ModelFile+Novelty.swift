import Foundation

extension NoveltyModel {
  /// The metadata key.
  static let key = "novelty"
  /// The largest number of sizes that a file may have.
  private static let mostSizes = 1_000

  /// The model as the file holds it.
  private struct Description: Codable {
    /// The features, by name.
    var features: [String]
    var sizes: [Float]
    /// An array a size.
    var means: [[Float]]
    var spreads: [[Float]]
    var limit: Float
    var projectLimit: Float
  }

  /// The model as JSON.
  func text() throws -> String {
    let description = Description(
      features: columns.map { TextFeature.allCases[$0].name }, sizes: sizes, means: rows(means),
      spreads: rows(spreads), limit: limit, projectLimit: projectLimit)
    return try JSONEncoder.canonical.text(of: description)
  }

  private func rows(_ values: [Float]) -> [[Float]] {
    sizes.indices.map { Array(values[($0 * columns.count)..<(($0 + 1) * columns.count)]) }
  }

  /// Reads a model of which nothing is trusted; features are matched by name.
  ///
  /// - Throws: ``ModelFileError``.
  static func read(text: String, file: String) throws(ModelFileError) -> NoveltyModel {
    let description: Description = try ModelFile.value(of: text, key: key, file: file)
    func fail(_ detail: String) -> ModelFileError { .inconsistent(file: file, detail: detail) }
    let features = description.features
    let known = Dictionary(uniqueKeysWithValues: TextFeature.allCases.map { ($0.name, $0.column) })
    if let unknown = features.first(where: { known[$0] == nil }) {
      throw fail("its \"\(key)\" counts the feature \"\(unknown)\", which this program does not know")
    }
    let (means, spreads) = (description.means, description.spreads)
    guard !features.isEmpty, Set(features).count == features.count, !description.sizes.isEmpty,
      means.count == description.sizes.count, spreads.count == means.count,
      (means + spreads).allSatisfy({ $0.count == features.count })
    else { throw fail("the numbers of its \"\(key)\" contradict each other") }
    return NoveltyModel(
      columns: features.compactMap { known[$0] }, sizes: description.sizes, means: means.flatMap(\.self),
      spreads: spreads.flatMap(\.self), limit: description.limit, projectLimit: description.projectLimit)
  }

  /// What is wrong with the numbers; nil when nothing is.
  var problem: String? {
    guard (sizes + means + spreads + [limit]).allSatisfy(\.isFinite) else {
      return "a number of its \"\(Self.key)\" is not finite"
    }
    // They are looked through for each function.
    guard sizes.count <= Self.mostSizes else {
      return "its \"\(Self.key)\" has more than \(Self.mostSizes) sizes"
    }
    guard spreads.allSatisfy({ $0 > 0 }) else { return "a spread of its \"\(Self.key)\" is not above 0" }
    guard zip(sizes, sizes.dropFirst()).allSatisfy(<) else {
      return "the sizes of its \"\(Self.key)\" do not rise"
    }
    guard limit >= 0, (0...1).contains(projectLimit) else {
      return "a limit of its \"\(Self.key)\" is out of its range"
    }
    return nil
  }
}
