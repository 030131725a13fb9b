import TreeSitter

/// An immutable syntax tree.
public final class Tree: @unchecked Sendable {
  let internalTree: OpaquePointer

  init(internalTree: OpaquePointer) {
    self.internalTree = internalTree
  }

  deinit {
    ts_tree_delete(internalTree)
  }

  /// The node of the whole text.
  public var rootNode: Node? {
    Node(internalNode: ts_tree_root_node(internalTree), internalTree: self)
  }
}

/// A syntax tree that can be edited; what a parser returns.
public final class MutableTree {
  let tree: Tree

  init(internalTree: OpaquePointer) {
    tree = Tree(internalTree: internalTree)
  }

  /// The node of the whole text.
  public var rootNode: Node? { tree.rootNode }
}
