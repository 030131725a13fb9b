import TreeSitter

/// A position in a syntax tree that moves cheaply.
public class TreeCursor {
  private var internalCursor: TSTreeCursor
  private let internalTree: Tree

  init(internalCursor: TSTreeCursor, internalTree: Tree) {
    self.internalCursor = internalCursor
    self.internalTree = internalTree
  }

  deinit {
    ts_tree_cursor_delete(&internalCursor)
  }

  /// Moves to the parent; false when there is none.
  public func gotoParent() -> Bool { ts_tree_cursor_goto_parent(&internalCursor) }
  /// Moves to the next sibling; false when there is none.
  public func gotoNextSibling() -> Bool { ts_tree_cursor_goto_next_sibling(&internalCursor) }
  /// Moves to the first child; false when there is none.
  public func goToFirstChild() -> Bool { ts_tree_cursor_goto_first_child(&internalCursor) }
  /// Moves to the first child that ends after a byte; false when there is none.
  public func goToFirstChild(for startByte: UInt32) -> Bool {
    ts_tree_cursor_goto_first_child_for_byte(&internalCursor, startByte) != -1
  }

  /// The node the cursor is at.
  public var currentNode: Node? {
    Node(internalNode: ts_tree_cursor_current_node(&internalCursor), internalTree: internalTree)
  }

  /// The number of the field of the current node, or zero.
  public var currentFieldId: Int { Int(ts_tree_cursor_current_field_id(&internalCursor)) }

  /// The name of the field of the current node, or nil.
  public var currentFieldName: String? {
    ts_tree_cursor_current_field_name(&internalCursor).map { String(cString: $0) }
  }
}
