/// mean[−log D] and mean[−log(1 − D)] of a discriminator's logits, the parts of every domain game.
enum LogisticLoss {
  /// mean[softplus(∓logit)]: the loss of calling every row "own" (`true`) or "foreign" (`false`).
  ///
  /// - Parameters:
  ///   - logits: [B, 1].
  ///   - isOwn: What the discriminator should say.
  ///   - weight: Factor of the gradient.
  ///   - gradient: Gets `weight` times the gradient [B, 1], overwriting it.
  /// - Returns: The mean over the rows, before weighting.
  static func evaluate(logits: Matrix, isOwn: Bool, weight: Float, gradient: Matrix) -> Float {
    let sign: Float = isOwn ? -1 : 1
    let scale = weight / Float(max(logits.rows, 1))
    var total = 0.0
    for row in 0..<logits.rows {
      let x = sign * logits[row, 0]
      total += Double(softplus(x))
      gradient[row, 0] = scale * sign * sigmoid(x)
    }
    return Float(total / Double(max(logits.rows, 1)))
  }
}

extension MLP {
  /// The loss of one domain's points under this discriminator, and its gradient by the points.
  ///
  /// - Returns: mean[−log D(z)] when `isOwn`, else mean[−log(1 − D(z))]; adds `weight` times the
  ///   gradient by z to `gradientOfZ`. The discriminator's own gradients stay as they are.
  func addLogisticLoss(of z: Matrix, isOwn: Bool, weight: Float, to gradientOfZ: Matrix) -> Float {
    let pass = forward(z)
    let gradient = Matrix(rows: z.rows, columns: 1)
    let loss = LogisticLoss.evaluate(
      logits: pass.output, isOwn: isOwn, weight: weight, gradient: gradient)
    gradientOfZ.add(backward(pass, gradientOfOutput: gradient, addsParameterGradients: false))
    return loss
  }
}
