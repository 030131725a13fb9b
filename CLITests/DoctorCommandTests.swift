import Foundation
import Testing

@testable import VulnAdaptCLI

struct DoctorCommandTests {
  /// What the built program prints with an environment of its own.
  private func output(_ arguments: [String], blas: String? = nil) throws -> (status: Int32, text: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: try #require(NeovimTests.program))
    process.arguments = arguments
    var environment = ProcessInfo.processInfo.environment
    environment["VULNADAPT_BLAS"] = blas
    process.environment = environment
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let bytes = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: bytes, as: UTF8.self))
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
