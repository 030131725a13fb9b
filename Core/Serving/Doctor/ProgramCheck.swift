import Foundation

/// Which build of the program runs, and where.
struct ProgramCheck: DoctorCheck {
  let name = "program"

  func examine(_ subject: Doctor.Subject) -> DoctorFinding {
    let build = ProgramBuild.current.map { ", build \($0)" } ?? ""
    let system = ProcessInfo.processInfo.operatingSystemVersionString
    return DoctorFinding(
      .good, "vulnadapt \(libraryVersion)\(build)",
      details: ["\(system), \(Parallel.threadCount) threads"])
  }
}
