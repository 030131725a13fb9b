/// Which library multiplies matrices, and whether it uses what the processor has.
struct BLASCheck: DoctorCheck {
  let name = "matrix products"

  func examine(_ subject: Doctor.Subject) -> DoctorFinding { Self.finding(for: .current) }

  static func finding(for kernels: NumericKernels) -> DoctorFinding {
    DoctorFinding(
      kernels.warning == nil ? .good : .worse, kernels.description, details: kernels.details,
      nextStep: kernels.warning)
  }
}
