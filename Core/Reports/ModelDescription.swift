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

  /// Both descriptions row by row: what is equal once, what differs marked with * and told of each; ends with a line end.
  public func text(beside other: ModelDescription) -> String {
    func cells(_ rows: [[String]]) -> [(name: String, text: String)] {
      var name = ""
      var number: [String: Int] = [:]
      return rows.map { row in
        if row[0].isEmpty { number[name, default: 1] += 1 } else { name = row[0] }
        let key = number[name].map { "\(name) \($0)" } ?? name
        return (key, row.dropFirst().joined(separator: "  "))
      }
    }
    let (own, others) = (cells(comparable), cells(other.comparable))
    let first = Dictionary(own) { "\($0); \($1)" }
    let second = Dictionary(others) { "\($0); \($1)" }
    var names: [String] = []
    for (name, _) in own + others where !names.contains(name) { names.append(name) }
    let width = names.map(\.count).max() ?? 0
    let models = (file.printable, other.file.printable)
    let modelWidth = max(models.0.count, models.1.count)
    func padded(_ text: String, _ width: Int) -> String {
      text + String(repeating: " ", count: max(0, width - text.count))
    }
    let lines = names.flatMap { name -> [String] in
      let (left, right) = (first[name] ?? "–", second[name] ?? "–")
      if left == right { return ["  \(padded(name, width))  \(left)"] }
      return [
        "* \(name)", "    \(padded(models.0, modelWidth))  \(left)",
        "    \(padded(models.1, modelWidth))  \(right)",
      ]
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The rows that can be compared: what the model is, how much it learnt from and what it was measured at; of figures on
  /// single projects what they come to.
  private var comparable: [[String]] {
    let figures = model.singleFigures.map { name, value in
      [
        name.hasSuffix(ModelFile.longestFirstSuffix)
          ? String(name.dropLast(ModelFile.longestFirstSuffix.count)).printable + " (longest first)"
          : name.printable, String(format: "%.4g", value),
      ]
    }
    let gains = model.series.compactMap { series in
      model.gain(ofFigures: series).map { gain in
        [
          series.printable,
          "\(String(format: "%.3g", gain.mean)) times the average precision of longest first (geometric mean of "
            + "\(counting: gain.projects, "project")), ahead on \(gain.ahead)",
        ]
      }
    }
    return summary + sums(of: model.provenance.labeled, "labelled")
      + sums(of: model.provenance.unlabeled, "unlabelled") + gains + figures
  }

  /// What the projects of a kind come to, in one row; a single one with its name.
  private func sums(of projects: [Provenance.Project], _ kind: String) -> [[String]] {
    guard projects.count > 1 else { return projects.map { Array(row($0, kind).dropLast()) } }
    let functions = projects.map(\.functionCount).reduce(0, +)
    let vulnerable = projects.compactMap(\.vulnerableCount)
    return [
      [
        kind,
        "\(projects.count) projects, \(functions) functions"
          + (vulnerable.isEmpty ? "" : ", \(vulnerable.reduce(0, +)) vulnerable"),
      ]
    ]
  }

  /// The description as JSON that ends with a line end: all of the model but its vocabulary and weights.
  public var json: String {
    let encoder = JSONEncoder.indented
    let document = Document(
      file: file, formatVersion: ModelFile.formatVersion, method: model.method, network: model.network,
      linear: model.linear.map { Linear($0, networkWeight: model.networkWeight) },
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

  private var parameterCount: Int {
    var count = model.evidence?.parameterCount ?? 0
    for tensor in model.tensors.values { count += tensor.elements.count }
    if let linear = model.linear {
      // One for the bias.
      count += 1
      for view in linear.views { count += view.weights.count }
    }
    return count
  }

  private var summary: [[String]] {
    var rows: [[String]] = [["method", model.method.printable]]
    if let network = model.network { rows += self.rows(network) }
    if let linear = model.linear { rows += self.rows(linear) }
    rows += [
      ["parameters", "\(parameterCount) (\((4 * parameterCount + 500_000) / 1_000_000) MB)"],
      ["normalisation", Self.words(model.normalisation)],
      ["threshold", String(score: model.threshold) + " (suspects have this score or more)"],
      ["unlike", noveltyWords],
      ["trained", "step \(model.provenance.step), seed \(model.provenance.seed)"],
      ["written by", "VulnAdapt \(model.provenance.libraryVersion.printable)"],
    ]
    return rows
  }

  private var noveltyWords: String {
    guard let novelty = model.novelty else {
      return "cannot tell which functions are unlike anything learnt from"
    }
    let limit = Int((100 * novelty.projectLimit).rounded())
    return
      "tells functions unlike anything learnt from; more than \(limit) % in a project are remarkable"
  }

  private func rows(_ network: NetworkSettings) -> [[String]] {
    let shape = network.generator
    let names: [NetworkSettings.Generator: String] = [.source: "labelled", .target: "unlabelled"]
    let scoring = names[network.scoringGenerator] ?? ""
    let hidden = network.classifierHiddenSizes.map(String.init).joined(separator: ", ")
    return [
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
      ["vocabulary", "\(model.vocabulary.count) tokens"],
      ["window", "\(shape.maximumStatements) statements"],
    ]
  }

  /// A row a view, and how the networks are added.
  private func rows(_ linear: LinearModel) -> [[String]] {
    let views = linear.views.enumerated().map { index, view in
      [
        index == 0 ? "linear" : "",
        "\(view.features.count) features, weighting \(view.features.weighting.rawValue), of "
          + Self.words(view.sequence.normalisation),
      ]
    }
    guard model.network != nil else { return views }
    return views + [["", "plus \(String(format: "%.3g", model.networkWeight)) times the networks' logit"]]
  }

  private static func words(_ normalisation: Normalisation) -> String {
    let names: [Normalisation.IdentifierStyle: String] = [
      .numbered: "numbered names", .merged: "merged names", .words: "words of function names, numbers",
      .allWords: "words of all names, numbers",
    ]
    let limit = normalisation.nameLimit.map { " up to \($0)" } ?? ""
    return [
      normalisation.variant == .full ? "all statements" : "statements that mention a variable",
      names[normalisation.identifierStyle, default: ""] + limit,
      normalisation.typeStyle == .keep ? "types kept" : "own types merged",
      normalisation.keepsLibraryNames ? "library names kept" : "library names renamed",
      normalisation.keepsSignature ? "with heads" : "without heads",
    ].joined(separator: ", ")
  }

  private var projects: [[String]] {
    model.provenance.labeled.map { row($0, "labelled") }
      + model.provenance.unlabeled.map { row($0, "unlabelled") }
  }

  private func row(_ project: Provenance.Project, _ kind: String) -> [String] {
    let vulnerable = project.vulnerableCount.map { ", \($0) vulnerable" } ?? ""
    return [
      kind, project.name.printable, "\(project.functionCount) functions\(vulnerable)",
      "sha256 \(project.sha256.printable)",
    ]
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

  /// The settings that the method read, by their titles; what this version does not know as it is recorded.
  private var settings: [String] {
    var recorded = model.provenance.settings
    guard !recorded.isEmpty else { return [] }
    let known = TrainingSetting.all.compactMap { setting in
      recorded.removeValue(forKey: setting.name).map { [setting.title, $0.printable] }
    }
    let rest = recorded.sorted { $0.key < $1.key }.map { [$0.key.printable, $0.value.printable] }
    return ["settings"] + table(known + rest)
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
