/// Other names of memory that is freed, and where control goes on from there.
extension SignalReading {
  /// Library functions that return a place in the string that they are given first.
  private static let searches: Set<String> = [
    "strchr", "strrchr", "strstr", "strpbrk", "memchr", "index", "rindex", "strcasestr",
  ]

  /// Other paths that hold the same pointer at a token, by assignments that run before it for certain: `q = p`, in either
  /// direction.
  ///
  /// - Parameters:
  ///   - path: The pointer.
  ///   - token: Where it is freed.
  ///   - includesInner: Whether places within the same memory count, such as `q = p + 4` and `q = strchr(p, ':')`.
  /// - Returns: The paths, in order.
  func aliases(of path: String, at token: Int, includesInner: Bool = false) -> [String] {
    // What the path was given: `n = s->name; free(n);`.
    let given = changes(of: path, after: -1, before: token).filter(isAssigned)
    var found = given.compactMap { place -> String? in
      guard let value = value(assignedTo: place), let source = wholePath(value), source != path,
        !Self.isConstantName(source), isPointerPath(source)
      else { return nil }
      return holds(path, source, from: place.tokens.lowerBound, value.upperBound, to: token) ? source : nil
    }
    // What the path was given to: `q = p; free(p);`.
    for mention in mentions(of: path, after: -1, before: token) {
      guard let (target, value) = assignment(around: mention), target.path != path,
        wholePath(value) == path || includesInner && isInside(value, mention) && isPointer(target.path),
        holds(target.path, path, from: target.tokens.lowerBound, value.upperBound, to: token)
      else { continue }
      found.append(target.path)
    }
    var seen: Set<String> = []
    return found.filter { seen.insert($0).inserted }
  }

  /// Whether an assignment runs on to a token, and neither of its sides changes between.
  private func holds(_ target: String, _ source: String, from start: Int, _ end: Int, to token: Int) -> Bool {
    runsOn(from: start, to: token)
      && !Signal.isReassigned(target, after: end - 1, before: token, in: self)
      && !Signal.isReassigned(source, after: end - 1, before: token, in: self)
  }

  private func isPointerPath(_ path: String) -> Bool {
    declarations[path].map { $0.isPointer || $0.length == nil } ?? true
  }

  /// Whether a value is a place in what a pointer points to: `p + n`, `&p[n]`, `strchr(p, c)`.
  private func isInside(_ value: Range<Int>, _ pointer: NamedPlace) -> Bool {
    let first = pointer.tokens.lowerBound
    let next = pointer.tokens.upperBound
    if first == value.lowerBound, self.is(.plus, at: next) {
      return isPointer(pointer.path)
        && !outside(value).contains {
          self.is(.question, at: $0) || isComparison($0) || self.is(.minus, at: $0)
        }
    }
    if first == value.lowerBound + 1, self.is(.ampersand, at: value.lowerBound) {
      return self.is(.leftBracket, at: next) && function.partner(of: next) == value.upperBound - 1
    }
    return call(at: value.lowerBound).map { call in
      call.close == value.upperBound - 1
        && Self.searches.contains(call.name) && call.arguments.first == pointer.tokens
    } ?? false
  }

  private func isComparison(_ token: Int) -> Bool {
    isRelation(token) || self.is(.equal, at: token) || self.is(.notEqual, at: token)
  }

  /// The label that control jumps to from a token for certain, with the `goto`: what follows in the same block ends in one.
  func jump(from token: Int) -> (from: Int, label: Int)? {
    guard
      let leap = statements(in: token + 1..<token + Self.flowLimit).first(where: { span in
        let start = span.tokens.lowerBound
        return span.opcode == .goto && blocks[start] == blocks[token] && !isBranch(start)
          && runsOn(from: token, to: start)
      })
    else { return nil }
    let start = leap.tokens.lowerBound
    guard start + 1 < count, !words[start + 1].isEmpty,
      let label = labels[words[start + 1]], label > start
    else { return nil }
    return (start, label)
  }
}
