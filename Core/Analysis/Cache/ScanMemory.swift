/// What earlier scans of a folder found out, to be used again where nothing has changed.
///
/// Files are known by their path and stamp, scores by the function's content, and what reports show of a function by
/// its exact text.
struct ScanMemory: Equatable, Sendable {
  /// What is known of a file.
  struct File: Equatable, Sendable {
    var stamp: FileStamp
    var functions: [Function]
    var skipped: [SkippedRegion]
    var unused: [UnusedSuppression]
  }

  /// A function without its text.
  struct Function: Equatable, Sendable {
    var name: String
    var signature: String
    var range: SourceRange
    var fingerprint: FunctionFingerprint
    /// Of the function's text.
    var digest: HalfDigest
    /// Its likeness to others; nil when nobody asked for it.
    var sketch: LikenessSketch?
    /// Whether it is unlike what the model learnt from; nil where the model cannot tell.
    var isNovel: Bool?
    var suppression: SuppressionComment?
  }

  /// What reports show of a function beyond its name, place and score.
  struct Detail: Equatable, Sendable {
    /// The function's text.
    var text: String
    /// The statements that raised its score most, largest share first.
    var shares: [Share]
    /// Labelled functions that resemble it, most similar first.
    var similar: [SimilarFunction]
  }

  /// The place of a statement, or of a block of them, in its function's text, and its share of the score.
  struct Share: Equatable, Sendable {
    var start: Int
    var end: Int
    var share: Double
    var isBlock: Bool
  }

  /// By system path.
  var files: [FilePathBytes: File] = [:]
  var scores: [FunctionFingerprint: Float] = [:]
  /// By the digest of the function's text.
  var details: [HalfDigest: Detail] = [:]
}

extension ScanMemory.Detail {
  /// Takes what a scan found out about a function; nil for statements that stand outside of it.
  init?(of function: CFunction, statements: [StatementAttribution], similar: [SimilarFunction]) {
    let origin = function.range.startOffset
    let length = function.text.utf8.count
    text = function.text
    shares = statements.map {
      .init(
        start: $0.range.startOffset - origin, end: $0.range.endOffset - origin, share: $0.share,
        isBlock: $0.isBlock)
    }
    self.similar = similar
    guard shares.allSatisfy({ 0 <= $0.start && $0.start <= $0.end && $0.end <= length }) else { return nil }
  }

  /// The statements of a function of this text, wherever it stands now.
  func statements(of function: CFunction) -> [StatementAttribution] {
    var text = self.text
    return text.withUTF8 { bytes in
      let lines = LineTable(bytes: bytes, origin: function.range)
      return shares.map { share in
        let range = lines.range(from: share.start, to: share.end)
        let text = share.isBlock ? function.opening(of: range) : function.excerpt(range)
        return StatementAttribution(range: range, text: text, share: share.share, isBlock: share.isBlock)
      }
    }
  }
}
