import RealModule

/// log(1 + eˣ), exact for large |x|.
func softplus<Number: Real>(_ x: Number) -> Number {
  max(x, 0) + .log(onePlus: .exp(-x.magnitude))
}

/// log(p / (1 − p)), the x of which ``sigmoid(_:)`` makes p; infinite for 0 and 1.
func logit<Number: Real>(_ p: Number) -> Number { .log(p / (1 - p)) }

/// 1 / (1 + e⁻ˣ), exact for large |x|.
func sigmoid<Number: Real>(_ x: Number) -> Number {
  if x >= 0 { return 1 / (1 + .exp(-x)) }
  let power = Number.exp(x)
  return power / (1 + power)
}
