import Foundation
import Testing

@testable import Core

struct DoctorTests {
  private struct Fixed: DoctorCheck {
    var name: String
    var finding: DoctorFinding
    func examine(_ subject: Doctor.Subject) -> DoctorFinding { finding }
  }

  private func report(_ findings: DoctorFinding...) -> DoctorReport {
    let checks = findings.enumerated().map { Fixed(name: "check \($0)", finding: $1) }
    return Doctor(checks: checks).examine(Doctor.Subject(path: ".", environment: [:]))
  }

  @Test func saysWhatIsWrongAndWhatToDo() {
    let report = report(
      DoctorFinding(.good, "fine", details: ["here"]),
      DoctorFinding(.worse, "slow\u{1B}", nextStep: "Do this."))
    #expect(
      report.text == """
        ok        check 0  fine
                           here
        warning   check 1  slow\\u{1b}
                           Do this.

        """)
    #expect(!report.isBroken)
    #expect(self.report(DoctorFinding(.broken, "no")).isBroken)
  }

  @Test func writesJSON() throws {
    let json = report(DoctorFinding(.worse, "slow", nextStep: "Do this.")).json
    let object = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: [[String: Any]]]
    let row = try #require(object?["checks"]?.first)
    #expect(row["state"] as? String == "worse")
    #expect(row["nextStep"] as? String == "Do this.")
  }

  @Test func everyCheckHasANameOfItsOwn() {
    let names = Doctor.checks.map(\.name)
    #expect(Set(names).count == names.count)
  }

  @Test func aDamagedConfigurationIsBroken() throws {
    let folder = FileManager.testPlace.appendingPathComponent("doctor-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let subject = Doctor.Subject(path: folder.path, environment: [:])
    #expect(ConfigurationCheck().examine(subject).state == .good)
    let missing = Doctor.Subject(path: folder.path + "/none", environment: [:])
    #expect(ConfigurationCheck().examine(missing).state == .broken)
    try Data("threshhold: 1\n".utf8).write(to: folder.appendingPathComponent(".vulnadapt.yml"))
    let finding = ConfigurationCheck().examine(subject)
    #expect(finding.state == .broken)
    #expect(finding.summary.contains(".vulnadapt.yml:1"))
  }

  @Test func aCacheThatCannotBeKeptIsAWarning() {
    func state(_ environment: [String: String]) -> DoctorFinding.State {
      CacheCheck().examine(Doctor.Subject(path: ".", environment: environment)).state
    }
    #expect(state([:]) == .worse)
    #expect(state(["XDG_CACHE_HOME": "/dev/null/nowhere"]) == .worse)
    #expect(state(["XDG_CACHE_HOME": FileManager.testPlace.path + "/none/yet"]) == .good)
  }

  @Test func aFolderOutsideGitIsNoFault() {
    let finding = GitCheck().examine(Doctor.Subject(path: "/", environment: ["PATH": "/usr/bin:/bin"]))
    #expect(finding.state == .good)
  }

  @Test func libraryAndKernelsAreNamed() {
    var kernels = NumericKernels.current
    kernels.library = "OpenBLAS 1"
    kernels.kernel = "Zen"
    kernels.refused = ["a.so: broken"]
    #expect(BLASCheck.finding(for: kernels).summary == "OpenBLAS 1, Zen kernels")
    #expect(BLASCheck.finding(for: kernels).state == .good)
    #expect(BLASCheck.finding(for: kernels).details.contains("tried in vain: a.so: broken"))
    kernels.library = nil
    #expect(BLASCheck.finding(for: kernels).state == .worse)
    kernels.isBelowProcessor = true
    #expect(BLASCheck.finding(for: kernels).nextStep?.contains("does not know its processor") == true)
  }
}
