/// The labelled vulnerable functions a model was trained with, as sketches, to show what a suspect resembles.
///
/// They hold names and labels, but no code, and take no part in a score.
public struct Exemplars: Hashable, Sendable {
  /// What is known about a labelled vulnerable function.
  public struct Entry: Hashable, Sendable, Codable {
    /// The labelled project's name.
    public var project: String
    /// The function's file, relative to the project's folder.
    public var file: String
    /// The function's name.
    public var name: String
    /// The published vulnerability, such as `CVE-2011-3464`, if known.
    var cve: String?
    /// The kind of mistake, such as `CWE-787`, if known.
    var cwe: String?
  }

  /// The largest number of functions that are kept.
  static let countLimit = 4_096

  /// The functions.
  public let entries: [Entry]
  /// Their sketches, in step.
  let sketches: [FunctionSketch]

  init(entries: [Entry], sketches: [FunctionSketch]) {
    self.entries = entries
    self.sketches = sketches
  }

  /// Sketches the vulnerable functions of labelled projects, the first ``countLimit`` of them.
  ///
  /// - Parameters:
  ///   - projects: The projects with the names of their folders.
  ///   - normalisation: How functions become statements.
  public init(of projects: [(name: String, project: LabeledProject)], normalisation: Normalisation) {
    let vulnerable = projects.flatMap { name, project in
      project.functions.filter { $0.label == .vulnerable }.map { (name, $0) }
    }.prefix(Self.countLimit)
    let parser = StatementParser(normalisation: normalisation)
    sketches = parallelMap(vulnerable.map(\.1.function)) { FunctionSketch(parser.statements(of: $0)) }
    entries = vulnerable.map { name, labeled in
      Entry(
        project: Self.kept(name), file: Self.kept(labeled.function.file),
        name: Self.kept(labeled.function.name), cve: labeled.cve.map(Self.kept),
        cwe: labeled.cwe.map(Self.kept))
    }
  }

  /// The longest name, in characters.
  static let nameLimit = 1_000

  private static func kept(_ name: String) -> String { String(name.prefix(nameLimit)) }

  /// The functions that resemble a sketch most, most similar first.
  ///
  /// - Parameters:
  ///   - sketch: The sketch.
  ///   - limit: The largest number of functions.
  /// - Returns: Functions with a similarity above 0.
  public func nearest(to sketch: FunctionSketch, limit: Int) -> [SimilarFunction] {
    let similarities = sketches.map { $0.similarity(to: sketch) }
    let order = similarities.indices.filter { similarities[$0] > 0 }
      .sorted { (similarities[$1], $0) < (similarities[$0], $1) }
    return order.prefix(limit).map { index in
      let entry = entries[index]
      return SimilarFunction(
        name: entry.name, project: entry.project, similarity: min(similarities[index], 1),
        isVulnerable: true, cwe: entry.cwe, cve: entry.cve)
    }
  }
}
