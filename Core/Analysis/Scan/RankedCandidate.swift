/// A scored function that may become a finding.
struct RankedCandidate: Sendable {
  var score: Float
  /// The place in the order of arrival, which decides between equal scores.
  var number: Int
  var function: CFunction
  var fingerprint: FunctionFingerprint
  var occurrence: Int
  var digest: HalfDigest?
  /// What it is where it is not the project's own product.
  var ancillary: AncillaryCode?
  /// What decides the rank.
  var key: Float
  /// Its likeness to others; nil when nobody asked for families.
  var sketch: LikenessSketch?
  /// Whether a reviewer has found something in it.
  var isConfirmed = false
  /// The fix of a function like it that it lacks.
  var missedFix: MissedFix?
  /// Whether it is unlike what the model learnt from; nil where the model cannot tell.
  var isNovel: Bool?

  func precedes(_ other: RankedCandidate) -> Bool { (other.key, number) < (key, other.number) }

  /// The candidate as it is remembered without being shown.
  var withoutText: RankedCandidate {
    var candidate = self
    candidate.function.text = ""
    return candidate
  }
}
