/// A plot of a run with what a reader should look for in it.
public struct RunPlot: Sendable {
  /// A name for files, such as `losses`.
  public let name: String
  /// What the plot shows, in a few words.
  public let title: String
  /// What to look for, in a sentence or two.
  public let caption: String
  /// The plot.
  public let sheet: ChartSheet

  /// Curves and histograms of the functions with scores, domain by domain.
  static func rankings(_ table: ScoreTable, method: String, _ notes: inout [String]) -> [RunPlot] {
    let rankers = table.rankers.filter { $0 != "random" }.sorted { $0 == method && $1 != method }
    var plots: [RunPlot] = []
    var domains: [ScorePlots.Domain] = []
    for domain in [ScoreTable.Domain.target, .validation] {
      let rows = table.rows(of: domain)
      guard !rows.isEmpty else { continue }
      let title = domain == .target ? "unlabelled project" : "source validation"
      if let scores = table.scores(of: rankers.first ?? "", in: rows) {
        domains.append(.init(name: title, scores: scores, labels: rows.map(\.label)))
      }
      let known = rows.filter { $0.label != nil }
      let labels = known.map { $0.label == .vulnerable }
      guard labels.contains(true), labels.contains(false) else {
        notes.append("The \(title) has no labels of both classes: there are no curves for it.")
        continue
      }
      // A ranker that gives all functions one score was not measured there.
      let measured = rankers.compactMap { ranker in
        table.scores(of: ranker, in: known).map { (RunReport.title(of: ranker), $0) }
      }
      plots.append(
        RunPlot(
          name: "curves-\(domain.rawValue)", title: "How early vulnerable functions are read, \(title)",
          caption: domain == .target
            ? "A method is worth its training where its line lies above those of the trivial rankers."
            : "The same on labelled functions set aside, which the model was chosen by: good curves here and bad "
              + "ones on the unlabelled project mean that nothing carried over.",
          sheet: RankingPlots(rankers: measured, labels: labels, domain: title).curves))
    }
    if !domains.isEmpty {
      let scores = RunPlot(
        name: "scores", title: "Scores of \(RunReport.title(of: rankers.first ?? ""))",
        caption:
          "The further vulnerable and clean functions lie apart, the better. Where the unlabelled project's "
          + "scores lie elsewhere than the validation's, a threshold does not carry over.",
        sheet: ScorePlots(domains).sheet)
      plots.insert(scores, at: min(1, plots.count))
    }
    return plots
  }

  /// Losses, and discriminators where the method has some.
  static func training(_ plots: TrainingPlots) -> [RunPlot] {
    let losses = RunPlot(
      name: "losses", title: "Training",
      caption:
        "Each objective term before weighting, as mean (line) and range (area) of neighbouring steps. The "
        + "dashed line marks the step whose weights were kept.", sheet: plots.losses)
    guard let sheet = plots.discriminators else { return [losses] }
    return [
      losses,
      RunPlot(
        name: "discriminators", title: "Discriminators",
        caption:
          "Adaptation works while discriminators are often wrong: near 0.5 the projects cannot be told "
          + "apart in the joint space, at 1 adaptation has stopped.", sheet: sheet),
    ]
  }

  /// The joint space in the plane; nil, with a note, when there are too few functions.
  static func joint(
    _ joint: JointRepresentations, _ settings: TSNE, _ shouldStop: () -> Bool, _ onIteration: (Int) -> Void,
    _ notes: inout [String]
  ) throws -> RunPlot? {
    do {
      let plot = try EmbeddingPlot(
        joint, settings: settings, shouldStop: shouldStop, onIteration: onIteration)
      if shouldStop() { throw CancellationError() }
      if plot.isThinned {
        notes.append(
          "The joint space has \(joint.points.rows) functions; the plot shows all vulnerable ones and a sample of "
            + "the others.")
      }
      return RunPlot(
        name: "joint", title: "Joint space",
        caption:
          "Where functions of both projects mix, a boundary learnt on one serves the other. Islands of one "
          + "project only are functions that adaptation did not reach.", sheet: plot.sheet)
    } catch let error as TSNEError {
      notes.append("The joint space could not be drawn. \(error)")
      return nil
    }
  }
}
