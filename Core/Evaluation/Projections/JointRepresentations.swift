/// Where the functions of two projects are in a model's joint space: z_S and z_T with names and labels.
///
/// Labels colour plots and measure what a model has done; nothing learns from those of the unlabelled project.
public struct JointRepresentations: Sendable {
  /// Which function a point stands for.
  public struct Name: Codable, Hashable, Sendable {
    /// Path of the file below its project's folder.
    public var path: String
    /// First line of the function, from 1.
    public var line: Int
    /// Name of the function.
    public var function: String

    /// Creates a name.
    public init(path: String, line: Int, function: String) {
      self.path = path
      self.line = line
      self.function = function
    }
  }

  /// The points of one domain.
  public struct Domain: Sendable {
    /// Joint points [functions, Z].
    public let z: Matrix
    /// Labels; nil where nobody knows.
    public let labels: [Label?]
    /// The functions.
    public let names: [Name]

    /// Creates a domain.
    ///
    /// - Precondition: there are as many labels and names as rows.
    public init(z: Matrix, labels: [Label?], names: [Name]) {
      precondition(z.rows == labels.count && z.rows == names.count, "one label and one name for each point")
      self.z = z
      self.labels = labels
      self.names = names
    }
  }

  /// The method of the model.
  public var method: String
  /// The labelled project's points, z_S.
  public var source: Domain
  /// The unlabelled project's points, z_T.
  public var target: Domain

  /// Creates representations from their parts.
  ///
  /// - Precondition: both domains have points of one width.
  public init(method: String, source: Domain, target: Domain) {
    precondition(source.z.columns == target.z.columns, "one joint space")
    self.method = method
    self.source = source
    self.target = target
  }

  /// Functions of a project and what is known about them.
  public typealias Functions = [(function: CFunction, label: Label?)]

  /// Computes the points of functions, z_S through the source's generator and z_T through the target's.
  ///
  /// - Throws: ``DetectionError`` when the model has no joint space or its weights lead to NaN.
  public init(model: ModelFile, source: Functions, target: Functions) throws(DetectionError) {
    self.init(
      method: model.method, source: try Self.domain(source, model, through: .source),
      target: try Self.domain(target, model, through: .target))
  }

  private static func domain(
    _ functions: Functions, _ model: ModelFile, through generator: NetworkSettings.Generator
  ) throws(DetectionError) -> Domain {
    var model = model
    if model.network?.generators.contains(generator) == true { model.network?.scoringGenerator = generator }
    return Domain(
      z: try Detector(model: model).representations(of: functions.map(\.function)),
      labels: functions.map(\.label),
      names: functions.map { entry in
        Name(
          path: entry.function.file, line: entry.function.range.startLine, function: entry.function.name)
      })
  }

  /// Boundary distortion over the functions with labels (paper, Table 2).
  ///
  /// - Throws: ``BoundaryDistortionError`` when a class is missing in a domain.
  public func boundaryDistortion(
    settings: BoundaryDistortion.Settings = BoundaryDistortion.Settings()
  ) throws(BoundaryDistortionError) -> BoundaryDistortion {
    try BoundaryDistortion(source: source.labelled, target: target.labelled, settings: settings)
  }

  /// All points, the source's first [functions of both, Z].
  public var points: Matrix {
    let result = Matrix(rows: source.z.rows + target.z.rows, columns: source.z.columns)
    if source.z.rows > 0 { result.replaceRows(from: 0, with: source.z) }
    if target.z.rows > 0 { result.replaceRows(from: source.z.rows, with: target.z) }
    return result
  }
}

extension JointRepresentations.Domain {
  /// The points whose labels are known.
  fileprivate var labelled: BoundaryDistortion.Domain {
    let known = labels.indices.filter { labels[$0] != nil }
    let result = Matrix(rows: known.count, columns: z.columns)
    for (row, index) in known.enumerated() { result.replaceRows(from: row, with: z.rows(index..<index + 1)) }
    return .init(z: result, labels: known.map { labels[$0] == .vulnerable })
  }
}
