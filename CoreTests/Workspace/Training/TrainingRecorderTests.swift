import RealModule
import Testing

@testable import Core

private final class Recording {
  var now = 0.0
  var published: [TrainingSnapshot] = []
  var saved = 0
  var savingFails = false

  lazy var recorder = TrainingRecorder(
    run: WorkspaceRun(
      id: "r", name: "r", createdAt: WorkspaceFixture.date, method: "vuld", plan: nil, state: .running),
    seconds: { self.now }, publish: { self.published.append($0) },
    save: { _ in
      if self.savingFails { throw WorkspaceError.diskFull(file: "workspace.sqlite") }
      self.saved += 1
    })

  func step(_ number: Int) {
    recorder.record(
      .step(
        StepReport(
          step: number, terms: ["classification": Float(number)], discriminatorLoss: nil,
          discriminatorAccuracies: ["source": 0.5], gradientNorm: 1)))
  }
}

@Test func stepsArePublishedAboutTenTimesASecond() {
  let recording = Recording()
  recording.recorder.record(.started(step: 0, maximumSteps: 1000, parameters: 1))
  for step in 1...1000 {
    recording.now = Double(step) / 1000
    recording.step(step)
  }
  recording.recorder.record(.finished(.completed))
  #expect((10...13).contains(recording.published.count))
  #expect(recording.published.last?.step == 1000)
  #expect(recording.published.map(\.step) == recording.published.map(\.step).sorted())
}

@Test func timeLeftFollowsThePaceOfThisSitting() throws {
  let recording = Recording()
  recording.recorder.record(.started(step: 100, maximumSteps: 200, parameters: 1))
  for step in 101...150 {
    recording.now += 2
    recording.step(step)
  }
  let left = try #require(recording.published.last?.secondsLeft)
  #expect(left.isApproximatelyEqual(to: 100, absoluteTolerance: 5))
}

@Test func aFailureToSaveIsSaidOnceAndTrainingGoesOn() {
  let recording = Recording()
  recording.savingFails = true
  recording.recorder.record(.started(step: 0, maximumSteps: 100, parameters: 1))
  for step in 1...20 {
    recording.now += 1
    recording.step(step)
  }
  #expect(recording.published.last?.warnings.count == 1)
  #expect(recording.published.last?.warnings.first?.contains("There is no room") == true)
  recording.savingFails = false
  recording.now += 5
  recording.step(21)
  #expect(recording.saved == 1)
}

@Test func warningsAndLooksAreNeverLeftOut() {
  let recording = Recording()
  for number in 0..<5 { recording.recorder.record(.warning("warning \(number)")) }
  #expect(recording.published.count == 5)
  #expect(recording.published.last?.warnings.count == 5)
}

@Test func longCurvesAreThinnedEvenly() throws {
  var curve = TrainingCurve()
  for step in 1...100_000 { curve.add(Float(step), at: step) }
  curve.add(.nan, at: 100_001)
  #expect(curve.steps.count <= TrainingCurve.limit + 1)
  #expect(curve.steps.count > TrainingCurve.limit / 3)
  #expect(zip(curve.steps, curve.values).allSatisfy { Float($0) == $1 })
  let gaps = Set(zip(curve.steps.dropFirst(), curve.steps).map { $0 - $1 })
  #expect(gaps.count <= 2)
  #expect(try #require(curve.steps.last) > 99_000)
}

@Test func stepsThatAreTakenAgainReplaceThoseBefore() {
  var curve = TrainingCurve()
  for step in 1...50 { curve.add(1, at: step) }
  for step in 31...60 { curve.add(2, at: step) }
  #expect(curve.steps == Array(1...60))
  #expect(curve.values == Array(repeating: 1, count: 30) + Array(repeating: 2, count: 30))
}
