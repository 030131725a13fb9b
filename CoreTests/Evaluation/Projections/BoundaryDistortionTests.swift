import RealModule
import Testing

@testable import Core

struct BoundaryDistortionTests {
  /// Two classes of points on both sides of a plane; the rarer one is vulnerable.
  private func domain(_ count: Int, vulnerable: Int, axis: Int, shift: Float = 0, seed: UInt64)
    -> BoundaryDistortion.Domain
  {
    var random = SeededGenerator(seed: seed)
    let z = Matrix(rows: count, columns: 6)
    z.fillNormal(deviation: 0.2, using: &random)
    let labels = (0..<count).map { $0 < vulnerable }
    for row in 0..<count {
      z[row, axis] += labels[row] ? 0.7 : -0.7
      z[row, 5] += shift
    }
    return .init(z: z, labels: labels)
  }

  private var settings: BoundaryDistortion.Settings {
    var settings = BoundaryDistortion.Settings()
    settings.hiddenSizes = [16]
    settings.steps = 150
    return settings
  }

  @Test func oneBoundaryForBothDomainsIsNotDistorted() throws {
    let result = try BoundaryDistortion(
      source: domain(200, vulnerable: 40, axis: 0, seed: 1),
      target: domain(150, vulnerable: 15, axis: 0, seed: 2), settings: settings)
    #expect(result.sourceToTarget.accuracy > 0.97)
    #expect(result.targetToSource.balancedAccuracy > 0.97)
    #expect(result.accuracyGap < 0.03)
    #expect(result.sourceToTarget.majorityShare == 0.9)
    #expect(result.targetToSource.majorityShare == 0.8)
  }

  @Test func boundariesAtRightAnglesServeTheOtherDomainNoBetterThanGuessing() throws {
    let result = try BoundaryDistortion(
      source: domain(200, vulnerable: 60, axis: 0, seed: 1),
      target: domain(200, vulnerable: 60, axis: 1, seed: 2), settings: settings)
    for transfer in [result.sourceToTarget, result.targetToSource] {
      #expect(transfer.balancedAccuracy.isApproximatelyEqual(to: 0.5, absoluteTolerance: 0.2))
      #expect(transfer.areaUnderCurve.isApproximatelyEqual(to: 0.5, absoluteTolerance: 0.25))
    }
  }

  @Test func theResultFollowsFromTheSeedWhateverTheThreads() throws {
    func measure(_ settings: BoundaryDistortion.Settings) throws -> BoundaryDistortion {
      try BoundaryDistortion(
        source: domain(60, vulnerable: 20, axis: 0, seed: 1),
        target: domain(60, vulnerable: 20, axis: 1, seed: 2), settings: settings)
    }
    var settings = settings
    settings.steps = 20
    let first = try measure(settings)
    #expect(try Parallel.limited(to: 1) { try measure(settings) } == first)
    settings.seed = 9
    #expect(try measure(settings) != first)
  }

  @Test func oneClassOnlyIsRefused() {
    let good = domain(20, vulnerable: 5, axis: 0, seed: 1)
    #expect(throws: BoundaryDistortionError.oneClassOnly(domain: "target", isVulnerable: false)) {
      try BoundaryDistortion(source: good, target: domain(20, vulnerable: 0, axis: 0, seed: 1))
    }
    #expect(throws: BoundaryDistortionError.oneClassOnly(domain: "source", isVulnerable: true)) {
      try BoundaryDistortion(source: domain(20, vulnerable: 20, axis: 0, seed: 1), target: good)
    }
    #expect(throws: BoundaryDistortionError.self) {
      try BoundaryDistortion(source: good, target: domain(0, vulnerable: 0, axis: 0, seed: 1))
    }
  }

  @Test func damagedPointsAreRefused() {
    let good = domain(20, vulnerable: 5, axis: 0, seed: 1)
    let bad = domain(20, vulnerable: 5, axis: 0, seed: 1)
    bad.z[3, 3] = .nan
    #expect(throws: BoundaryDistortionError.notFinite(domain: "target")) {
      try BoundaryDistortion(source: good, target: bad)
    }
    let narrow = BoundaryDistortion.Domain(z: Matrix(rows: 20, columns: 3), labels: good.labels)
    #expect(throws: BoundaryDistortionError.widthsDiffer(source: 6, target: 3)) {
      try BoundaryDistortion(source: good, target: narrow)
    }
  }
}
