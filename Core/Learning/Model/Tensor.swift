/// A named array's contents as a model file stores them: a shape and its single-precision elements.
///
/// Elements are row-major (the last index varies fastest). A scalar has an empty shape and one element.
public struct Tensor: Hashable, Sendable {
  /// Sizes of the dimensions, outermost first.
  let shape: [Int]
  /// The elements in row-major order; their number is the product of `shape`.
  public let elements: [Float]

  /// Creates a tensor from its shape and elements.
  ///
  /// - Precondition: `elements.count` is the product of `shape`, whose sizes are not negative.
  public init(shape: [Int], elements: [Float]) {
    precondition(Tensor.count(ofShape: shape) == elements.count, "a tensor's shape must match its elements")
    self.shape = shape
    self.elements = elements
  }

  /// The number of elements of a shape, or nil when a size is negative or the product overflows.
  static func count(ofShape shape: [Int]) -> Int? {
    var product = 1
    for size in shape {
      guard size >= 0 else { return nil }
      let (next, overflow) = product.multipliedReportingOverflow(by: size)
      guard !overflow else { return nil }
      product = next
    }
    return product
  }

  /// The index of the first element that is NaN or infinite, or nil.
  static func firstNonFinite(_ elements: UnsafeBufferPointer<Float>) -> Int? {
    // An exponent of all ones marks both. One pass without branches finds out whether to look closer.
    var worst: UInt32 = 0
    for element in elements { worst = max(worst, element.bitPattern & 0x7f80_0000) }
    guard worst == 0x7f80_0000 else { return nil }
    return elements.firstIndex { !$0.isFinite }
  }
}
