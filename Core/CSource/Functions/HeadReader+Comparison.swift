/// Which of two declarators is the function's.
extension HeadReader {
  /// Whether a later candidate is more likely the function's declarator.
  func isBetter(_ candidate: Choice, than best: Choice) -> Bool {
    // `MACRO(f)(int a)` is one declarator.
    if candidate.first <= best.parameters { return true }
    if isType(best, of: candidate) { return true }
    // Behind an empty line something new begins.
    if best.content != .typed, hasEmptyLine(between: candidate.first - 1, and: candidate.first) {
      return true
    }
    if beginsAnew(candidate, behind: best) { return true }
    // `f OF((int a)) __acquires(x)`
    if makesParameters(best), candidate.content != .typed { return false }
    if isNextCall(candidate, behind: best) { return true }
    let isLess = candidate.isCapital != best.isCapital && best.isCapital
    switch (best.content, candidate.content) {
    case (.typed, .typed):
      // `API(void) f(void)`
      return isLess || isVoid(best) && !hasType(before: best)
    // `GLOBAL(void) f JPP((int a))`
    case (.typed, _):
      return best.isCapital && isVoid(best) && !hasType(before: best) && makesParameters(candidate)
    case (.empty, .typed):
      // `f() LOCKS(struct s *x)`, but `EXPORT() t f(int a)` and `void nothrow() f(int a)`.
      return isLess || candidate.first > best.parameters + 1 || !candidate.isCapital
    case (_, .typed): return true
    // `DEFINE_ONE()`, a line end, `DEFINE_TWO(a) {`
    case (.empty, .words):
      return best.isCapital && candidate.isCapital && !hasType(before: best) && startsLine(candidate)
        && !isIndented(candidate)
    case (.empty, _): return false
    case (.types, .values): return false
    case (.types, _): return isLess
    case (.words, .empty): return isLess || startsLine(candidate)
    case (.words, .words): return isLess || startsLine(candidate) && !isIndented(candidate)
    case (.words, _): return false
    case (.values, .values): return isLess
    case (.values, _): return true
    }
  }

  /// Whether two calls of macros stand in lines of their own: `ALIAS(a, "x")`, `DEFUN(b, "y") {`.
  private func isNextCall(_ candidate: Choice, behind best: Choice) -> Bool {
    guard best.isCapital, candidate.isCapital, best.content != .typed, best.content != .empty,
      candidate.first == best.parameters + 1
    else { return false }
    return !hasType(before: best) && startsLine(candidate) && !isIndented(candidate)
  }

  /// Whether a macro's call makes the type of the call right behind it, with which the head ends:
  /// `EXPORT(int) DOUPDATE(ARGS) {`, `TYPE(void) RUN() {`.
  private func isType(_ best: Choice, of candidate: Choice) -> Bool {
    guard best.isPlain, best.isCapital, candidate.isPlain, candidate.content != .values,
      candidate.first == best.parameters + 1, candidate.parameters == items.count - 1, !hasType(before: best)
    else { return false }
    switch best.content {
    case .types: return true
    case .typed: return isVoid(best)
    case .words:
      // `JNI_RETURN(jint) RUN(JNI_ARGS) {`, but `TEST(a) LOCKS(b) {`.
      let parameters = inside(items[candidate.parameters])
      return parts(of: inside(items[best.parameters])).count == 1 && candidate.isCapital
        && parameters.count == 1 && parameters.allSatisfy(isCapital)
    case .empty, .values: return false
    }
  }

  /// Whether a later candidate has a type before it that begins a line in the first column: what stands before is a
  /// macro call, `weak_alias(f, g)`.
  private func beginsAnew(_ candidate: Choice, behind best: Choice) -> Bool {
    let next = best.parameters + 1
    guard best.content != .typed, candidate.content != .values, candidate.first > next,
      best.isCapital || !candidate.isCapital, hasLineEnd(between: best.parameters, and: next),
      items[next].kind == .word || items[next].isSpecifier
    else { return false }
    return isInFirstColumn(tokens[items[next].tokens.lowerBound])
  }

  /// Whether a candidate is a macro that makes the parameters of the word before it: `f OF((int a))`.
  private func makesParameters(_ choice: Choice) -> Bool {
    choice.isPlain && choice.first > 0 && items[choice.first - 1].kind == .word
      && isDoublyWrapped(items[choice.parameters])
  }

  private func isVoid(_ choice: Choice) -> Bool {
    let inside = inside(items[choice.parameters])
    return inside.count == 1 && inside.allSatisfy(isVoid)
  }
}
