/// How many functions have an equal or similar one; a function counts once, however many twins it has.
public struct DuplicateCounts: Codable, Hashable, Sendable {
  /// Source functions that equal another source function after normalisation.
  var exactWithinSource = 0
  /// Source functions that are similar to another source function, equal ones included.
  var nearWithinSource = 0
  /// Target functions that equal another target function.
  var exactWithinTarget = 0
  /// Target functions that are similar to another target function, equal ones included.
  var nearWithinTarget = 0
  /// Target functions that equal a source function.
  var exactAcross = 0
  /// Target functions that are similar to a source function, equal ones included.
  var nearAcross = 0

  /// Starts with no functions.
  public init() {}
}
