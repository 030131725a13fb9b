import ArgumentParser
import Core

struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Checks what the program needs of this machine and of a project.",
    discussion: """
      Says which library multiplies matrices and whether it fits the processor,
      whether the starter model, the scan cache, git and .vulnadapt.yml are as
      they should be, and what to do where they are not. Nothing is changed.

      Exit status: 0 when everything works (warnings included), 2 when something
      does not.

      EXAMPLES
        vulnadapt doctor
        vulnadapt doctor ~/src/mine --json
      """)

  @Argument(help: "The folder or file that would be scanned.", completion: .file())
  var path = "."

  @Flag(help: "Print one JSON object.")
  var json = false

  func run() throws { try examine(console: .standard) }

  /// Runs the checks and prints what they found.
  func examine(console: Console) throws {
    let report = Doctor().examine(Doctor.Subject(path: path))
    try console.write(json ? report.json : report.text)
    if report.isBroken { throw ExitStatus.couldNotFinish.exitCode }
  }
}
