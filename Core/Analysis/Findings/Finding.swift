/// A ranked function: how suspicious the model finds it, and which statements made it rank there.
public struct Finding: Hashable, Sendable {
  /// The place in the ranking, from one.
  public var rank: Int
  /// How suspicious the model finds the function, 0...1; no probability.
  public var score: Float
  /// The function.
  public var function: CFunction
  /// The statements that contributed most to the score, largest share first.
  ///
  /// They say why the function ranks where it does, not where a mistake is. Empty for functions below
  /// those that attribution was asked for. Where no statement has a share worth showing, these are blocks.
  public var statements: [StatementAttribution]
  /// Whether the score reaches the threshold.
  public var isSuspect: Bool
  /// The function's content.
  public var fingerprint: FunctionFingerprint
  /// Tells functions of the same content apart: which of them this is, in the order of paths and lines, from
  /// one.
  public var occurrence: Int
  /// Why the finding is not reported, when it is not.
  public var suppression: Suppression?
  /// What a reviewer can check in the function, in the order of its text; empty where ``statements`` is.
  public var signals: [ObservedSignal] = []
  /// Labelled functions that resemble this one, most similar first.
  public var similarFunctions: [SimilarFunction] = []
  /// Whether a reviewer has found something in it, and it has not been changed since.
  public var isConfirmed = false
  /// What it is where it is not the project's own product.
  var ancillary: AncillaryCode?
  /// The functions that are so like this one that both are one row, best first; without texts and statements.
  public var alike: [Finding] = []
  /// The rank of the first of its family where each function is a row of its own; nil for the first itself.
  public var leader: Int?
  /// The fix of a function like this one that this one lacks.
  public var missedFix: MissedFix?
  /// Whether the function is unlike what the model learnt from, so that its score may well be too low; nil where the
  /// model cannot tell.
  public var isNovel: Bool?
  /// What the project's history says of the function; nil without one, or when nobody asked.
  public var past: HistoryNote?

  /// Creates a finding; without a fingerprint, it is computed.
  public init(
    rank: Int, score: Float, function: CFunction, statements: [StatementAttribution], isSuspect: Bool,
    fingerprint: FunctionFingerprint? = nil, occurrence: Int = 1, suppression: Suppression? = nil
  ) {
    self.rank = rank
    self.score = score
    self.function = function
    self.statements = statements
    self.isSuspect = isSuspect
    self.fingerprint = fingerprint ?? FunctionFingerprint(of: function)
    self.occurrence = occurrence
    self.suppression = suppression
  }
}
