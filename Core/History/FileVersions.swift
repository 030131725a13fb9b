import Algorithms
import Foundation

/// Reads the versions of one file one after the other and tells the functions of each.
///
/// Versions that follow each other are nearly alike: where the text before and after a change is the same, so are
/// its functions, and only the functions around the change are read again. Whether that part can be read by itself
/// is checked with the version before, of which all is known; otherwise the whole version is read.
struct FileVersions {
  /// A function of a version.
  struct Function: Sendable {
    /// The number of its name.
    var name: Int32
    var code: CodeDigest
  }

  /// The names of the functions so far; a function's name is a place here.
  var names: [String] { numberedNames.texts }
  private var numberedNames = NumberedTexts()
  /// How many versions were read as a whole, and in part.
  private(set) var readWhole = 0
  private(set) var readInPart = 0

  private struct Version {
    var text: [UInt8] = []
    var ranges: [Range<Int>] = []
    var functions: [Function] = []
    var isInDoubt = true
  }
  private var previous = Version()

  /// The functions of a version, in the order of the text; nil when it is no text.
  mutating func read(_ contents: [UInt8], file: String) -> [Function]? {
    let text: [UInt8]
    if Self.isPlain(contents) {
      text = contents
    } else {
      guard let source = try? SourceText(decoding: contents, file: file) else { return nil }
      text = source.bytes
    }
    if let version = partly(text) {
      readInPart += 1
      previous = version
    } else {
      readWhole += 1
      previous = whole(text)
    }
    return previous.functions
  }

  // MARK: Reading a part

  /// The version read around its change only; nil where that would not be sure.
  private mutating func partly(_ text: [UInt8]) -> Version? {
    let old = previous
    guard !old.isInDoubt, !old.text.isEmpty else { return nil }
    let start = Self.commonStart(old.text, text)
    let end = Self.commonEnd(old.text, text, limit: min(old.text.count, text.count) - start)
    let shift = text.count - old.text.count
    // Functions that end before the change stay as they are.
    var first = old.ranges.partitioningIndex { $0.upperBound > start }
    // Those after it do so, too; the nearest one is read again, to see that all falls into place.
    let afterChange = old.ranges.partitioningIndex { $0.lowerBound >= old.text.count - end }
    if first > afterChange { first = afterChange }
    let last = afterChange < old.ranges.count ? afterChange + 1 : old.ranges.count
    let from = first > 0 ? old.ranges[first - 1].upperBound : 0
    let to = afterChange < old.ranges.count ? old.ranges[afterChange].upperBound : old.text.count
    guard to + shift >= from, (to - from) * 2 < old.text.count + 4_096 else { return nil }
    let oldPart = Self.outline(old.text, from..<to)
    let newPart = Self.outline(text, from..<(to + shift))
    guard !oldPart.isInDoubt, !newPart.isInDoubt,
      oldPart.functions.map(\.range) == Array(old.ranges[first..<last])
    else { return nil }
    if afterChange < old.ranges.count {
      guard let one = oldPart.functions.last, let other = newPart.functions.last,
        other.range == one.range.lowerBound + shift..<one.range.upperBound + shift
      else { return nil }
    }
    guard
      Self.haveSameConditionals(old.text[from..<to], text[from..<(to + shift)])
    else { return nil }
    let new = text.withUnsafeBufferPointer { buffer in
      newPart.functions.map { found in
        Function(name: name(buffer, found.name), code: CodeDigest(buffer, found.range))
      }
    }
    var ranges = Array(old.ranges[..<first])
    ranges += newPart.functions.map(\.range)
    for range in old.ranges[last...] {
      ranges.append(range.lowerBound + shift..<range.upperBound + shift)
    }
    var functions = Array(old.functions[..<first])
    functions += new
    functions += old.functions[last...]
    return Version(text: text, ranges: ranges, functions: functions, isInDoubt: false)
  }

  /// Whether both parts open and close the same preprocessor branches, or each closes what it opens.
  private static func haveSameConditionals(_ old: ArraySlice<UInt8>, _ new: ArraySlice<UInt8>) -> Bool {
    let (one, other) = (conditionals(old), conditionals(new))
    return one == other || (isBalanced(one) && isBalanced(other))
  }

