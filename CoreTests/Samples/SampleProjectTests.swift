import Foundation
import Testing

@testable import Core

private let samples = URL(fileURLWithPath: #filePath)
  .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  .appendingPathComponent("Samples")

private let compiler = ["/usr/bin/cc", "/usr/bin/clang", "/usr/bin/gcc"].first {
  FileManager.default.isExecutableFile(atPath: $0)
}

/// The bundled projects are real C: a compiler reads them without a word.
@Test(.enabled(if: compiler != nil, "no C compiler was found"), arguments: ["pixkit", "netkit"])
func samplesCompile(project: String) throws {
  let folder = samples.appendingPathComponent(project)
  let sources = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    .filter { $0.hasSuffix(".c") }.sorted()
  #expect(sources.count > 10)
  let run = try ToolRun(
    #require(compiler), ["-std=c11", "-D_POSIX_C_SOURCE=200809L", "-fsyntax-only", "-I", "."] + sources,
    in: folder, keepsErrors: true)
  #expect(run.status == 0, "\(run.text)")
}

@Test func everySampleFunctionHasOneLabel() throws {
  let projects = [
    ("pixkit", LabelOptions()),
    ("netkit", LabelOptions(manifest: samples.appendingPathComponent("netkit-truth.csv").path)),
  ]
  for (name, options) in projects {
    let project = try LabeledProject.load(from: samples.appendingPathComponent(name).path, options: options)
    #expect(project.issues.isEmpty)
    #expect(project.unlabeled.isEmpty)
    let lengths = project.functions.map { Double(CLexer.tokens(of: $0.function.text).count) }
    let longest = RankingMetrics(scores: lengths, labels: project.functions.map { $0.label == .vulnerable })
    #expect((0.4...0.6).contains(longest.areaUnderCurve), "length must not give the mistakes away")
  }
}

@Test func theTruthOfNetkitIsOutOfTrainingsReach() throws {
  let netkit = samples.appendingPathComponent("netkit")
  let names = try FileManager.default.contentsOfDirectory(atPath: netkit.path)
  #expect(names.allSatisfy { $0.hasSuffix(".c") || $0.hasSuffix(".h") })
  #expect(throws: LabelError.self) { try LabeledProject.load(from: netkit.path) }
}
