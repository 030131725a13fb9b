/// Preprocessor lines: one branch of each `#if` counts, and branches no compiler sees are skipped.
extension OutlineScan {
  mutating func directive() {
    let start = index
    let end = CText.endOfDirective(text, from: index)
    index = end
    switch CText.directive(text, start..<end) {
    case .if(let truth):
      guard conditionals.count < Self.deepestConditional else { return }
      conditionals.append(Conditional(before: state, afterFirstBranch: nil, isDecided: truth == true))
      if truth == false { skipDeadBranch() }
    case .else(let truth):
      guard let last = conditionals.indices.last else { return }
      if conditionals[last].afterFirstBranch == nil { conditionals[last].afterFirstBranch = state }
      if conditionals[last].isDecided || truth == false {
        skipDeadBranch()
      } else {
        state = conditionals[last].before
      }
    case .endif:
      guard let conditional = conditionals.popLast() else { return }
      if let first = conditional.afterFirstBranch { state = first }
      // `#ifdef A static #endif int f(void)`: a head must not start inside a branch that ends within it.
      guard state.braceDepth == 0, conditional.before.tokens.isEmpty else { return }
      if !state.tokens.contains(where: { $0.kind == .openParenthesis }) {
        state.tokens.removeAll(keepingCapacity: true)
      } else if state.parenthesisDepth == 0 {
        state.branchEnd = end
      }
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
}
