import Foundation
import Testing

@testable import Core

private func statements(_ tokens: [String]...) -> [Statement] {
  let range = SourceRange(
    startOffset: 0, endOffset: 0, startLine: 1, startColumn: 1, endLine: 1, endColumn: 1)
  return tokens.map { Statement(opcode: .expression, tokens: $0, range: range) }
}

@Suite struct VocabularyTests {
  @Test func tokensAreOrderedByFunctionsThenBytes() {
    let functions = [statements(["b", "b", "b"], ["a"]), statements(["c", "a"]), statements(["d", "c"])]
    let vocabulary = Vocabulary.build(from: functions)
    #expect(vocabulary.tokens == [Vocabulary.unknownToken, "a", "c", "b", "d"])
    #expect(Vocabulary.build(from: functions.reversed()) == vocabulary)
    #expect(vocabulary.id(of: "b") == 3)
    #expect(vocabulary.id(of: "z") == nil)
  }

  @Test func rareTokensAndThoseBeyondTheLimitAreLeftOut() {
    let functions = [statements(["a", "b", "c"]), statements(["b", "c"]), statements(["c"])]
    #expect(Vocabulary.build(from: functions, minimumDocumentFrequency: 2).tokens.dropFirst() == ["c", "b"])
    #expect(Vocabulary.build(from: functions, limit: 2).tokens.dropFirst() == ["c"])
    #expect(Vocabulary.build(from: functions, limit: 0).tokens == [Vocabulary.unknownToken])
  }

  @Test func codingKeepsTheOrderAndRefusesWhatIsNoVocabulary() throws {
    let vocabulary = Vocabulary.build(from: [statements(["x", "y"])])
    let data = try JSONEncoder().encode(vocabulary)
    #expect(try JSONDecoder().decode(Vocabulary.self, from: data) == vocabulary)
    for text in ["[]", #"["a"]"#, #"["<unknown>", "a", "a"]"#] {
      #expect(throws: (any Error).self) { try JSONDecoder().decode(Vocabulary.self, from: Data(text.utf8)) }
    }
  }

  @Test func encodingCountsRepeatsAndMarksUnknownTokens() throws {
    let encoder = FunctionEncoder(vocabulary: try Vocabulary(tokens: [Vocabulary.unknownToken, "a", "b"]))
    let function = encoder.encode(statements(["a", "a", "?"], [], ["b"]))
    #expect(function.tokens == [1, 1, 0, 2])
    #expect(function.tokenOffsets == [0, 3, 3, 4])
    #expect(function.opcodes == Array(repeating: Opcode.expression.rawValue, count: 3))
    #expect(Array(function.tokens(ofStatement: 2)) == [2])
  }

  @Test func windowsCoverLongFunctions() throws {
    let encoder = FunctionEncoder(vocabulary: try Vocabulary(tokens: [Vocabulary.unknownToken, "a"]))
    let function = encoder.encode(statements(["a"], [], ["a", "a"], [], ["a"], ["b"], []))
    for (length, stride) in [(1, 1), (3, 2), (3, 3), (4, 1), (6, 6), (7, 7), (50, 25)] {
      let ranges = function.windowRanges(length: length, stride: stride)
      #expect(Set(ranges.joined()) == Set(0..<7))
      #expect(ranges.allSatisfy { $0.count == min(length, 7) })
      for (range, window) in zip(ranges, function.windows(length: length, stride: stride)) {
        #expect(window.statementCount == range.count)
        for (offset, index) in range.enumerated() {
          #expect(window.tokens(ofStatement: offset).elementsEqual(function.tokens(ofStatement: index)))
        }
      }
    }
    #expect(encoder.encode([]).windowRanges(length: 5, stride: 5) == [0..<0])
  }

  @Test func batchesCutAndPad() throws {
    let encoder = FunctionEncoder(vocabulary: try Vocabulary(tokens: [Vocabulary.unknownToken, "a"]))
    let functions = [statements(["a"], ["a", "a"], ["b"]), statements(), statements(["a"])].map(
      encoder.encode)
    let batch = Batch(functions, length: 2)
    #expect(batch.lengths == [2, 0, 1])
    #expect(batch.opcodes.map { $0 == 0 } == [false, false, true, true, false, true])
    #expect(batch.tokenOffsets == [0, 1, 3, 3, 3, 4, 4])
    #expect(batch.tokens == [1, 1, 1, 1])
  }
}
