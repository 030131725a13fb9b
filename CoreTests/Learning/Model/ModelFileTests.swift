import Foundation
import Testing

@testable import Core

struct ModelFileTests {
  private func reread(_ change: (inout SafetensorsFile) -> Void) throws -> ModelFile {
    var contents = try SampleModel.make().contents(file: "x.vulnmodel")
    change(&contents)
    return try ModelFile(contents, file: "x.vulnmodel")
  }

  @Test(arguments: ReadOut.allCases)
  func roundTrip(_ readOut: ReadOut) throws {
    let folder = try TemporaryFolder()
    let url = folder.file("a.vulnmodel")
    let model = try SampleModel.make(readOut: readOut)
    try model.write(to: url)
    #expect(try ModelFile(contentsOf: url) == model)
    let bytes = try Data(contentsOf: url)
    try model.write(to: url)
    #expect(try Data(contentsOf: url) == bytes)
  }

  @Test func aContradictoryModelIsNotWritten() throws {
    let folder = try TemporaryFolder()
    var model = try SampleModel.make()
    model.threshold = .nan
    #expect(throws: ModelFileError.self) { try model.write(to: folder.file("a")) }
    #expect(folder.names.isEmpty)
  }

  @Test func anotherVersionIsRefused() {
    #expect(throws: ModelFileError.unsupportedVersion(file: "x.vulnmodel", found: "3", supported: 2)) {
      try reread { $0.metadata["format_version"] = "3" }
    }
  }

  @Test(arguments: [
    "format", "format_version", "method", "network", "normalisation", "vocabulary", "thresholds",
    "provenance",
    "metrics",
  ])
  func everyTextIsNeeded(_ key: String) {
    do {
      _ = try reread { $0.metadata[key] = nil }
      Issue.record("accepted")
    } catch ModelFileError.notAModel(_, let detail) {
      #expect(detail.contains(key))
    } catch {
      Issue.record("unexpected \(error)")
    }
  }

  @Test(arguments: [
    ("format", "other"), ("network", "{"), ("network", "{}"), ("network", "[]"),
    ("metrics", #"{"a":1,"a":2}"#), ("metrics", #"{"a":"x"}"#), ("metrics", #"{"a":1e999}"#),
    ("vocabulary", "[]"), ("vocabulary", #"["a"]"#), ("vocabulary", #"["<unknown>","a","a"]"#),
    ("vocabulary", #"{"a":1}"#), ("thresholds", #"{"suspect":"x"}"#), ("thresholds", "{}"),
  ])
  func wrongTextsAreRefused(_ key: String, _ text: String) {
    #expect(throws: ModelFileError.self) { try reread { $0.metadata[key] = text } }
  }

  @Test(arguments: [
    "vocabularySize", "opcodeCount", "maximumStatements", "embeddingSize", "hiddenSize", "jointSize",
  ])
  func impossibleSizesAreRefused(_ name: String) throws {
    for size in ["-1", "0", "5", "1000000", "9223372036854775807", "99999999999999999999", "2.5"] {
      let network = try #require(
        try SampleModel.make(readOut: .flatten).contents(file: "x").metadata["network"])
      let changed = network.replacing(try Regex("\"\(name)\":\\d+"), with: "\"\(name)\":\(size)")
      #expect(changed != network)
      var contents = try SampleModel.make(readOut: .flatten).contents(file: "x")
      contents.metadata["network"] = changed
      #expect(throws: ModelFileError.self, "\(name) = \(size)") { try ModelFile(contents, file: "x") }
    }
  }

  @Test func settingsOutOfRangeAreRefused() {
    for threshold in ["-0.1", "1.5"] {
      #expect(throws: ModelFileError.self) {
        try reread { $0.metadata["thresholds"] = "{\"suspect\":\(threshold)}" }
      }
    }
    #expect(throws: ModelFileError.self) {
      try reread { file in
        file.metadata["network"] = file.metadata["network"]?.replacing(#"["GS_","GT_"]"#, with: #"["GS_"]"#)
      }
    }
    #expect(throws: ModelFileError.self) {
      try reread { file in
        file.metadata["network"] = file.metadata["network"]?.replacing(#"["GS_","GT_"]"#, with: "[]")
      }
    }
  }

  @Test func tensorsMustBeThoseOfTheNetworks() {
    #expect(throws: ModelFileError.self) { try reread { $0.tensors["C_W1"] = nil } }
    #expect(throws: ModelFileError.self) {
      try reread { $0.tensors["extra"] = Tensor(shape: [1], elements: [0]) }
    }
    #expect(throws: ModelFileError.self) {
      try reread { $0.tensors["C_b1"] = Tensor(shape: [1, 3], elements: [0, 0, 0]) }
    }
  }

  @Test func weightsTravelFromNetworksToTheFileAndBack() throws {
    let model = try SampleModel.make(readOut: .flatten)
    let generators = try #require(model.network).generators.map { model.makeGenerator($0) }
    let parameters = generators.flatMap(\.parameters) + model.makeClassifier().parameters
    let copy = ModelFile(
      method: model.method, network: try #require(model.network), normalisation: model.normalisation,
      vocabulary: model.vocabulary, threshold: model.threshold, provenance: model.provenance,
      metrics: model.metrics, parameters: parameters)
    #expect(copy == model)
    #expect(generators[0].parameters[2].value.array != generators[1].parameters[2].value.array)
  }

  /// Thousands of damaged copies of a valid file give a typed error or a model that scores.
  @Test func damagedFilesNeverCrash() throws {
    let valid = try SampleModel.make().contents(file: "x").serialized()
    let functions = DetectorTests.randomFunctions(4)
    var random = TestRandom(state: 42)
    var accepted = 0
    for _ in 0..<2000 {
      let bytes = mutated(valid, using: &random)
      do {
        let model = try ModelFile(SafetensorsFile(BytesInMemory(bytes: bytes), file: "x"), file: "x")
        try model.check(file: "x")
        accepted += 1
        for score in try Detector(model: model).scores(of: functions) { #expect((0...1).contains(score)) }
      } catch {
        #expect(error is ModelFileError || error is DetectionError)
      }
    }
    // A changed bit of a weight gives a valid model, a changed header hardly ever does.
    #expect((1..<1500).contains(accepted))
  }

  private func mutated(_ valid: [UInt8], using random: inout TestRandom) -> [UInt8] {
    var bytes = valid
    // Most of a file is weights; half of the changes go to the header.
    let headerEnd = 8 + Int(valid[0]) + Int(valid[1]) << 8
    let range = Bool.random(using: &random) ? 0..<headerEnd : 0..<bytes.count
    switch Int.random(in: 0..<6, using: &random) {
    case 0: bytes.removeLast(Int.random(in: 1...bytes.count, using: &random))
    case 1:
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        bytes[Int.random(in: range, using: &random)] ^= 1 << UInt8.random(in: 0..<8, using: &random)
      }
    case 2: bytes[Int.random(in: range, using: &random)] = .random(in: 0...255, using: &random)
    case 3: bytes.remove(at: Int.random(in: range, using: &random))
    case 4:
      let digits = range.filter { (0x30...0x39).contains(bytes[$0]) }
      if let index = digits.randomElement(using: &random) {
        bytes[index] = .random(in: 0x30...0x39, using: &random)
      }
    default:
      let start = Int.random(in: range, using: &random)
      let piece = bytes[start..<min(start + 40, bytes.count)]
      bytes.insert(contentsOf: piece, at: Int.random(in: range, using: &random))
    }
    return bytes
  }
}
