import Foundation
import Testing

@testable import Core

@Suite struct SourceTextTests {
  private func text(_ bytes: [UInt8]) throws -> SourceText { try SourceText(decoding: bytes, file: "a.c") }

  @Test func lineEndsBecomeLineFeeds() throws {
    #expect(try text(Array("a\r\nb\rc\n\r".utf8)).string == "a\nb\nc\n\n")
  }

  @Test func marksAreDropped() throws {
    #expect(try text([0xEF, 0xBB, 0xBF] + Array("int x;".utf8)).string == "int x;")
  }

  @Test func utf16WithAMarkIsDecoded() throws {
    let little: [UInt8] =
      [0xFF, 0xFE] + Array("é{}\n".utf16).flatMap { [UInt8]([UInt8($0 & 255), UInt8($0 >> 8)]) }
    let big: [UInt8] =
      [0xFE, 0xFF] + Array("é{}\n".utf16).flatMap { [UInt8]([UInt8($0 >> 8), UInt8($0 & 255)]) }
    #expect(try text(little).string == "é{}\n")
    #expect(try text(big + [0]).string == "é{}\n")
    #expect(try text(big).encoding == .utf16)
  }

  @Test func latin1IsDecodedAndDamageReplaced() throws {
    let latin = try text([UInt8(ascii: "x"), 0xE9, UInt8(ascii: "y")])
    #expect(latin.string == "xéy")
    #expect(latin.encoding == .latin1)
    let bytes: [UInt8] = [0xC3, 0xA9, 0xFF, 0x7A, 0xE2, 0x82]
    let damaged = try text(bytes)
    #expect(damaged.string == "é\u{FFFD}z\u{FFFD}\u{FFFD}")
    #expect(damaged.encoding == .damagedUTF8)
    #expect(String(bytes: damaged.bytes, encoding: .utf8) != nil)
  }

  @Test func aStrayNULBecomesABlankAndManyMakeABinary() throws {
    let stray = try text(Array("int\0x;".utf8))
    #expect(stray.string == "int x;")
    #expect(stray.replacedNULs == 1)
    #expect(throws: SourceTextError.binary(file: "a.c")) {
      try text([127, 69, 76, 70, 2, 1, 1, 0, 0, 0, 0, 0])
    }
  }

  @Test func positionsCountLinesAndBytesFromOne() throws {
    let source = SourceText("ab\néx\n\nz")
    #expect(source.lineCount == 4)
    #expect(source.position(at: 0) == (1, 1))
    #expect(source.position(at: 2) == (1, 3))
    #expect(source.position(at: 5) == (2, 3))
    #expect(source.position(at: 7) == (3, 1))
    #expect(source.position(at: 99) == (4, 2))
    let range = source.range(3..<6)
    #expect((range.startLine, range.endLine, range.endColumn) == (2, 2, 4))
    #expect(source.range(-5..<0).startOffset == 0)
    #expect(SourceText("").range(0..<1).endOffset == 0)
  }

  @Test func sizesAboveTheLimitAreRefused() throws {
    let tree = try TemporaryTree(["a.c": String(repeating: "x", count: 100)])
    #expect(throws: SourceTextError.tooLarge(file: "a.c", size: 100, limit: 99)) {
      try SourceText(reading: FilePathBytes(tree.path + "/a.c"), file: "a.c", sizeLimit: 99)
    }
  }

  @Test func missingFilesAreReported() throws {
    #expect {
      try SourceText(reading: FilePathBytes("/nonexistent/a.c"))
    } throws: {
      "\($0)".hasPrefix("/nonexistent/a.c cannot be read: No such file or directory.")
    }
  }

  @Test func anyBytesAreRead() throws {
    var generator = SystemRandomNumberGenerator()
    let parser = try FunctionParser()
    let alphabet = Array("{}()#if0\n;/*\"'\\ax=,".utf8) + [0xE9, 0xC3]
    for _ in 0..<300 {
      let bytes = (0..<Int.random(in: 0..<400, using: &generator)).map { _ in
        alphabet[Int.random(in: 0..<alphabet.count, using: &generator)]
      }
      guard let source = try? text(bytes) else { continue }
      for function in parser.parse(source, file: "a.c").functions {
        #expect(!function.text.isEmpty)
        #expect(function.range.endOffset <= source.bytes.count)
      }
    }
  }
}
