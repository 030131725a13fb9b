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

  public func gotoParent() -> Bool { ts_tree_cursor_goto_parent(&internalCursor) }
  public func gotoNextSibling() -> Bool { ts_tree_cursor_goto_next_sibling(&internalCursor) }
  public func goToFirstChild() -> Bool { ts_tree_cursor_goto_first_child(&internalCursor) }

  public var currentNode: Node? {
    Node(internalNode: ts_tree_cursor_current_node(&internalCursor), internalTree: internalTree)
  }

  public var currentFieldId: Int { Int(ts_tree_cursor_current_field_id(&internalCursor)) }

  public var currentFieldName: String? {
    ts_tree_cursor_current_field_name(&internalCursor).map { String(cString: $0) }
  }
}