  private static func isBalanced(_ branches: [UInt8]) -> Bool {
    var depth = 0
    for branch in branches {
      if branch == UInt8(ascii: "i") { depth += 1 }
      if branch == UInt8(ascii: "n") { depth -= 1 }
      if depth < 0 || (depth == 0 && branch == UInt8(ascii: "l")) { return false }
    }
    return depth == 0
  }

  /// What the lines that begin with `#if`, `#el` and `#en` do: i, l or n.
  private static func conditionals(_ text: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    var isLineStart = true
    var index = text.startIndex
    while index < text.endIndex {
      let byte = text[index]
      if byte == 10 {
        isLineStart = true
      } else if isLineStart, byte == UInt8(ascii: "#") {
        isLineStart = false
        var word = index + 1
        while word < text.endIndex, text[word] == 32 || text[word] == 9 { word += 1 }
        if word + 1 < text.endIndex {
          switch (text[word], text[word + 1]) {
          case (UInt8(ascii: "i"), UInt8(ascii: "f")): result.append(UInt8(ascii: "i"))
          case (UInt8(ascii: "e"), UInt8(ascii: "l")): result.append(UInt8(ascii: "l"))
          case (UInt8(ascii: "e"), UInt8(ascii: "n")): result.append(UInt8(ascii: "n"))
          default: break
          }
        }
      } else if byte != 32, byte != 9 {
        isLineStart = false
      }
      index += 1
    }
    return result
  }

  // MARK: Reading the whole

  private mutating func whole(_ text: [UInt8]) -> Version {
    let part = Self.outline(text, 0..<text.count)
    let functions = text.withUnsafeBufferPointer { buffer in
      part.functions.map { found in
        Function(name: name(buffer, found.name), code: CodeDigest(buffer, found.range))
      }
    }
    return Version(
      text: text, ranges: part.functions.map(\.range), functions: functions, isInDoubt: part.isInDoubt)
  }

  /// The functions of a part of a text, as offsets of the text.
  private static func outline(
    _ text: [UInt8], _ part: Range<Int>
  ) -> (functions: [(name: Range<Int>, range: Range<Int>)], isInDoubt: Bool) {
    text.withUnsafeBufferPointer { buffer in
      let outline = FunctionOutline(UnsafeBufferPointer(rebasing: buffer[part]))
      let base = part.lowerBound
      let functions = FunctionMerge(outline: outline).functions.map { found in
        (
          name: found.name.lowerBound + base..<found.name.upperBound + base,
          range: found.range.lowerBound + base..<found.range.upperBound + base
        )
      }
      return (functions, outline.isInDoubt)
    }
  }

  private mutating func name(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Int32 {
    numberedNames.number(
      of: String(decoding: UnsafeBufferPointer(rebasing: text[range]), as: UTF8.self))
  }

  // MARK: Bytes

  /// Whether contents are ASCII without NUL and carriage return, so that they are their own canonical text.
  private static func isPlain(_ contents: [UInt8]) -> Bool {
    contents.withUnsafeBufferPointer { bytes in
      var seen: UInt8 = 0
      // Without branches, so that it is done many bytes at a time.
      for byte in bytes { seen |= byte | (byte == 13 ? 0x80 : 0) | (byte == 0 ? 0x80 : 0) }
      return seen < 0x80
    }
  }

  /// How many bytes two texts have in common at their starts.
  private static func commonStart(_ one: [UInt8], _ other: [UInt8]) -> Int {
    let limit = min(one.count, other.count)
    return one.withUnsafeBytes { first in
      other.withUnsafeBytes { second in
        var index = 0
        while index + 4_096 <= limit,
          memcmp(first.baseAddress! + index, second.baseAddress! + index, 4_096) == 0
        {
          index += 4_096
        }
        while index < limit, first[index] == second[index] { index += 1 }
        return index
      }
    }
  }

  /// How many bytes two texts have in common at their ends, at most a limit.
  private static func commonEnd(_ one: [UInt8], _ other: [UInt8], limit: Int) -> Int {
    one.withUnsafeBytes { first in
      other.withUnsafeBytes { second in
        let (end, otherEnd) = (first.count, second.count)
        var index = 0
        while index + 4_096 <= limit,
          memcmp(
            first.baseAddress! + (end - index - 4_096), second.baseAddress! + (otherEnd - index - 4_096),
            4_096) == 0
        {
          index += 4_096
        }
        while index < limit, first[end - index - 1] == second[otherEnd - index - 1] { index += 1 }
        return index
      }
    }
  }
}
