import Foundation

/// Whether the settings that a scan would take from a file can be read.
struct ConfigurationCheck: DoctorCheck {
  let name = "configuration"

  func examine(_ subject: Doctor.Subject) -> DoctorFinding {
    guard FileManager.default.fileExists(atPath: subject.path) else {
      return DoctorFinding(
        .broken, "\(subject.path.printable) is not there", nextStep: "Name a folder of C code or a C file.")
    }
    do {
      guard let file = try ConfigurationFile.find(for: subject.path) else {
        return DoctorFinding(.good, "no .vulnadapt.yml at or above \(subject.path); defaults hold")
      }
      return DoctorFinding(.good, "\(file.path), \(counting: file.entries.count, "setting")")
    } catch {
      return DoctorFinding(
        .broken, "\(error)", nextStep: "Scans of \(subject.path) stop until it is mended.")
    }
  }
}
