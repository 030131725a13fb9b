/// A way in which a folder says which of its functions are vulnerable.
///
/// Each source is a file of its own and an entry in ``LabelSources/all``.
protocol LabelSource: Sendable {
  /// The source as named in messages, a noun phrase.
  static var name: String { get }

  /// Reads the labels of a folder, or returns nil when it has none of this kind.
  ///
  /// - Throws: ``LabelError`` when labels of this kind are there but none can be used.
  static func load(from root: String, options: LabelOptions) throws -> LabeledProject?
}

/// All label sources, the most explicit first.
enum LabelSources {
  static let all: [any LabelSource.Type] = [
    CSVLabels.self,
    JSONLinesLabels.self,
    FolderPairLabels.self,
    FileNameLabels.self,
  ]
}

/// Settings of reading labels.
public struct LabelOptions: Hashable, Sendable {
  /// The path of a manifest to use instead of `labels.csv` or `labels.jsonl` in the folder.
  public var manifest: String?
  /// Whether functions that no manifest row names count as not vulnerable; otherwise they have no label.
  var treatsUnlistedAsNotVulnerable: Bool
  /// The largest source file or manifest to read, in bytes.
  public var maximumFileSize: Int

  /// Creates settings.
  public init(
    manifest: String? = nil, treatsUnlistedAsNotVulnerable: Bool = false,
    maximumFileSize: Int = SourceText.defaultSizeLimit
  ) {
    self.manifest = manifest
    self.treatsUnlistedAsNotVulnerable = treatsUnlistedAsNotVulnerable
    self.maximumFileSize = maximumFileSize
  }
}
