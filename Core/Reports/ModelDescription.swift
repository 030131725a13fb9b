import Foundation

/// A model file described for people and programs.
public struct ModelDescription {
  private let model: ModelFile
  private let file: String

  /// Describes a model; `file` is its file as the user named it.
  public init(of model: ModelFile, file: String) {
    self.model = model
    self.file = file
  }

  /// The description as aligned text that ends with a line end.
  public var text: String {
    let sections = [
      [file.printable], table(summary), ["trained on"] + table(projects), measured, settings,
    ]
    return sections.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
  }

  /// The description as JSON that ends with a line end: all of the model but its vocabulary and weights.
  public var json: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let document = Document(
      file: file, formatVersion: ModelFile.formatVersion, method: model.method, network: model.network,
      normalisation: model.normalisation, threshold: Double(model.threshold), parameterCount: parameterCount,
      provenance: model.provenance, metrics: model.metrics)
    guard let bytes = try? encoder.encode(document) else {
      preconditionFailure("a checked model holds finite numbers only")
    }
    return String(decoding: bytes, as: UTF8.self).escapedForTerminals + "\n"
  }

  private struct Document: Encodable {
    let file: String
    let formatVersion: Int
    let method: String
    let network: NetworkSettings
    let normalisation: Normalisation
    let threshold: Double
    let parameterCount: Int
    let provenance: Provenance
    let metrics: [String: Double]
  }

  private var parameterCount: Int { model.tensors.values.map(\.elements.count).reduce(0, +) }

  private var summary: [[String]] {
    let network = model.network
    let shape = network.generator
    let names: [NetworkSettings.Generator: String] = [.source: "labelled", .target: "unlabelled"]
    let scoring = names[network.scoringGenerator] ?? ""
    let hidden = network.classifierHiddenSizes.map(String.init).joined(separator: ", ")
    return [
      ["method", model.method.printable],
      [
        "generators",
        network.generators.count == 1
          ? "one for both projects" : "one for each project; scores come from that of the \(scoring) project",
      ],
      [
        "network",
        "embedding \(shape.embeddingSize) + \(shape.embeddingSize), BLSTM \(shape.hiddenSize) per direction,"
          + " read-out \(shape.readOut.rawValue), joint space \(shape.jointSize)"
          + (hidden.isEmpty ? "" : ", classifier \(hidden)"),
      ],
      ["parameters", "\(parameterCount) (\((4 * parameterCount + 500_000) / 1_000_000) MB)"],
      ["vocabulary", "\(model.vocabulary.count) tokens"],
      ["window", "\(shape.maximumStatements) statements"],
      ["normalisation", Self.words(model.normalisation)],
      ["threshold", String(score: model.threshold) + " (suspects have this score or more)"],
      ["trained", "step \(model.provenance.step), seed \(model.provenance.seed)"],
      ["written by", "VulnAdapt \(model.provenance.libraryVersion.printable)"],
    ]
  }

  private static func words(_ normalisation: Normalisation) -> String {
    let limit = normalisation.nameLimit.map { " up to \($0)" } ?? ""
    return [
      normalisation.variant == .full ? "all statements" : "statements that mention a variable",
      (normalisation.identifierStyle == .numbered ? "numbered names" : "merged names") + limit,
      normalisation.typeStyle == .keep ? "types kept" : "own types merged",
      normalisation.keepsLibraryNames ? "library names kept" : "library names renamed",
      normalisation.keepsSignature ? "with heads" : "without heads",
    ].joined(separator: ", ")
  }

  private var projects: [[String]] {
    func row(_ project: Provenance.Project, _ kind: String) -> [String] {
      let vulnerable = project.vulnerableCount.map { ", \($0) vulnerable" } ?? ""
      return [
        kind, project.name.printable, "\(project.functionCount) functions\(vulnerable)",
        "sha256 \(project.sha256.printable)",
      ]
    }
    return model.provenance.labeled.map { row($0, "labelled") }
      + model.provenance.unlabeled.map { row($0, "unlabelled") }
  }

  /// The figures beside those of the trivial ranker.
  private var measured: [String] {
    let suffix = ModelFile.longestFirstSuffix
    let names = Set(
      model.metrics.keys.map { $0.hasSuffix(suffix) ? String($0.dropLast(suffix.count)) : $0 })
    guard !names.isEmpty else { return [] }
    func figure(_ name: String) -> String {
      model.metrics[name].map { String(format: "%.4g", $0) } ?? "–"
    }
    let rows = names.sorted().map { [$0.printable, figure($0), figure($0 + suffix)] }
    return table([["measured", "model", "longest first"]] + rows)
  }

  private var settings: [String] {
    guard !model.provenance.settings.isEmpty else { return [] }
    let rows = model.provenance.settings.sorted { $0.key < $1.key }
    return ["settings"] + table(rows.map { [$0.key.printable, $0.value.printable] })
  }

  /// Rows of cells, aligned to the left and indented unless they begin the section.
  private func table(_ rows: [[String]]) -> [String] {
    let columns = rows.map(\.count).max() ?? 0
    let widths = (0..<columns).map { column in
      rows.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0
    }
    return rows.map { row in
      let cells = row.enumerated().map { column, cell in
        column == row.count - 1 ? cell : cell + String(repeating: " ", count: widths[column] - cell.count)
      }
      return "  " + cells.joined(separator: "  ")
    }
  }
}
