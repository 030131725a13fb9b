import Foundation
import RealModule
import Testing

@testable import Core

struct JointRepresentationsTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func functions(_ count: Int, seed: UInt64) -> JointRepresentations.Functions {
    var random = SeededGenerator(seed: seed)
    return (0..<count).map { number in
      let statements = (0..<random.next(below: 9)).map { "memcpy(a, b, \($0 + number));" }.joined(
        separator: "\n")
      let text = "int f\(number)(void)\n{\n\(statements)\n}\n"
      return (
        DetectorTests.function(text, name: "f\(number)", file: "src/a,\(number).c"),
        [Label.vulnerable, .notVulnerable, nil][number % 3]
      )
    }
  }

  private func sample() throws -> JointRepresentations {
    try JointRepresentations(
      model: SampleModel.make(), source: functions(9, seed: 1), target: functions(12, seed: 2))
  }

  @Test func eachDomainGoesThroughItsOwnGenerator() throws {
    let model = try SampleModel.make()
    let functions = functions(6, seed: 1)
    let joint = try JointRepresentations(model: model, source: functions, target: functions)
    #expect(joint.source.z.array != joint.target.z.array)
    var source = model
    source.network?.scoringGenerator = .source
    let expected = try Detector(model: source).representations(of: functions.map(\.function))
    #expect(joint.source.z.array == expected.array)
  }

  @Test func theClassifierScoresTheRepresentations() throws {
    let detector = Detector(model: try SampleModel.make())
    let functions = functions(40, seed: 3).map(\.function)
    let z = try detector.representations(of: functions)
    let logits = try #require(detector.network).classifier.forward(z).output
    for (row, score) in try detector.scores(of: functions).enumerated() {
      let probability = 1 / (1 + exp(logits[row, 0] - logits[row, 1]))
      #expect(probability.isApproximatelyEqual(to: score, absoluteTolerance: 1e-5))
    }
  }

  @Test func aFileComesBackAsItWas() throws {
    let joint = try sample()
    let url = folder.file("joint.safetensors")
    try joint.write(to: url)
    let read = try JointRepresentations(contentsOf: url)
    #expect(read.method == joint.method)
    for (first, second) in [(read.source, joint.source), (read.target, joint.target)] {
      #expect(first.z.array == second.z.array)
      #expect(first.labels == second.labels)
      #expect(first.names == second.names)
    }
    #expect(read.points.rows == 21)
  }

  @Test func damagedFilesAreRefused() throws {
    let joint = try sample()
    let url = folder.file("joint.safetensors")
    func expectRefused(_ change: (inout SafetensorsFile) -> Void) throws {
      try joint.write(to: url)
      var contents = try SafetensorsFile(contentsOf: url)
      change(&contents)
      try contents.write(to: url)
      #expect(throws: ModelFileError.self) { try JointRepresentations(contentsOf: url) }
    }
    try expectRefused { $0.metadata["format"] = "vulnadapt-model" }
    try expectRefused { $0.metadata["format_version"] = "2" }
    try expectRefused { $0.metadata["source.names"] = "[]" }
    try expectRefused { $0.metadata["target.names"] = nil }
    try expectRefused { $0.tensors["target.z"] = nil }
    try expectRefused {
      $0.tensors["target.z"] = Tensor(shape: [12, 1], elements: Array(repeating: 0, count: 12))
    }
    try expectRefused { $0.tensors["source.label"] = Tensor(shape: [1], elements: [0]) }
    try expectRefused {
      $0.tensors["source.label"] = Tensor(shape: [9], elements: Array(repeating: 7, count: 9))
    }
    try Data("not a file".utf8).write(to: url)
    #expect(throws: ModelFileError.self) { try JointRepresentations(contentsOf: url) }
  }

  /// What is not a number would be noticed first if elements were read before names.
  @Test func namesAndShapesAreCheckedBeforeElements() throws {
    let url = folder.file("joint.safetensors")
    try sample().write(to: url)
    var contents = try SafetensorsFile(contentsOf: url)
    contents.tensors["another"] = Tensor(shape: [1], elements: [0])
    var bytes = contents.serialized()
    // The elements of "another" come first, as its name does.
    let header = 8 + bytes[..<8].reversed().reduce(0) { $0 << 8 | Int($1) }
    for index in header..<header + 4 { bytes[index] = 0xFF }
    try Data(bytes).write(to: url)
    #expect {
      try JointRepresentations(contentsOf: url)
    } throws: { error in
      if case .malformed(_, let detail) = error as? ModelFileError {
        detail.contains("another")
      } else {
        false
      }
    }
  }

  @Test func csvHasOneRowAFunction() throws {
    var text = ""
    try sample().writeCSV { text += $0 }
    let lines = text.split(separator: "\n")
    #expect(lines.count == 22)
    #expect(lines[0] == "domain,path,line,function,label,z1,z2,z3,z4")
    #expect(lines[1].hasPrefix("source,\"src/a,0.c\",1,f0,1,"))
    #expect(lines[3].hasPrefix("source,\"src/a,2.c\",1,f2,,"))
    #expect(lines.last?.hasPrefix("target,\"src/a,11.c\"") == true)
  }

  @Test func boundaryDistortionUsesTheLabelledPointsOnly() throws {
    var settings = BoundaryDistortion.Settings()
    settings.steps = 5
    settings.hiddenSizes = [3]
    let joint = try sample()
    _ = try joint.boundaryDistortion(settings: settings)
    let unlabelled = JointRepresentations.Domain(
      z: joint.target.z, labels: joint.target.labels.map { _ in nil }, names: joint.target.names)
    #expect(throws: BoundaryDistortionError.oneClassOnly(domain: "target", isVulnerable: false)) {
      try JointRepresentations(method: "ddan", source: joint.source, target: unlabelled)
        .boundaryDistortion(settings: settings)
    }
  }
}
