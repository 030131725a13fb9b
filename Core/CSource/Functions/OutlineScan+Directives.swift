import Algorithms

/// Preprocessor lines: one branch of each `#if` counts, and branches no compiler sees are skipped.
extension OutlineScan {
  mutating func directive() {
    let start = index
    let end = CText.endOfDirective(text, from: index)
    index = end
    switch CText.directive(text, start..<end) {
    case .if(let truth):
      guard conditionals.count < Self.deepestConditional else { return }
      conditionals.append(
        Conditional(start: start, before: state, afterFirstBranch: nil, isDecided: truth == true))
      if truth == false { skipDeadBranch() }
    case .else(let truth):
      guard let last = conditionals.indices.last else { return }
      branchLines.append((start, conditionals[last].start))
      if conditionals[last].afterFirstBranch == nil { conditionals[last].afterFirstBranch = state }
      if conditionals[last].isDecided || truth == false {
        skipDeadBranch()
      } else {
        state = conditionals[last].before
      }
    case .endif:
      guard let conditional = conditionals.popLast() else { return }
      branchLines.append((start, conditional.start))
      if let first = conditional.afterFirstBranch { state = first }
      // What the `#if` holds may be no part of the head after it: `#ifdef A static #endif int f(void)`.
      let isBeforeHead =
        conditional.before.tokens.last.map { $0.start < conditional.before.branchEnd } ?? true
      if state.braceDepth == 0, state.parenthesisDepth == 0, isBeforeHead { state.branchEnd = end }
    case .other:
      break
    }
  }

  /// Skips to the `#else`, `#elif` or `#endif` that ends a branch no compiler sees.
  private mutating func skipDeadBranch() {
    var start = index
    var depth = 0
    var isLineStart = true
    while index < text.count {
      let byte = text[index]
      if byte == UInt8(ascii: "#"), isLineStart {
        let end = CText.endOfDirective(text, from: index)
        let kind = CText.directive(text, index..<end)
        switch kind {
        case .if: depth += 1
        case .endif where depth > 0: depth -= 1
        case .else, .endif:
          if depth == 0 {
            deadRegions.append(start..<index)
            guard case .else(let truth) = kind, let last = conditionals.last, !last.isDecided,
              last.afterFirstBranch == nil
            else { return }
            // The first live branch counts as the first.
            if truth != false {
              branchLines.append((index, last.start))
              index = end
              return
            }
            start = end
          }
        case .other: break
        }
        index = end
        isLineStart = true
      } else if byte == UInt8(ascii: "/"), index + 1 < text.count,
        text[index + 1] == UInt8(ascii: "*") || text[index + 1] == UInt8(ascii: "/")
      {
        index = CText.endOfComment(text, from: index)
      } else {
        if byte == UInt8(ascii: "\n") { isLineStart = true } else if byte > 32 { isLineStart = false }
        index += 1
      }
    }
    deadRegions.append(start..<index)
  }

  /// Where a function's text starts: at its head, or at the `#if` that holds a part of the head only, so that
  /// the text has no `#else` or `#endif` without its `#if`.
  func start(of head: FunctionHead, end: Int) -> Int {
    var start = head.start
    let earliest = functions.last?.end ?? 0
    let first = branchLines.partitioningIndex { $0.line >= head.start }
    for (line, opening) in branchLines[first...] {
      if line >= end { break }
      if opening < start, opening >= earliest { start = opening }
    }
    return start < head.start && isHeadOnly(start..<head.start) ? start : head.start
  }

  /// Whether no declaration ends in a range.
  private func isHeadOnly(_ range: Range<Int>) -> Bool {
    var index = range.lowerBound
    var isLineStart = true
    while index < range.upperBound {
      switch text[index] {
      case UInt8(ascii: "#") where isLineStart: index = CText.endOfDirective(text, from: index)
      case UInt8(ascii: ";"), UInt8(ascii: "{"), UInt8(ascii: "}"): return false
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        index = CText.endOfLiteral(text, from: index)
        isLineStart = false
      case UInt8(ascii: "/")
      where text[index + 1] == UInt8(ascii: "/") || text[index + 1] == UInt8(ascii: "*"):
        index = CText.endOfComment(text, from: index)
      case let byte:
        if byte == UInt8(ascii: "\n") { isLineStart = true } else if byte > 32 { isLineStart = false }
        index += 1
      }
    }
    return true
  }
}
