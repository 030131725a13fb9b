import Core
import Foundation

@testable import VulnAdaptCLI

/// A folder with a small project and a random model, removed when the test's value goes away.
final class ScratchFolder {
  let url: URL

  init() throws {
    url = FileManager.testPlace.appendingPathComponent("vulnadapt-cli-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  func path(_ name: String) -> String { url.appendingPathComponent(name).path }

  func write(_ text: String, to name: String) throws {
    let file = url.appendingPathComponent(name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  /// The tiny projects as two labelled ones, `one` and `other`.
  static func withTinyPair() throws -> ScratchFolder {
    let scratch = try ScratchFolder()
    let projects = TinyProjects()
    try TinyProjects.write(projects.labeled, to: scratch.url.appendingPathComponent("one"))
    try TinyProjects.write(projects.target, to: scratch.url.appendingPathComponent("other"))
    return scratch
  }

  /// Writes a git that never answers one of its commands, and notes its process.
  ///
  /// - Returns: The folder to put first into `PATH`, and the file that holds the process once it hangs.
  func writeGit(thatHangsAt command: String) throws -> (path: String, process: String) {
    let process = path("git-process")
    try write(
      """
      #!/bin/sh
      case "$*" in
        *\(command)*) echo $$ > '\(process).new'; mv '\(process).new' '\(process)'; exec sleep 100000;;
        *rev-parse*--verify*) echo 0123456789012345678901234567890123456789;;
        *config*) exit 1;;
        *ls-tree*) echo 'a file';;
        *) exit 0;;
      esac
      """, to: "bin/git")
    chmod(path("bin/git"), 0o755)
    return (path("bin"), process)
  }

  /// Writes a random model with one generator and returns its path.
  func writeModel(_ name: String = "m.vulnmodel", seed: UInt64 = 1) throws -> String {
    let vocabulary = try Vocabulary(tokens: [Vocabulary.unknownToken, "memcpy", "(", ")", "var1", "<num>"])
    let configuration = GeneratorConfiguration(
      vocabularySize: vocabulary.count, opcodeCount: Opcode.allCases.count, maximumStatements: 8,
      embeddingSize: 4, hiddenSize: 5, jointSize: 6, readOut: .max)
    var random = SeededGenerator(seed: seed)
    let generator = GeneratorNetwork(configuration, namePrefix: "GS_", using: &random)
    let classifier = MLP(inputSize: 6, hiddenSizes: [7], outputSize: 2, namePrefix: "C_", using: &random)
    let model = ModelFile(
      method: "vuld",
      network: NetworkSettings(
        generator: configuration, generators: [.source], scoringGenerator: .source, classifierHiddenSizes: [7]
      ),
      normalisation: Normalisation(), vocabulary: vocabulary, threshold: 0.5,
      provenance: Provenance(
        labeled: [.init(name: "lib\u{1b}tiff", sha256: "abcd", functionCount: 12, vulnerableCount: 3)],
        unlabeled: [], seed: 7, step: 120, settings: ["batchSize": "64"], libraryVersion: "0.1.0"),
      metrics: ["source-validation/auc": 0.75, "source-validation/auc/longest-first": 0.625],
      parameters: generator.parameters + classifier.parameters)
    try model.write(to: url.appendingPathComponent(name))
    return path(name)
  }

  /// Writes a project of two files with three functions and returns its path.
  func writeProject(_ name: String = "project") throws -> String {
    try write(
      """
      #include <string.h>

      int copy(char *to, const char *from, int length)
      {
        memcpy(to, from, length);
        return length;
      }

      static void evil(void) { puts("\u{1b}[2J"); }
      """, to: "\(name)/src/copy.c")
    try write("int zero(void)\n{\n  return 0;\n}\n", to: "\(name)/a.c")
    return path(name)
  }
}
