import Foundation
import Testing

@testable import Core

struct SafetensorsFileTests {
  static let sample = SafetensorsFile(
    tensors: [
      "weight": Tensor(shape: [2, 3], elements: [1, -2, 3.5, 0, 0.125, 6]),
      "bias": Tensor(shape: [2], elements: [0.25, -0.5]),
      "scalar": Tensor(shape: [], elements: [7]),
      "empty": Tensor(shape: [0, 4], elements: []),
    ],
    metadata: ["format": "1", "note": "tab\t\"quote\" \\ é 😀 \u{7f}\u{1}"])

  private func read(header: String, data: [UInt8] = [], length: UInt64? = nil) throws -> SafetensorsFile {
    let count = length ?? UInt64(header.utf8.count)
    let bytes = withUnsafeBytes(of: count.littleEndian) { Array($0) } + Array(header.utf8) + data
    return try SafetensorsFile(BytesInMemory(bytes: bytes), file: "x.safetensors")
  }

  @Test func roundTripThroughAFile() throws {
    let folder = try TemporaryFolder()
    let url = folder.file("a.safetensors")
    try Self.sample.write(to: url)
    #expect(try SafetensorsFile(contentsOf: url) == Self.sample)
    #expect(try Array(Data(contentsOf: url)) == Self.sample.serialized())
    #expect(folder.names == ["a.safetensors"])
  }

  @Test func sameContentsGiveTheSameBytes() {
    var other = SafetensorsFile(metadata: ["note": Self.sample.metadata["note"] ?? "", "format": "1"])
    for name in ["scalar", "weight", "empty", "bias"] { other.tensors[name] = Self.sample.tensors[name] }
    #expect(other.serialized() == Self.sample.serialized())
  }

  @Test func dataStartOnAMultipleOfEight() {
    for length in 0..<9 {
      let file = SafetensorsFile(metadata: ["a": String(repeating: "x", count: length)])
      #expect(file.serialized().count % 8 == 0)
      #expect(file.serialized()[0] % 8 == 0)
    }
  }

  @Test(
    arguments: [
      ("[]", []), ("{", []), (" {}", []), ("{}x", []),
      (#"{"a":1}"#, []),
      (#"{"__metadata__":{"a":1}}"#, []),
      (#"{"__metadata__":[]}"#, []),
      (#"{"a":{"dtype":"F32","shape":[1]}}"#, []),
      (#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4],"x":0}}"#, [0, 0, 0, 0]),
      (#"{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}"#, [0, 0, 0, 0]),
      (#"{"a":{"dtype":"F32","shape":[1.0],"data_offsets":[0,4]}}"#, [0, 0, 0, 0]),
      (#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}}"#, [0, 0, 0, 0]),
      (#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[-4,0]}}"#, [0, 0, 0, 0]),
      (#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#, []),
      (#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#, [0, 0, 0, 0, 0]),
      (#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}"#, [0, 0, 0, 0, 0, 0, 0, 0]),
      (#"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}"#, [0, 0, 0, 0]),
      (#"{"a":{"dtype":"F32","shape":[1,1,1,1,1,1,1,1,1],"data_offsets":[0,4]}}"#, [0, 0, 0, 0]),
      (
        #"{"a":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,0]}}"#, []
      ),
      (
        #"{"a":{"dtype":"F32","shape":[4611686018427387904],"data_offsets":[0,9223372036854775807]}}"#, []
      ),
      (#"{"a":{"dtype":"F32","shape":[99999999999999999999],"data_offsets":[0,4]}}"#, [0, 0, 0, 0]),
      (
        #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}"#,
        [0, 0, 0, 0, 0, 0, 0, 0]
      ),
      (
        #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[8,12]}}"#,
        [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]
      ),
      (
        #"{"a":{"dtype":"F32","shape":[0],"data_offsets":[0,0]},"a":{"dtype":"F32","shape":[0],"data_offsets":[0,0]}}"#,
        []
      ),
    ] as [(String, [UInt8])])
  func refusesAMalformedHeader(_ header: String, _ data: [UInt8]) {
    do {
      _ = try read(header: header, data: data)
      Issue.record("accepted \(header)")
    } catch ModelFileError.malformed(let file, _) {
      #expect(file == "x.safetensors")
    } catch {
      Issue.record("unexpected \(error)")
    }
  }

  @Test(arguments: [UInt64(3), 1 << 24 + 1, 1 << 40, .max])
  func refusesAHeaderLengthThatDoesNotFit(_ length: UInt64) {
    #expect(throws: ModelFileError.self) { try read(header: "{}", length: length) }
  }

  @Test func namesTheElementTypeItCannotRead() {
    let header = #"{"a":{"dtype":"BF16","shape":[2],"data_offsets":[0,4]}}"#
    #expect(throws: ModelFileError.unsupportedElementType(file: "x.safetensors", tensor: "a", type: "BF16")) {
      try read(header: header, data: [0, 0, 0, 0])
    }
  }

  @Test(arguments: [Float.nan, .infinity, -.infinity])
  func refusesNumbersThatAreNotFinite(_ number: Float) throws {
    var file = Self.sample
    file.tensors["bias"] = Tensor(shape: [2], elements: [1, number])
    let expected = ModelFileError.notFinite(file: "x.safetensors", tensor: "bias", index: 1)
    #expect(throws: expected) {
      try SafetensorsFile(BytesInMemory(bytes: file.serialized()), file: "x.safetensors")
    }
    let folder = try TemporaryFolder()
    #expect(throws: ModelFileError.self) { try file.write(to: folder.file("a")) }
    #expect(folder.names.isEmpty)
  }

  @Test func errorsNameTheFileAndTheNextStepOnOneLine() {
    let error = ModelFileError.malformed(file: "a\u{1b}[31m\nb", detail: "why")
    #expect(error.description.hasPrefix(#"The file 'a\u{1b}[31m\nb' is damaged"#))
    #expect(error.description.hasSuffix("."))
  }
}
