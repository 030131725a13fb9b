import Algorithms

/// The functions of a text, from its outline and, where that is in doubt, its syntax tree.
struct FunctionMerge {
  /// A function that one or both found.
  struct Found: Equatable {
    var range: Range<Int>
    var name: Range<Int>
    /// The head; nil when only the syntax tree shows the function.
    var head: FunctionHead?
    var declaratorEnd: Int
    /// Whether the closing brace was found.
    var isClosed: Bool
  }

  /// The functions, in order, none overlapping another.
  private(set) var functions: [Found] = []

  /// Takes the outline's word where it is in no doubt.
  init(outline: FunctionOutline) {
    functions = outline.functions.map(Found.init(outlined:))
  }

  /// Joins both views.
  ///
  /// The outline cuts better than a syntax tree with errors, so its functions stay, but for those that
  /// are not closed or swallow several of the tree's; the tree adds what lies outside of them.
  init(outline: FunctionOutline, syntax: [SyntaxFunctions.Function], text: UnsafeBufferPointer<UInt8>) {
    let dead = SortedRanges(outline.deadRegions)
    let trusted = syntax.filter { function in
      // The grammar takes `class A { … }` for a function, which it is not.
      guard !function.hasError, let name = function.name, name.upperBound <= function.declaratorEnd,
        text[name.upperBound..<function.declaratorEnd].contains(UInt8(ascii: "("))
      else { return false }
      let word = String(decoding: UnsafeBufferPointer(rebasing: text[name]), as: UTF8.self)
      return CLexer.tokens(of: word).first?.kind == .identifier
        && !dead.overlap(function.start..<function.end)
    }
    let bodies = trusted.map(\.bodyStart)
    var kept: [Found] = []
    for function in outline.functions.map(Found.init(outlined:)) {
      let first = bodies.partitioningIndex { $0 >= function.declaratorEnd }
      let last = bodies.partitioningIndex { $0 >= function.range.upperBound }
      let isDoubtful = outline.isUnbalanced && last - first > 1
      if !isDoubtful { kept.append(function) }
    }
    let taken = SortedRanges(kept.map(\.range))
    // What a body shows to be a type or values a grammar may still take for a function.
    let types = Set(outline.refusals.filter { $0.reason == .typeOrValues }.map(\.bodyStart))
    let refusedBodies = Set(outline.refusals.map(\.bodyStart))
    var end = 0
    for function in trusted {
      let range = function.start..<function.end
      // Where braces balance, the tree decides on what the outline refused, and on nothing else.
      guard let name = function.name, outline.isUnbalanced || refusedBodies.contains(function.bodyStart),
        !types.contains(function.bodyStart), !taken.overlap(range), range.lowerBound >= end
      else { continue }
      end = range.upperBound
      kept.append(
        Found(range: range, name: name, head: nil, declaratorEnd: function.declaratorEnd, isClosed: true))
    }
    functions = kept.sorted { $0.range.lowerBound < $1.range.lowerBound }
  }
}

/// Ranges in order, none overlapping another.
struct SortedRanges {
  private let ranges: [Range<Int>]

  init(_ ranges: [Range<Int>]) {
    self.ranges = ranges
  }

  /// Whether one of them overlaps a range.
  ///
  /// - Complexity: O(log *n*).
  func overlap(_ range: Range<Int>) -> Bool {
    let first = ranges.partitioningIndex { $0.upperBound > range.lowerBound }
    return first < ranges.endIndex && ranges[first].overlaps(range)
  }
}

extension FunctionMerge.Found {
  init(outlined function: FunctionOutline.Function) {
    self.init(
      range: function.start..<function.end, name: function.head.name, head: function.head,
      declaratorEnd: function.head.end, isClosed: function.isClosed)
  }

  /// The function cut out of its text.
  func function(in source: SourceText, file: String) -> CFunction {
    let signature =
      head?.signature
      ?? source.string(in: range.lowerBound..<declaratorEnd).split(whereSeparator: \.isWhitespace)
      .joined(separator: " ")
    let words = [name, head?.secondName].compactMap { $0 }.map {
      CText.withoutContinuations(source.string(in: $0))
    }
    return CFunction(
      file: file, name: words.joined(separator: "_"), signature: signature,
      range: source.range(range),
      text: source.string(in: range))
  }
}
