/// A trained matrix and its gradient.
///
/// Gradients add up: a backward pass adds to what is there. `zeroGradient()` costs nothing; the next backward
/// pass then overwrites.
public final class Parameter: @unchecked Sendable {
  /// Name in model files, such as `GS_fw_W_ih`.
  public let name: String
  /// The trained numbers; a bias is one row.
  public let value: Matrix
  private let gradientMemory: Matrix
  private var gradientIsZero = true

  /// Creates a parameter with gradient zero.
  public init(name: String, value: Matrix) {
    self.name = name
    self.value = value
    gradientMemory = Matrix(uninitializedRows: value.rows, columns: value.columns)
  }

  /// The gradient, of the shape of `value`.
  public var gradient: Matrix {
    if gradientIsZero {
      gradientMemory.fill(0)
      gradientIsZero = false
    }
    return gradientMemory
  }

  /// Makes the gradient zero.
  func zeroGradient() { gradientIsZero = true }

  /// Whether nothing has been added to the gradient since it was made zero.
  var hasZeroGradient: Bool { gradientIsZero }

  /// The gradient's memory and the factor for what it holds: 0 when the caller must overwrite, 1 when it adds.
  ///
  /// The caller writes every element, or adds to every element.
  func accumulation() -> (matrix: Matrix, beta: Float) {
    defer { gradientIsZero = false }
    return (gradientMemory, gradientIsZero ? 0 : 1)
  }
}

extension Sequence<Parameter> {
  /// Makes all gradients zero.
  public func zeroGradients() {
    for parameter in self { parameter.zeroGradient() }
  }
}
