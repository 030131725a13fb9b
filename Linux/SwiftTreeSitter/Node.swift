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

  public static func == (lhs: Node, rhs: Node) -> Bool {
    ts_node_eq(lhs.internalNode, rhs.internalNode)
  }

  public var nodeType: String? { ts_node_type(internalNode).map { String(cString: $0) } }
  public var symbol: Int { Int(ts_node_symbol(internalNode)) }
  public var id: UInt { UInt(bitPattern: internalNode.id) }

  public var byteRange: Range<UInt32> {
    ts_node_start_byte(internalNode)..<ts_node_end_byte(internalNode)
  }

  public var pointRange: Range<Point> {
    let start = Point(internalPoint: ts_node_start_point(internalNode))
    return start..<Point(internalPoint: ts_node_end_point(internalNode))
  }

  public var isNamed: Bool { ts_node_is_named(internalNode) }
  public var isExtra: Bool { ts_node_is_extra(internalNode) }
  public var isMissing: Bool { ts_node_is_missing(internalNode) }
  public var hasError: Bool { ts_node_has_error(internalNode) }

  public var childCount: Int { Int(ts_node_child_count(internalNode)) }
  public var namedChildCount: Int { Int(ts_node_named_child_count(internalNode)) }

  public func child(at index: Int) -> Node? {
    wrapped(ts_node_child(internalNode, UInt32(index)))
  }

  public func namedChild(at index: Int) -> Node? {
    wrapped(ts_node_named_child(internalNode, UInt32(index)))
  }

  public func child(byFieldName fieldName: String) -> Node? {
    wrapped(ts_node_child_by_field_name(internalNode, fieldName, UInt32(fieldName.utf8.count)))
  }

  public var parent: Node? { wrapped(ts_node_parent(internalNode)) }
  public var nextSibling: Node? { wrapped(ts_node_next_sibling(internalNode)) }
  public var previousSibling: Node? { wrapped(ts_node_prev_sibling(internalNode)) }
  public var nextNamedSibling: Node? { wrapped(ts_node_next_named_sibling(internalNode)) }
  public var previousNamedSibling: Node? { wrapped(ts_node_prev_named_sibling(internalNode)) }

  public func descendant(in byteRange: Range<UInt32>) -> Node? {
    wrapped(ts_node_descendant_for_byte_range(internalNode, byteRange.lowerBound, byteRange.upperBound))
  }

  public var treeCursor: TreeCursor {
    TreeCursor(internalCursor: ts_tree_cursor_new(internalNode), internalTree: internalTree)
  }

  private func wrapped(_ node: TSNode) -> Node? {
    Node(internalNode: node, internalTree: internalTree)
  }
}
