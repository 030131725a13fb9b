/// What the branches of an `#if` hold of functions beside the one that is taken: other heads, and other bodies.
extension OutlineScan {
  private static let longestHeadInBranches = 256

  /// Whether this branch ends with a head behind functions of its own, where the first one ended with a head.
  func holdsHead(behindFunctionsSince first: State) -> Bool {
    guard state.open == nil, first.open == nil, state.braceDepth == 0, state.parenthesisDepth == 0,
      let pending = first.tokens.last, let head = state.tokens.first, let function = functions.last
    else { return false }
    return pending.is(.rightParen) && function.bodyStart > Int(pending.start)
      && function.end <= Int(head.start)
  }

  /// Notes a function whose head, or whose body too, a branch opens where the first branch opens that of one of
  /// another name.
  mutating func noteOtherHead(than first: State, of conditional: Conditional, end: Int) {
    if state.open == nil, first.open == nil {
      if let taken = head(in: first, behind: conditional.start),
        let other = head(in: state, behind: conditional.start)
      {
        if !text[other.name].elementsEqual(text[taken.name]) {
          possibleOtherHeads.append((other.start..<end, nil))
        }
      } else if let taken = lastWord(in: first, behind: conditional.start),
        let other = lastWord(in: state, behind: conditional.start), !text[other].elementsEqual(text[taken])
      {
        possibleOtherHeads.append((other.lowerBound..<end, taken))
      }
      return
    }
    guard let open = state.open, let taken = first.open, open.bodyStart > conditional.start,
      taken.bodyStart > conditional.start, taken.bodyStart != open.bodyStart,
      !text[open.head.name].elementsEqual(text[taken.head.name])
    else { return }
    otherHeads.append(open.head.start..<end)
  }

  /// The word with which a branch ends, which is a function's name where its parameters follow the branches.
  private func lastWord(in state: State, behind opening: Int) -> Range<Int>? {
    guard state.braceDepth == 0, state.parenthesisDepth == 0, state.earlierStyle == nil,
      let last = state.tokens.last, last.kind == .identifier, Int(last.start) > opening
    else { return nil }
    return last.range
  }

  /// What a branch that ends outside of functions holds of a head: where it starts there, and the name.
  func head(in state: State, behind opening: Int) -> (start: Int, name: Range<Int>)? {
    guard state.braceDepth == 0, state.parenthesisDepth == 0 else { return nil }
    let earlier = state.earlierStyle?.tokens.last.map { Int($0.start) > opening } ?? false
    // Each branch of a file may end so, and what stands before them grows.
    let tokens = (earlier ? state.earlierStyle?.tokens ?? [] : state.tokens[...]).suffix(
      Self.longestHeadInBranches)
    guard let last = tokens.last, Int(last.start) > opening,
      let head = FunctionHead(tokens, text, style: earlier ? .earlier : .prototype),
      head.name.lowerBound > opening
    else { return nil }
    let first = tokens.first { Int($0.start) > opening }
    return (max(head.start, first.map { Int($0.start) } ?? 0), head.name)
  }

  /// Notes the statements with which another branch of an `#if` goes on, or begins, with a function's body; a function that is not closed
  /// may have ended before the branch.
  mutating func noteOtherBody(of open: OpenFunction, behind last: FunctionOutline.Function, end: Int) {
    guard let opening = conditionals.first(where: { $0.start >= open.head.start })?.start,
      let branch = branchLines.last(where: { $0.opening == opening })?.line, branch >= last.end, branch < end
    else { return }
    let start = text[branch..<end].firstIndex(of: .newline).map { $0 + 1 } ?? branch
    if text[start..<end].contains(UInt8(ascii: ";")) { otherBodies.append(start..<end) }
  }
}
