/// What one forward pass of an MLP leaves: the output, and what the backward pass needs.
public final class MLPPass: @unchecked Sendable {
  /// Output of the last layer [B, outputs], without an activation.
  public let output: Matrix
  /// Input of each layer, `inputs[0]` being the network's.
  let inputs: [Matrix]

  init(output: Matrix, inputs: [Matrix]) {
    self.output = output
    self.inputs = inputs
  }
}

/// A multi-layer perceptron with ReLU between its layers: classifiers and discriminators.
///
/// out = W_k relu(… relu(W_1 x + b_1) …) + b_k; the derivative of ReLU at 0 is 0. It may run on several threads at
/// once as long as its parameters and gradients are not changed meanwhile.
public final class MLP: @unchecked Sendable {
  /// A layer's weight W [outputs, inputs] and bias b [1, outputs].
  struct Layer {
    let weight: Parameter
    let bias: Parameter
  }

  /// The layers, from the input to the output.
  let layers: [Layer]
  /// W1 [hidden, input], b1 [1, hidden], W2, b2 and so on.
  public var parameters: [Parameter] { layers.flatMap { [$0.weight, $0.bias] } }
  /// Sizes of the input, each hidden layer and the output.
  let sizes: [Int]

  /// Creates a network with parameters drawn evenly up to ±1/√(size of the layer's input).
  ///
  /// - Parameters:
  ///   - inputSize: Width of the input.
  ///   - hiddenSizes: Width of each hidden layer.
  ///   - outputSize: Width of the output.
  ///   - namePrefix: Comes before every parameter's name, such as `C_`.
  ///   - generator: Where the numbers come from.
  public init(
    inputSize: Int, hiddenSizes: [Int] = [300], outputSize: Int, namePrefix: String,
    using generator: inout SeededGenerator
  ) {
    sizes = [inputSize] + hiddenSizes + [outputSize]
    var layers: [Layer] = []
    for layer in 1..<sizes.count {
      let bound = 1 / Float(sizes[layer - 1]).squareRoot()
      func random(_ letter: String, rows: Int, columns: Int) -> Parameter {
        let value = Matrix(uninitializedRows: rows, columns: columns)
        value.fillUniform(bound, using: &generator)
        return Parameter(name: "\(namePrefix)\(letter)\(layer)", value: value)
      }
      let weight = random("W", rows: sizes[layer], columns: sizes[layer - 1])
      layers.append(Layer(weight: weight, bias: random("b", rows: 1, columns: sizes[layer])))
    }
    self.layers = layers
  }

  /// Maps rows `x` [B, inputs] to outputs [B, outputs]; the pass keeps `x`, so leave it unchanged until `backward`.
  public func forward(_ x: Matrix) -> MLPPass {
    forward(x) { layer, input, sums in sums.multiply(input, transposed: layers[layer].weight.value) }
  }

  /// Maps rows `x` [B, inputs] to outputs; `product` fills a layer's sums from its input, W x without the bias.
  func forward(_ x: Matrix, product: (_ layer: Int, _ input: Matrix, _ sums: Matrix) -> Void) -> MLPPass {
    precondition(x.columns == sizes[0], "the input has the first layer's width")
    var inputs: [Matrix] = []
    var value = x
    for layer in layers.indices {
      inputs.append(value)
      let sums = Matrix(uninitializedRows: x.rows, columns: sizes[layer + 1])
      product(layer, value, sums)
      VectorMath.addBias(rows: sums.rows, columns: sums.columns, layers[layer].bias.value.base, sums.base)
      if layer < layers.count - 1 {
        for index in sums.elements.indices where sums.elements[index] < 0 { sums.elements[index] = 0 }
      }
      value = sums
    }
    return MLPPass(output: value, inputs: inputs)
  }

  /// Sends a gradient of the output back.
  ///
  /// - Parameters:
  ///   - pass: A pass of this network; it may be sent back more than once.
  ///   - gradientOfOutput: [B, outputs].
  ///   - addsParameterGradients: Whether the gradients of the parameters are added up.
  /// - Returns: The gradient of the input [B, inputs].
  @discardableResult
  public func backward(
    _ pass: MLPPass, gradientOfOutput: Matrix, addsParameterGradients: Bool = true
  ) -> Matrix {
    backward(pass, gradientOfOutput: gradientOfOutput) { layer, gradient, below in
      if addsParameterGradients { addGradients(of: layer, gradient, pass.inputs[layer]) }
      below.multiply(gradient, layers[layer].weight.value)
    }
  }

  private func addGradients(of layer: Int, _ gradient: Matrix, _ input: Matrix) {
    let (weight, weightBeta) = layers[layer].weight.accumulation()
    weight.multiply(transposed: gradient, input, beta: weightBeta)
    let (bias, biasBeta) = layers[layer].bias.accumulation()
    VectorMath.columnSums(
      rows: gradient.rows, columns: gradient.columns, gradient.base, beta: biasBeta, bias.base)
  }

  /// Sends a gradient of the output back; `step` fills the gradient of a layer's input, below, from that of its sums.
  func backward(
    _ pass: MLPPass, gradientOfOutput: Matrix,
    step: (_ layer: Int, _ gradient: Matrix, _ below: Matrix) -> Void
  ) -> Matrix {
    var gradient = gradientOfOutput
    for layer in (0..<sizes.count - 1).reversed() {
      let input = pass.inputs[layer]
      precondition(gradient.rows == input.rows && gradient.columns == sizes[layer + 1], "shapes agree")
      let below = Matrix(uninitializedRows: input.rows, columns: input.columns)
      step(layer, gradient, below)
      if layer > 0 {
        // A hidden value is zero exactly where its ReLU was shut.
        for index in below.elements.indices where input.elements[index] <= 0 { below.elements[index] = 0 }
      }
      gradient = below
    }
    return gradient
  }
}
