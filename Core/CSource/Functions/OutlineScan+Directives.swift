import Algorithms

/// Preprocessor lines: one branch of each `#if` counts, and branches no compiler sees are skipped.
extension OutlineScan {
  /// What a preprocessor line does to conditional branches.
  private enum Line: Equatable {
    /// `#if`, `#ifdef`, `#ifndef`; true or false when constants decide the condition.
    case `if`(Bool?)
    /// `#else` and `#elif…`; true or false when constants decide the condition.
    case `else`(Bool?)
    case endif
    case other
  }

  private static let longestCondition = 1_024

  /// Reads a preprocessor line to its end.
  private mutating func line(_ directive: CToken) -> (line: Line, end: Int, switchedBy: MacroSwitch?) {
    let kind = directive.directive ?? .other
    let isCondition = kind == .if || kind == .ifdef || kind == .elif
    var condition: [CToken] = []
    var end = text.count
    while let token = next() {
      if token.kind == .endOfDirective {
        end = Int(token.end)
        break
      }
      if isCondition, condition.count <= Self.longestCondition { condition.append(token) }
    }
    if condition.count > Self.longestCondition { condition = [] }
    switch kind {
    case .if:
      return (.if(truth(condition)), end, MacroSwitch(directive, condition, text))
    case .ifdef: return (.if(nil), end, MacroSwitch(directive, condition, text))
    case .elif: return (.else(truth(condition)), end, nil)
    case .elifdef, .else: return (.else(nil), end, nil)
    case .endif: return (.endif, end, nil)
    case .include, .define, .message, .other: return (.other, end, nil)
    }
  }

  private func truth(_ condition: [CToken]) -> Bool? { DirectiveCondition.truth(of: condition[...], text) }

  /// Follows a preprocessor line.
  mutating func directive(_ token: CToken) {
    let start = Int(token.start)
    if token.directive == .define { braceWords.note(token, lexer, text) }
    let (line, end, switchedBy) = line(token)
    switch line {
    case .if(let truth):
      guard conditionals.count < Self.deepestConditional else { return }
      conditionals.append(
        Conditional(
          start: start, before: state, afterFirstBranch: nil, isDecided: truth == true, switchedBy: switchedBy
        ))
      if truth == false {
        skipDeadBranch(from: end)
      } else if let switchedBy, let value = assumptions[switchedBy.name], value != switchedBy.isSet {
        skipOtherBranch()
      }
    case .else(let truth):
      guard let last = conditionals.indices.last else { return }
      branchLines.append((start, conditionals[last].start))
      if let first = conditionals[last].afterFirstBranch {
        noteOtherHead(than: first, of: conditionals[last], end: start)
      } else {
        conditionals[last].afterFirstBranch = state
      }
      if conditionals[last].isDecided || truth == false {
        skipDeadBranch(from: end)
      } else {
        conditionals[last].isDecided = truth == true
        state = conditionals[last].before
      }
    case .endif:
      guard let conditional = conditionals.popLast() else { return }
      branchLines.append((start, conditional.start))
      let first = conditional.afterFirstBranch ?? state
      let other = conditional.afterFirstBranch == nil ? conditional.before : state
      if let first = conditional.afterFirstBranch, holdsHead(behindFunctionsSince: first) {
        // The first branch's head was read with a body within this one, `initx` of `initx #else PyInit_x {…} int exec #endif {…}`.
        if let left = head(in: first, behind: conditional.start), let last = first.tokens.last {
          otherHeads.append(left.start..<Int(last.end))
        }
        return
      }
      if let first = conditional.afterFirstBranch { noteOtherHead(than: first, of: conditional, end: start) }
      if first.braceDepth != other.braceDepth, first.open != nil, let switchedBy = conditional.switchedBy {
        assumptions[switchedBy.name] = switchedBy.isSet
      }
      // `#else … } int next(void) { … #endif`: what follows belongs to the function that the branch opened.
      let goesOnInOther =
        first.braceDepth == other.braceDepth && (first.open?.bodyStart ?? Int.max) < conditional.start
        && (other.open?.bodyStart ?? 0) > conditional.start
      state = goesOnInOther ? other : first
      // What the `#if` holds may be no part of the head after it: `#ifdef A static #endif int f(void)`.
      let isBeforeHead =
        conditional.before.tokens.last.map { Int($0.start) < conditional.before.branchEnd } ?? true
      if state.braceDepth == 0, state.parenthesisDepth == 0, isBeforeHead { state.branchEnd = end }
    case .other:
      break
    }
  }

  /// Reads over a branch that cannot be taken together with what was taken before, up to the line that ends it.
  private mutating func skipOtherBranch() {
    var depth = 0
    while let token = next() {
      guard let directive = token.directive else { continue }
      switch directive {
      case .if, .ifdef: depth += 1
      case .endif where depth > 0: depth -= 1
      case .elif, .elifdef, .else, .endif:
        guard depth == 0 else { continue }
        if directive == .endif {
          readAgain(token)
        } else {
          branchLines.append((Int(token.start), conditionals.last?.start ?? 0))
          _ = line(token)
        }
        return
      case .include, .define, .message, .other: break
      }
    }
  }

  /// Skips to the `#else`, `#elif` or `#endif` that ends a branch no compiler sees.
  private mutating func skipDeadBranch(from offset: Int) {
    var start = offset
    var depth = 0
    while let token = next() {
      guard token.kind == .directive else { continue }
      let (line, end, _) = line(token)
      switch line {
      case .if: depth += 1
      case .endif where depth > 0: depth -= 1
      case .else, .endif:
        guard depth == 0 else { continue }
        deadRegions.append(start..<Int(token.start))
        guard case .else(let truth) = line, let last = conditionals.indices.last,
          !conditionals[last].isDecided, conditionals[last].afterFirstBranch == nil
        else { return readAgain(token) }
        // The first live branch counts as the first.
        if truth != false {
          branchLines.append((Int(token.start), conditionals[last].start))
          conditionals[last].isDecided = truth == true
          return
        }
        start = end
      case .other: break
      }
    }
    deadRegions.append(start..<text.count)
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
    var lexer = CLexer(UnsafeBufferPointer(rebasing: text[range]))
    var isInDirective = false
    while let token = lexer.next() {
      switch token.kind {
      case .directive: isInDirective = true
      case .endOfDirective: isInDirective = false
      case .punctuator where !isInDirective:
        if token.is(.semicolon) || token.is(.leftBrace) || token.is(.rightBrace) { return false }
      default: break
      }
    }
    return true
  }
}
