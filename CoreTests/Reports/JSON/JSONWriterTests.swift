import Foundation
import Testing

@testable import Core

struct JSONWriterTests {
  private struct Sample: Encodable, JSONWritable, Sendable {
    var name: String
    var numbers: [Double]
    var inner: [Sample]?
    var isSmall = true
    var count = -12

    func write(to json: inout JSONWriter) {
      json.object { json in
        json.add("count", count)
        json.add("inner", inner)
        json.add("isSmall", isSmall)
        json.add("name", name)
        json.add("numbers", numbers)
      }
    }
  }

  /// The same value as Foundation writes it, with terminals in mind.
  private static func expected(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self).escapedForTerminals + "\n"
  }

  @Test func theTextIsFoundationsForEveryKindOfCharacter() throws {
    var names = [
      "", "plain/text", "\"\\", "é ü 中 🙂", "\u{2028}\u{202e}\u{feff}", "e\u{301}", "\u{e0001}", "%s</script>",
    ]
    names += (0..<0xa1).map { "a\(Unicode.Scalar($0).map(String.init) ?? "")b" }
    for name in names {
      let sample = Sample(name: name, numbers: [1])
      #expect(JSONWriter.text(of: sample) == (try Self.expected(sample)), "\(name.debugDescription)")
    }
  }

  @Test func numbersAndNestingAreFoundations() throws {
    let leaf = Sample(name: "leaf", numbers: [0, -1, 0.1, 0.123457, 1e-6, 1e21, 123_456_789.5])
    let sample = Sample(
      name: "root", numbers: [2], inner: [leaf, Sample(name: "x", numbers: [3], inner: [leaf])])
    #expect(JSONWriter.text(of: sample) == (try Self.expected(sample)))
    let dictionary = ["b": 2, "a-1": 1, "$": 0]
    #expect(JSONWriter.text(of: dictionary) == (try Self.expected(dictionary)))
  }

  @Test func emptyArraysAndObjectsAreShort() {
    #expect(JSONWriter.text(of: [Int]()) == "[]\n")
    #expect(JSONWriter.text(of: [String: Int]()) == "{}\n")
  }

  @Test(arguments: [0, 1, 63, 64, 65, 200])
  func piecesWrittenOnAllThreadsFitTogether(_ count: Int) {
    struct Document: JSONWritable {
      let samples: [Sample]
      let isParallel: Bool

      func write(to json: inout JSONWriter) {
        json.object { json in
          json.add("before", 1)
          if isParallel { json.add("samples", parallel: samples) } else { json.add("samples", samples) }
          json.add("then", samples.count)
        }
      }
    }
    let samples = (0..<count).map { Sample(name: "\($0)", numbers: [Double($0)]) }
    #expect(
      JSONWriter.text(of: Document(samples: samples, isParallel: true))
        == JSONWriter.text(of: Document(samples: samples, isParallel: false)))
  }
}
