import Algorithms

/// Tells the statements of a function that are no reasons for its rank, whatever a model makes of them.
///
/// They are its own head, preprocessor lines, what a constant condition such as `#if 0` takes away, and calls that
/// only report (``ReportingStatement``).
struct SilentStatements {
  private let function: CFunction
  /// Where the body begins in the file, as an offset; 0 where there is no head.
  private let body: Int
  /// The offsets at which preprocessor lines begin in the file.
  private let directives: Set<Int>
  /// What no compiler reads, as offsets in the file, in order and apart.
  private let unread: [Range<Int>]

  /// Looks through a function.
  ///
  /// - Complexity: O(*n*) in the number of its tokens.
  init(of function: CFunction) {
    self.function = function
    let origin = function.range.startOffset
    (body, directives, unread) = function.withTokens { tokens in
      let head = HeadSpan(tokens)
      let body = head.map { head in
        let isMissing = head.body >= tokens.count
        return isMissing ? function.range.endOffset : origin + Int(tokens.tokens[head.body].start)
      }
      let lines = tokens.tokens.lazy.filter { $0.kind == .directive }.map { origin + Int($0.start) }
      return (body ?? 0, Set(lines), Self.unread(tokens, origin: origin))
    }
  }

  /// Whether a statement of the function says nothing.
  func contain(_ range: SourceRange) -> Bool {
    let start = range.startOffset
    return start < body || directives.contains(start) || isUnread(start)
      || ReportingStatement.reports(function.excerpt(range))
  }

  private func isUnread(_ offset: Int) -> Bool {
    let next = unread.partitioningIndex { $0.upperBound > offset }
    return next < unread.count && unread[next].contains(offset)
  }

  /// The branches of conditionals that constants alone rule out.
  private static func unread(_ function: FunctionTokens, origin: Int) -> [Range<Int>] {
    var open = OpenConditionals()
    var ranges: [Range<Int>] = []
    var start: Int?
    for (index, token) in function.tokens.enumerated() {
      guard let directive = token.directive, directive.isConditional else { continue }
      let condition = function.tokens[index + 1..<max(index + 1, function.partner(of: index) ?? index + 1)]
      let isConstant = directive == .if || directive == .elif
      let truth = isConstant ? DirectiveCondition.truth(of: condition, function.bytes) : nil
      switch directive {
      case .if, .ifdef:
        open.push(isUnread: truth == false, isDecided: truth == true)
      case .endif:
        _ = open.pop()
      default:
        guard let last = open.pop() else { continue }
        open.push(isUnread: last.isDecided || truth == false, isDecided: last.isDecided || truth == true)
      }
      let isUnread = open.unreadCount > 0
      if isUnread, start == nil {
        start = origin + Int(token.end)
      } else if !isUnread, let first = start {
        ranges.append(first..<max(first, origin + Int(token.start)))
        start = nil
      }
    }
    if let start { ranges.append(start..<max(start, origin + function.bytes.count)) }
    return ranges
  }
}

/// The conditionals around a place, each with what is known of its branch there.
private struct OpenConditionals {
  /// How many branches are ruled out.
  private(set) var unreadCount = 0
  private var entries: [(isUnread: Bool, isDecided: Bool)] = []

  /// Enters a branch.
  ///
  /// - Parameters:
  ///   - isUnread: Whether it is ruled out.
  ///   - isDecided: Whether one of the branches so far is taken for sure.
  mutating func push(isUnread: Bool, isDecided: Bool) {
    entries.append((isUnread, isDecided))
    if isUnread { unreadCount += 1 }
  }

  /// Leaves the innermost branch; nil where there is none.
  mutating func pop() -> (isUnread: Bool, isDecided: Bool)? {
    guard let last = entries.popLast() else { return nil }
    if last.isUnread { unreadCount -= 1 }
    return last
  }
}
