import Testing

@testable import Core

struct EditedTextTests {
  /// The same by the letter of the protocol: lines are counted from the start each time.
  private struct NaiveText {
    var scalars: [Unicode.Scalar]

    init(_ text: String) { scalars = Array(text.unicodeScalars) }

    var bytes: [UInt8] { scalars.flatMap { Array(String($0).utf8) } }

    /// The offsets of the lines without their ends.
    private var lines: [Range<Int>] {
      var lines: [Range<Int>] = []
      var (start, place) = (0, 0)
      while place < scalars.count {
        guard scalars[place] == "\n" || scalars[place] == "\r" else {
          place += 1
          continue
        }
        lines.append(start..<place)
        let isPair = scalars[place] == "\r" && place + 1 < scalars.count && scalars[place + 1] == "\n"
        place += isPair ? 2 : 1
        start = place
      }
      return lines + [start..<place]
    }

    func index(of position: TextPosition, _ encoding: PositionEncoding) -> Int {
      if position.line < 0 { return 0 }
      let lines = self.lines
      guard position.line < lines.count else { return scalars.count }
      var column = 0
      for place in lines[position.line] {
        column += encoding.width(scalars[place])
        if column > position.column { return place }
      }
      return lines[position.line].upperBound
    }

    mutating func replace(
      from start: TextPosition, to end: TextPosition, with text: String, _ encoding: PositionEncoding
    ) {
      let first = index(of: start, encoding)
      scalars.replaceSubrange(first..<max(first, index(of: end, encoding)), with: text.unicodeScalars)
    }
  }

  @Test(
    arguments: [
      (PositionEncoding.utf16, 0, 3, 4), (.utf16, 0, 4, 4), (.utf16, 0, 5, 8), (.utf8, 0, 4, 4),
      (.utf8, 0, 8, 8),
      (.utf8, 0, 3, 2), (.utf16, 1, 1, 12), (.utf16, 2, 0, 14), (.utf16, 0, 99, 9), (.utf16, 99, 0, 15),
      (.utf16, -1, 5, 0),
    ], [8, 4_096])
  func placesAreCountedAsTheClientDoes(
    _ place: (encoding: PositionEncoding, line: Int, column: Int, offset: Int), _ chunkSize: Int
  ) {
    var text = EditedText(Array("abé🙂c\r\nxd\re".utf8), chunkSize: chunkSize)
    let position = TextPosition(line: place.line, column: place.column)
    text.replace(from: position, to: position, with: [UInt8(ascii: "|")], place.encoding)
    #expect(text.bytes.firstIndex(of: UInt8(ascii: "|")) == place.offset)
  }

  @Test(arguments: [PositionEncoding.utf16, .utf8], [8, 11, 32])
  func randomEditsMeanWhatTheyDoInANaiveText(_ encoding: PositionEncoding, _ chunkSize: Int) {
    var random = TestRandom(state: UInt64(chunkSize))
    let pieces = [
      "a", "é", "🙂", "€", "\n", "\r\n", "\r", "", "", "", "int f(void) {}", "x\ny\n", "\nz\r",
      "🙂🙂🙂🙂🙂🙂\r\n\r\n",
    ]
    for round in 0..<12 {
      // Some texts have one long line, so that columns are sought over many chunks.
      let few = round % 3 == 0 ? pieces.filter { !$0.contains(where: \.isNewline) } : pieces
      let start = (0..<40).map { _ in few.randomElement(using: &random) ?? "" }.joined()
      var naive = NaiveText(start)
      var text = EditedText(Array(start.utf8), chunkSize: chunkSize)
      for _ in 0..<80 {
        func place() -> TextPosition {
          let line: Int = .random(in: -1...12, using: &random)
          return TextPosition(
            line: Bool.random(using: &random) ? min(line, 1) : line,
            column: .random(in: 0...(round % 3 == 0 ? 60 : 9), using: &random))
        }
        let (first, last) = (place(), place())
        let new = few.randomElement(using: &random) ?? ""
        naive.replace(from: first, to: last, with: new, encoding)
        text.replace(from: first, to: last, with: Array(new.utf8), encoding)
        #expect(text.bytes == naive.bytes)
        #expect(text.count == text.bytes.count)
      }
    }
  }

  /// What an edit copies is bounded by the length of a chunk, and how many it passes over by their number.
  @Test func chunksStayNeitherLongNorShort() {
    var random = TestRandom(state: 9)
    var text = EditedText(Array(repeating: UInt8(ascii: "x"), count: 20_000), chunkSize: 64)
    for step in 0..<600 {
      let start: Int = .random(in: 0...text.count, using: &random)
      // It grows, and shrinks again, here by much and there by little.
      let removed: Int =
        step < 300 ? .random(in: 0...40, using: &random) : .random(in: 0...400, using: &random)
      let added: Int = step < 300 ? .random(in: 0...300, using: &random) : .random(in: 0...3, using: &random)
      text.replace(
        from: TextPosition(line: 0, column: start), to: TextPosition(line: 0, column: start + removed),
        with: Array(repeating: UInt8(ascii: "y"), count: added), .utf16)
      let lengths = text.chunks.map(\.bytes.count)
      #expect(lengths.allSatisfy { $0 <= 128 })
      #expect(lengths.count == 1 || lengths.allSatisfy { $0 >= 16 })
    }
  }
}
