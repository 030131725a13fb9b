import Foundation

extension JointRepresentations {
  /// The version of the safetensors form that is written and read.
  static let formatVersion = 1
  /// What the file is called in a run's folder.
  static let fileName = "joint.safetensors"
  static let formatName = "vulnadapt-joint"
  /// The largest file that is read, in bytes: 200,000 functions of 1024 coordinates.
  static let sizeLimit = 1 << 30

  /// Writes a safetensors file: `source.z` and `target.z` [functions, Z], `source.label` and `target.label`
  /// [functions] with 1 for vulnerable, 0 for not and −1 for unknown; method and names in `__metadata__`.
  ///
  /// - Throws: ``ModelFileError``; an existing file is kept then.
  public func write(to url: URL) throws(ModelFileError) {
    var contents = SafetensorsFile(metadata: [
      "format": Self.formatName, "format_version": String(Self.formatVersion), "method": method,
      "library_version": libraryVersion,
    ])
    for (key, domain) in [("source", source), ("target", target)] {
      contents.tensors["\(key).z"] = Tensor(
        shape: [domain.z.rows, domain.z.columns], elements: domain.z.array)
      contents.tensors["\(key).label"] = Tensor(
        shape: [domain.labels.count],
        elements: domain.labels.map { label in label.map { Float($0.rawValue) } ?? -1 }
      )
      do {
        contents.metadata["\(key).names"] = try JSONEncoder.canonical.text(of: domain.names)
      } catch {
        throw .file(.unwritable(file: url.path, reason: "its names cannot be written as JSON"))
      }
    }
    try contents.write(to: url)
  }

  /// Reads a safetensors file of which nothing is trusted.
  ///
  /// - Throws: ``ModelFileError``.
  public init(contentsOf url: URL) throws(ModelFileError) {
    let file = url.path
    var names: [String: [Name]] = [:]
    let contents = try SafetensorsFile(contentsOf: url, limit: Self.sizeLimit) {
      header throws(ModelFileError) in
      names = try Self.checkedNames(header, file: file)
    }
    try self.init(contents, names, file: file)
  }

  /// Reads the bytes of such a file.
  init(_ source: some RandomAccessBytes, file: String) throws(ModelFileError) {
    var names: [String: [Name]] = [:]
    let contents = try SafetensorsFile(source, file: file) { header throws(ModelFileError) in
      names = try Self.checkedNames(header, file: file)
    }
    try self.init(contents, names, file: file)
  }

  private init(
    _ contents: SafetensorsFile, _ names: [String: [Name]], file: String
  ) throws(ModelFileError) {
    let (source, target) = (
      try Self.domain("source", names, contents, file: file),
      try Self.domain("target", names, contents, file: file)
    )
    guard source.z.columns == target.z.columns else {
      throw .malformed(
        file: file, detail: "its points have \(source.z.columns) and \(target.z.columns) coordinates")
    }
    self.init(method: contents.metadata["method"] ?? "unknown", source: source, target: target)
  }

  private static let tensorNames: Set<String> = ["source.z", "source.label", "target.z", "target.label"]

  /// Checks names and shapes before elements are read.
  ///
  /// - Returns: The names of the points of each domain.
  private static func checkedNames(
    _ header: SafetensorsHeader, file: String
  ) throws(ModelFileError) -> [String: [Name]] {
    guard header.metadata["format"] == formatName else {
      throw .malformed(file: file, detail: "its format is not \"\(formatName)\"")
    }
    guard header.metadata["format_version"] == String(formatVersion) else {
      throw .unsupportedVersion(
        file: file, found: header.metadata["format_version"] ?? "none", supported: formatVersion)
    }
    if let other = header.entries.first(where: { !tensorNames.contains($0.name) }) {
      throw .malformed(file: file, detail: "it has the tensor \"\(other.name)\", which is none of it")
    }
    func shape(_ name: String) -> [Int]? { header.entries.first { $0.name == name }?.shape }
    var all: [String: [Name]] = [:]
    for key in ["source", "target"] {
      guard let z = shape("\(key).z"), z.count == 2, z[1] > 0 else {
        throw .malformed(file: file, detail: "it has no matrix \"\(key).z\"")
      }
      guard shape("\(key).label") == [z[0]] else {
        throw .malformed(file: file, detail: "it has not one \"\(key).label\" for each point")
      }
      let names = try names(key, of: header.metadata, file: file)
      guard names.count == z[0] else {
        throw .malformed(file: file, detail: "it has not one of \"\(key).names\" for each point")
      }
      all[key] = names
    }
    return all
  }

  private static func names(
    _ key: String, of metadata: [String: String], file: String
  ) throws(ModelFileError) -> [Name] {
    guard let text = metadata["\(key).names"],
      let names = try? JSONDecoder().decode([Name].self, from: Data(text.utf8))
    else { throw .malformed(file: file, detail: "it has no list \"\(key).names\"") }
    return names
  }

  private static func domain(
    _ key: String, _ names: [String: [Name]], _ contents: SafetensorsFile, file: String
  ) throws(ModelFileError) -> Domain {
    guard let z = contents.tensors["\(key).z"], let labels = contents.tensors["\(key).label"],
      let names = names[key]
    else { preconditionFailure("the header has been checked") }
    guard labels.elements.allSatisfy({ [-1, 0, 1].contains($0) }) else {
      throw .malformed(file: file, detail: "a \"\(key).label\" is not 1, 0 or -1")
    }
    return Domain(
      z: Matrix(rows: z.shape[0], columns: z.shape[1], z.elements),
      labels: labels.elements.map { Label(rawValue: Int($0)) }, names: names)
  }

  /// The points as CSV: `domain,path,line,function,label,z1,…`, one function a row.
  ///
  /// - Parameter append: Called with a piece of the text at a time, from the first to the last.
  public func writeCSV(_ append: (String) throws -> Void) rethrows {
    let columns = (1...max(1, source.z.columns)).map { "z\($0)" }
    try append(CSVText.line(["domain", "path", "line", "function", "label"] + columns))
    for (key, domain) in [("source", source), ("target", target)] {
      for row in 0..<domain.z.rows {
        let name = domain.names[row]
        let label = domain.labels[row].map { String($0.rawValue) } ?? ""
        let numbers = (0..<domain.z.columns).map { String(domain.z[row, $0]) }
        try append(CSVText.line([key, name.path, String(name.line), name.function, label] + numbers))
      }
    }
  }
}
