import Foundation

/// A model file described for people and programs.
public struct ModelDescription {
  let model: ModelFile
  let file: String

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

  var parameterCount: Int {
    var count = model.evidence?.parameterCount ?? 0
    for tensor in model.tensors.values { count += tensor.elements.count }
    if let linear = model.linear {
      // One for the bias.
      count += 1
      for view in linear.views { count += view.weights.count }
    }
    return count
  }

  var summary: [[String]] {
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
    if let adaptation = model.adaptation {
      rows.append([
        "adapted to",
        "\(adaptation.project.printable), by its fixes since \(adaptation.start.prefix(12).description.printable)",
      ])
    }
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

  func row(_ project: Provenance.Project, _ kind: String) -> [String] {
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

  /// Rows of cells, aligned to the left and indented.
  private func table(_ rows: [[String]]) -> [String] { TextColumns.lines(rows).map { "  " + $0 } }
}
