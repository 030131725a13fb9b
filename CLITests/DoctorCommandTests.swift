import Foundation
import Testing

@testable import VulnAdaptCLI

struct DoctorCommandTests {
  /// What the built program prints with an environment of its own.
  private func output(_ arguments: [String], blas: String? = nil) throws -> (status: Int32, text: String) {
    var environment = ProcessInfo.processInfo.environment
    environment["VULNADAPT_BLAS"] = blas
    let run = try ToolRun(#require(NeovimTests.program), arguments, environment: environment)
    return (run.status, run.text)
  }

  @Test(.enabled(if: NeovimTests.program != nil)) func checksTheMachine() throws {
    let (status, text) = try output(["doctor", "/"])
    #expect(status == 0)
    for name in ["matrix products", "starter model", "scan cache", "git", "configuration"] {
      #expect(text.contains(name))
    }
  }

  #if os(Linux)
    @Test(
      .enabled(if: NeovimTests.program != nil),
      arguments: [
        ("none", "own kernels"),
        ("/usr/lib/os-release", "tried in vain: /usr/lib/os-release: "),
        ("/nowhere/lib.so", "tried in vain: /nowhere/lib.so: cannot open shared object file"),
        ("libm.so.6", "tried in vain: libm.so.6: it has neither cblas_sgemm nor scipy_cblas_sgemm"),
      ])
    func aLibraryThatWillNotDoIsNamedAndReplaced(library: String, expected: String) throws {
      let (status, text) = try output(["--version", "--verbose"], blas: library)
      #expect(status == 0)
      #expect(text.contains(expected), "\(text)")
      #expect(text.contains("matrix products: "))
    }
  #endif
}
