/// Where values from input are used.
extension SignalReading {
  /// The mentions of what was given a value from input that may still have it, in the order in which control comes to them:
  /// those behind it, then those before it in a loop around it.
  ///
  /// What the value is bounded, cut or replaced by ends them.
  func uses(of input: InputValue) -> [NamedPlace] {
    let path = input.place.path
    var found: [(place: NamedPlace, loop: SignalBody?)] = []
    for place in mentions(of: path, after: input.end - 1, before: input.end + Self.flowLimit) {
      let token = place.tokens.lowerBound
      if areExclusive(input.token, token) {
        if let loop = loop(carrying: path, from: input.token, to: token) {
          found.append((place, loop))
        }
      } else if isAssigned(place) || isCut(place) || isLimited(input, at: start(ofUse: place)) {
        break
      } else {
        found.append((place, nil))
      }
    }
    return found.filter { place, loop in
      guard let loop else { return true }
      return !isAssigned(place) && !isCut(place) && !isLimited(input, at: start(ofUse: place), by: loop)
    }.map(\.place)
  }

  /// Where a use begins: what a loop's condition compares the value with is what it ends.
  private func start(ofUse place: NamedPlace) -> Int {
    let token = place.tokens.lowerBound
    return opcode(at: token) == .while ? statement(at: token)?.lowerBound ?? token : token
  }

  /// Whether something between where a value is read and a token keeps the value from being large there.
  ///
  /// What `read` returns is no more than what was asked for, and a character is one of 256, once failure is told apart.
  private func isLimited(_ input: InputValue, at token: Int) -> Bool {
    let path = input.place.path
    return isLimited(path, at: token, after: input.token)
      || isLimitedThrough(path, at: token, after: input.token)
      || input.isCount && isCompared(path, before: token, after: input.token)
  }

  /// The same where a loop carries the value: in the rest of the turn that reads it, or in the next one.
  private func isLimited(_ input: InputValue, at token: Int, by loop: SignalBody) -> Bool {
    isLimited(input, at: max(token, loop.tokens.upperBound))
      || isLimited(input.place.path, at: token, after: loop.head.tokens.lowerBound)
  }

  /// The inmost loop around two tokens in which control comes from one to the other in the next turn, and a path keeps
  /// the value that it has at the first.
  private func loop(carrying path: String, from earlier: Int, to later: Int) -> SignalBody? {
    bodies(around: earlier).first { loop in
      loop.isLoop && loop.tokens.contains(later) && comesRound(from: earlier, in: loop.tokens)
        && !isReplaced(path, from: earlier, to: later, roundBy: loop)
    }
  }

  /// Whether a path, or what it goes through, gets a value between a token and another one in the next turn of a loop.
  private func isReplaced(_ path: String, from earlier: Int, to later: Int, roundBy loop: SignalBody) -> Bool
  {
    let root = String(path.prefix { $0 != "-" && $0 != "." })
    if let declared = declarations[root], loop.tokens.contains(declared.token) { return true }
    let steps = afterBody(loop.head)
    return Set([path, root]).contains { name in
      mentions(of: name, after: loop.head.tokens.lowerBound, before: loop.tokens.upperBound).contains {
        place in
        guard isAssigned(place) || name != path && isChanged(place) else { return false }
        let token = place.tokens.lowerBound
        if steps.contains(where: { $0.contains(token) }) { return true }
        guard loop.tokens.contains(token) else { return false }
        return token < later && !areExclusive(token, later)
          || token > earlier && !areExclusive(earlier, token)
      }
    }
  }
}
