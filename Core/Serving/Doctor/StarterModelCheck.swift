/// Whether the model that comes with the program can be read.
struct StarterModelCheck: DoctorCheck {
  let name = "starter model"

  func examine(_ subject: Doctor.Subject) -> DoctorFinding {
    do {
      let model = try StarterModel.load()
      return DoctorFinding(.good, "\(model.method), read and checked")
    } catch {
      return DoctorFinding(
        .broken, "\(error)",
        nextStep: "Without it `vulnadapt scan` needs --model FILE.")
    }
  }
}
