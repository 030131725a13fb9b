import Foundation

/// An experiment as a YAML file describes it: pairs × methods × settings × seeds × protocols.
///
/// `docs/experiments.md` specifies the file.
public struct ExperimentFile: Sendable {
  /// A labelled project, or several, and a target.
  struct Pair: Hashable, Sendable {
    /// Folders of the labelled projects, as written.
    var labeled: [String]
    /// The target's folder, as written.
    var target: String
    /// A label file of the target; nil for the labels in its folder.
    var targetLabels: String?
    /// The line the pair begins at.
    var line: Int
  }

  /// A method, perhaps with settings of its own.
  public struct Method: Sendable {
    /// The method.
    var method: TrainingMethod
    /// Its name in tables.
    public var label: String
    /// The settings of all its runs, but for those of the grid.
    public var base: TrainingSettings
    /// The line the method is named at.
    public var line: Int

    /// The method with all that its settings may be, given what the file tries.
    func reader(trying grid: [Dimension]) -> TrainingSetting.Reader {
      let tried = grid.flatMap { dimension in
        dimension.values.compactMap { try? base.setting(dimension.name, to: $0) }
      }
      return TrainingSetting.Reader(method: method, settings: [base] + tried)
    }
  }

  /// A setting with the values to try.
  struct Dimension: Hashable, Sendable {
    /// The dotted name.
    var name: String
    /// The values.
    var values: [SettingValue]
    /// The line of the name.
    var line: Int
  }

  /// The file's path, for messages.
  public var file: String
  /// The pairs of projects.
  var pairs: [Pair]
  /// The methods.
  public var methods: [Method]
  /// The protocols.
  var protocols: [EvaluationProtocol]
  /// The seeds.
  public var seeds: [UInt64]
  /// The settings to tune.
  var grid: [Dimension]
  /// The largest number of combinations of the grid that any method may try; nil for all.
  var budget: Int?
  /// Whether honest runs also measure boundary distortion, which reads the target's labels.
  public var measuresBoundaryDistortion = false

  /// The largest file, in bytes.
  static let sizeLimit = 1 << 20
  /// The largest number of runs of one file.
  static let runLimit = 1_000_000
}

extension ExperimentFile {
  /// Reads and checks a file.
  ///
  /// - Throws: ``ExperimentFileError``.
  public init(contentsOf url: URL) throws(ExperimentFileError) {
    let bytes: [UInt8]
    do throws(RunFolderError) {
      bytes = try RunFolder.read(url.resolvingSymlinksInPath(), limit: Self.sizeLimit)
    } catch {
      let reason =
        switch error {
        case .unreadable(_, let reason): "It cannot be read: \(reason). Check the path."
        default: "It is no experiment file: larger than \(Self.sizeLimit) bytes."
        }
      throw ExperimentFileError(file: url.path, line: nil, message: reason)
    }
    let text = String(decoding: bytes, as: UTF8.self)
    guard text.utf8.elementsEqual(bytes) else {
      throw ExperimentFileError(file: url.path, line: nil, message: "The text is not valid UTF-8.")
    }
    try self.init(yaml: text, file: url.path)
  }

  /// Reads and checks a text; `file` names it in errors.
  ///
  /// - Throws: ``ExperimentFileError``.
  public init(yaml text: String, file: String) throws(ExperimentFileError) {
    self = try ExperimentFileReader(file: file).read(text)
  }
}
