// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
// Stands in for SwiftUI off Apple platforms: the declarations the app uses, with Apple's types and labels, and
// an evaluation of views down to a tree of nodes (Inspection/). Names with an underscore are not Apple's. Builders,
// initialisers and modifiers are on the main actor here, where Apple leaves some of them free: stricter, never looser.
@_exported import Foundation
@_exported import Observation

@MainActor @preconcurrency public protocol View {
  associatedtype Body: View
  @ViewBuilder @MainActor @preconcurrency var body: Self.Body { get }
}

extension Never: View {
  public var body: Never { fatalError("a leaf has no body") }
}

/// A view that the stand-in itself turns into nodes.
@MainActor public protocol _Leaf: View where Body == Never {
  func _nodes(_ context: _Context) -> [_Node]
}

extension _Leaf {
  public var body: Never { fatalError("a leaf has no body") }
}

public struct EmptyView: _Leaf {
  nonisolated public init() {}
  public func _nodes(_ context: _Context) -> [_Node] { [] }
}

@MainActor @resultBuilder public struct ViewBuilder {
  public static func buildExpression<Content: View>(_ content: Content) -> Content { content }
  public static func buildBlock() -> EmptyView { EmptyView() }
  public static func buildBlock<Content: View>(_ content: Content) -> Content { content }
  public static func buildBlock<each Content: View>(_ content: repeat each Content) -> TupleView<
    (repeat each Content)
  > {
    TupleView(
      (repeat each content),
      nodes: { context in
        var index = 0
        var nodes: [_Node] = []
        for view in repeat each content {
          nodes += _evaluate(view, context.child("\(index)"))
          index += 1
        }
        return nodes
      })
  }
  public static func buildIf<Content: View>(_ content: Content?) -> Content? { content }
  public static func buildEither<TrueContent: View, FalseContent: View>(
    first: TrueContent
  ) -> _ConditionalContent<TrueContent, FalseContent> {
    _ConditionalContent(storage: .trueContent(first))
  }
  public static func buildEither<TrueContent: View, FalseContent: View>(
    second: FalseContent
  ) -> _ConditionalContent<TrueContent, FalseContent> {
    _ConditionalContent(storage: .falseContent(second))
  }
  public static func buildLimitedAvailability<Content: View>(_ content: Content) -> AnyView {
    AnyView(content)
  }
}

public struct TupleView<T>: _Leaf {
  public var value: T
  private let nodes: @MainActor (_Context) -> [_Node]
  init(_ value: T, nodes: @escaping @MainActor (_Context) -> [_Node]) {
    self.value = value
    self.nodes = nodes
  }
  public func _nodes(_ context: _Context) -> [_Node] { nodes(context) }
}

public struct _ConditionalContent<TrueContent, FalseContent> {
  enum Storage {
    case trueContent(TrueContent)
    case falseContent(FalseContent)
  }
  let storage: Storage
  init(storage: Storage) { self.storage = storage }
}

extension _ConditionalContent: View, _Leaf where TrueContent: View, FalseContent: View {
  public func _nodes(_ context: _Context) -> [_Node] {
    switch storage {
    case .trueContent(let view): _evaluate(view, context.child("if"))
    case .falseContent(let view): _evaluate(view, context.child("else"))
    }
  }
}

extension Optional: View, _Leaf where Wrapped: View {
  public var body: Never { fatalError("a leaf has no body") }
  public func _nodes(_ context: _Context) -> [_Node] {
    map { _evaluate($0, context.child("if")) } ?? []
  }
}

public struct AnyView: _Leaf {
  private let nodes: @MainActor (_Context) -> [_Node]
  public init<V: View>(_ view: V) { nodes = { _evaluate(view, $0) } }
  public func _nodes(_ context: _Context) -> [_Node] { nodes(context) }
}

public struct Group<Content> {
  let content: Content
}

extension Group: View, _Leaf where Content: View {
  public init(@ViewBuilder content: () -> Content) { self.init(content: content()) }
  public func _nodes(_ context: _Context) -> [_Node] { _evaluate(content, context) }
}

public struct ForEach<Data: RandomAccessCollection, ID: Hashable, Content> {
  public var data: Data
  public var content: (Data.Element) -> Content
  let id: KeyPath<Data.Element, ID>
}

extension ForEach: View, _Leaf where Content: View {
  public func _nodes(_ context: _Context) -> [_Node] {
    data.flatMap { element in
      let id = element[keyPath: id]
      var child = context.child("\(id)")
      child.tag = AnyHashable(id)
      return _evaluate(content(element), child).map { node in
        var node = node
        if node.tag == nil { node.tag = AnyHashable(id) }
        return node
      }
    }
  }
}

extension ForEach where ID == Data.Element.ID, Content: View, Data.Element: Identifiable {
  public init(_ data: Data, @ViewBuilder content: @escaping (Data.Element) -> Content) {
    self.init(data: data, content: content, id: \.id)
  }
}

extension ForEach where Content: View {
  public init(
    _ data: Data, id: KeyPath<Data.Element, ID>, @ViewBuilder content: @escaping (Data.Element) -> Content
  ) {
    self.init(data: data, content: content, id: id)
  }
}

extension ForEach {
  /// For modules whose contents are no views.
  public init(_data data: Data, id: KeyPath<Data.Element, ID>, content: @escaping (Data.Element) -> Content) {
    self.init(data: data, content: content, id: id)
  }
}
