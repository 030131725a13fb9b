import Foundation

/// The median time of `body` in milliseconds, after some runs that do not count.
func medianMilliseconds(runs: Int, warmUp: Int = 2, _ body: () -> Void) -> Double {
  for _ in 0..<warmUp { body() }
  let clock = ContinuousClock()
  let times = (0..<runs).map { _ in
    let (seconds, attoseconds) = clock.measure(body).components
    return Double(seconds) * 1e3 + Double(attoseconds) * 1e-15
  }
  return times.sorted()[runs / 2]
}

/// Prints one line: a name, a value and its unit.
func report(_ name: String, _ value: Double, _ unit: String) {
  let digits = value < 10 ? 2 : value < 1000 ? 1 : 0
  print(
    name.padding(toLength: 64, withPad: " ", startingAt: 0) + String(format: "%9.\(digits)f ", value) + unit)
}
