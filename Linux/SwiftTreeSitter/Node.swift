import TreeSitter

/// A node of a syntax tree; keeps its tree alive.
public struct Node: Equatable {
  let internalNode: TSNode
  let internalTree: Tree

  init?(internalNode: TSNode, internalTree: Tree) {
    if ts_node_is_null(internalNode) { return nil }
    self.internalNode = internalNode
    self.internalTree = internalTree
  }

  /// Whether both are the same node of one tree.
  public static func == (lhs: Node, rhs: Node) -> Bool {
    ts_node_eq(lhs.internalNode, rhs.internalNode)
  }

  /// The name of the node's type.
  public var nodeType: String? { ts_node_type(internalNode).map { String(cString: $0) } }
  /// The number of the node's type.
  public var symbol: Int { Int(ts_node_symbol(internalNode)) }
  /// A number that no other node of the tree has.
  public var id: UInt { UInt(bitPattern: internalNode.id) }

  /// Where the node stands, in bytes of the parsed encoding.
  public var byteRange: Range<UInt32> {
    ts_node_start_byte(internalNode)..<ts_node_end_byte(internalNode)
  }

  /// Where the node stands, by row and column.
  public var pointRange: Range<Point> {
    let start = Point(internalPoint: ts_node_start_point(internalNode))
    return start..<Point(internalPoint: ts_node_end_point(internalNode))
  }

  /// Whether the grammar names the node, unlike punctuation.
  public var isNamed: Bool { ts_node_is_named(internalNode) }
  /// Whether the node may stand anywhere, like a comment.
  public var isExtra: Bool { ts_node_is_extra(internalNode) }
  /// Whether the parser put the node in to recover.
  public var isMissing: Bool { ts_node_is_missing(internalNode) }
  /// Whether the node is or holds a syntax error.
  public var hasError: Bool { ts_node_has_error(internalNode) }

  /// Number of children.
  public var childCount: Int { Int(ts_node_child_count(internalNode)) }
  /// Number of named children.
  public var namedChildCount: Int { Int(ts_node_named_child_count(internalNode)) }

  /// A child by its index, or nil.
  public func child(at index: Int) -> Node? {
    wrapped(ts_node_child(internalNode, UInt32(index)))
  }

  /// A named child by its index, or nil.
  public func namedChild(at index: Int) -> Node? {
    wrapped(ts_node_named_child(internalNode, UInt32(index)))
  }

  /// The child of a field, or nil.
  public func child(byFieldName fieldName: String) -> Node? {
    wrapped(ts_node_child_by_field_name(internalNode, fieldName, UInt32(fieldName.utf8.count)))
  }

  /// The node around this one, or nil.
  public var parent: Node? { wrapped(ts_node_parent(internalNode)) }
  /// The node after this one under its parent, or nil.
  public var nextSibling: Node? { wrapped(ts_node_next_sibling(internalNode)) }
  /// The node before this one under its parent, or nil.
  public var previousSibling: Node? { wrapped(ts_node_prev_sibling(internalNode)) }
  /// The named node after this one under its parent, or nil.
  public var nextNamedSibling: Node? { wrapped(ts_node_next_named_sibling(internalNode)) }
  /// The named node before this one under its parent, or nil.
  public var previousNamedSibling: Node? { wrapped(ts_node_prev_named_sibling(internalNode)) }

  /// The smallest node that spans a range of bytes, or nil.
  public func descendant(in byteRange: Range<UInt32>) -> Node? {
    wrapped(ts_node_descendant_for_byte_range(internalNode, byteRange.lowerBound, byteRange.upperBound))
  }

  /// A cursor that starts at the node.
  public var treeCursor: TreeCursor {
    TreeCursor(internalCursor: ts_tree_cursor_new(internalNode), internalTree: internalTree)
  }

  private func wrapped(_ node: TSNode) -> Node? {
    Node(internalNode: node, internalTree: internalTree)
  }
}
