/// An edge of a function's graph, from a statement to one that its values or its decision reach.
public struct StatementEdge: Hashable, Comparable, Sendable {
  /// What an edge says; the raw value is its place in a network's weights.
  enum Kind: UInt8, CaseIterable, Sendable {
    /// The statement that follows in the text; no encoded function lists these, they follow from its length.
    case next = 0
    /// From the last write of a variable to a use of it.
    case definitionToUse = 1
    /// From the last write of a variable to the write that replaces it.
    case lastWrite = 2
    /// From a condition that looked at a variable to a use of the variable.
    case `guard` = 3
  }

  /// What the edge says.
  let kind: Kind
  /// The statement that it begins at, from 0.
  let from: Int32
  /// The statement that it ends at.
  let to: Int32

  /// The same edge between statements that stand `shift` later.
  func moved(by shift: Int) -> StatementEdge {
    StatementEdge(kind: kind, from: from + Int32(shift), to: to + Int32(shift))
  }

  /// Whether both ends lie among some statements.
  func lies(in range: Range<Int>) -> Bool { range.contains(Int(from)) && range.contains(Int(to)) }

  /// Edges are ordered by their ends, then by kind.
  public static func < (first: StatementEdge, second: StatementEdge) -> Bool {
    (first.to, first.from, first.kind.rawValue) < (second.to, second.from, second.kind.rawValue)
  }
}
