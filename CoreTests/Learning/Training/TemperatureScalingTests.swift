import Foundation
import RealModule
import Testing

@testable import Core

@Test func overconfidentLogitsGetTheTemperatureThatMadeThem() {
  var random = SeededGenerator(seed: 8)
  let honest = (0..<20_000).map { _ in Float(random.normal()) * 1.5 }
  let labels = honest.map { random.uniform() < Double(sigmoid($0)) }
  let temperature = TemperatureScaling.temperature(
    leads: honest.map { 7 * $0 }, labels: labels, vulnerableWeight: 1)
  #expect(temperature.isApproximatelyEqual(to: 7, absoluteTolerance: 0.5))
}

@Test func confidenceIsNeverRaised() {
  let temperature = TemperatureScaling.temperature(
    leads: [0.1, -0.1, 0.2, -0.2], labels: [true, false, true, false], vulnerableWeight: 1)
  #expect(temperature.isApproximatelyEqual(to: 1, absoluteTolerance: 1e-3))
}

@Test func oneClassAloneSaysNothingOfConfidence() {
  #expect(TemperatureScaling.temperature(leads: [5, 9], labels: [true, true], vulnerableWeight: 1) == 1)
}
