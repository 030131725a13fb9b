import Core
import Testing

@testable import VulnAdaptCLI

struct CommandLineAdviceTests {
  @Test func theCommandLineNamesItsOptions() {
    #expect(
      Console.message(for: TrainingError.damagedCheckpoint(file: "c", detail: "cut off"))
        == "The checkpoint 'c' cannot be used: cut off. Discard it with --overwrite and train again.")
    let known = ["a", "b", "c", "d", "e", "f"]
    #expect(
      Console.message(for: FunctionChoiceError.noSuchFunction(file: "x.c", name: "g", known: known))
        == "x.c has no function \"g\". It has a, b, c, d, e and 1 more. `vulnadapt functions x.c` lists them."
    )
  }

  @Test func otherErrorsKeepTheirOwnNextStep() {
    let error = RepositoryError.neitherFolderNorFile(path: "/dev/null")
    #expect(Console.message(for: error) == error.description)
  }
}
