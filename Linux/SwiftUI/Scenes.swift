// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
@MainActor @preconcurrency public protocol App {
  associatedtype Body: Scene
  @SceneBuilder @MainActor @preconcurrency var body: Self.Body { get }
  @MainActor @preconcurrency init()
}

extension App {
  @MainActor @preconcurrency public static func main() {
    print("This app runs on macOS only; here its views are compiled and tested.")
  }
}

@MainActor @preconcurrency public protocol Scene {
  associatedtype Body: Scene
  @SceneBuilder @MainActor @preconcurrency var body: Self.Body { get }
}

extension Never: Scene {}

@MainActor public protocol _SceneLeaf: Scene where Body == Never {
  func _nodes(_ context: _Context) -> [_Node]
}

extension _SceneLeaf {
  public var body: Never { fatalError("a leaf has no body") }
}

@MainActor func _evaluateScene<S: Scene>(_ scene: S, _ context: _Context) -> [_Node] {
  if let leaf = scene as? any _SceneLeaf { return leaf._nodes(context) }
  return _evaluateScene(scene.body, context)
}

@resultBuilder public struct SceneBuilder {
  public static func buildExpression<Content: Scene>(_ content: Content) -> Content { content }
  public static func buildBlock<Content: Scene>(_ content: Content) -> Content { content }
  @MainActor public static func buildBlock<C0: Scene, C1: Scene>(_ c0: C0, _ c1: C1) -> some Scene {
    _Scenes { _evaluateScene(c0, $0.child("0")) + _evaluateScene(c1, $0.child("1")) }
  }
  @MainActor public static func buildBlock<C0: Scene, C1: Scene, C2: Scene>(
    _ c0: C0, _ c1: C1, _ c2: C2
  ) -> some Scene {
    _Scenes {
      _evaluateScene(c0, $0.child("0")) + _evaluateScene(c1, $0.child("1"))
        + _evaluateScene(c2, $0.child("2"))
    }
  }
}

struct _Scenes: _SceneLeaf {
  let nodes: @MainActor (_Context) -> [_Node]
  init(_ nodes: @escaping @MainActor (_Context) -> [_Node]) { self.nodes = nodes }
  func _nodes(_ context: _Context) -> [_Node] { nodes(context) }
}

public struct WindowGroup<Content: View>: _SceneLeaf {
  let title: String
  let content: Content
  public init(_ titleKey: LocalizedStringKey, id: String, @ViewBuilder content: () -> Content) {
    (title, self.content) = (titleKey.text, content())
  }
  public init(@ViewBuilder content: () -> Content) { (title, self.content) = ("", content()) }
  public func _nodes(_ context: _Context) -> [_Node] {
    [_Node("WindowGroup", title, children: _evaluate(content, context.child("window")))]
  }
}

public struct Window<Content: View>: _SceneLeaf {
  let title: String
  let content: Content
  public init(_ titleKey: LocalizedStringKey, id: String, @ViewBuilder content: () -> Content) {
    (title, self.content) = (titleKey.text, content())
  }
  public func _nodes(_ context: _Context) -> [_Node] {
    [_Node("Window", title, children: _evaluate(content, context.child("single window")))]
  }
}

public struct Settings<Content: View>: _SceneLeaf {
  let content: Content
  public init(@ViewBuilder content: () -> Content) { self.content = content() }
  public func _nodes(_ context: _Context) -> [_Node] {
    [_Node("Settings", children: _evaluate(content, context.child("settings")))]
  }
}

extension Scene {
  public func commands<Content: Commands>(@CommandsBuilder content: () -> Content) -> some Scene {
    let (scene, content) = (self, content())
    return _Scenes { context in
      // The windows first, since menus ask what they focus on.
      _evaluateScene(scene, context) + [
        _Node("Menus", children: _evaluateCommands(content, context.child("menu")))
      ]
    }
  }
  public func defaultSize(width: CGFloat, height: CGFloat) -> some Scene { self }
}

@MainActor @preconcurrency public protocol Commands {
  associatedtype Body: Commands
  @CommandsBuilder @MainActor @preconcurrency var body: Self.Body { get }
}

extension Never: Commands {}

@MainActor public protocol _CommandsLeaf: Commands where Body == Never {
  func _nodes(_ context: _Context) -> [_Node]
}

extension _CommandsLeaf {
  public var body: Never { fatalError("a leaf has no body") }
}

@MainActor func _evaluateCommands<C: Commands>(_ commands: C, _ context: _Context) -> [_Node] {
  if let leaf = commands as? any _CommandsLeaf { return leaf._nodes(context) }
  for child in Mirror(reflecting: commands).children {
    if let property = child.value as? any _InstalledProperty {
      property._install(context, key: context.path + "." + (child.label ?? ""))
    }
  }
  return _evaluateCommands(commands.body, context)
}

struct _AllCommands: _CommandsLeaf {
  let nodes: @MainActor (_Context) -> [_Node]
  init(_ nodes: @escaping @MainActor (_Context) -> [_Node]) { self.nodes = nodes }
  func _nodes(_ context: _Context) -> [_Node] { nodes(context) }
}

@resultBuilder public struct CommandsBuilder {
  public static func buildExpression<Content: Commands>(_ content: Content) -> Content { content }
  public static func buildBlock<Content: Commands>(_ content: Content) -> Content { content }
  @MainActor public static func buildBlock<C0: Commands, C1: Commands>(_ c0: C0, _ c1: C1) -> some Commands {
    _AllCommands { _evaluateCommands(c0, $0.child("0")) + _evaluateCommands(c1, $0.child("1")) }
  }
  @MainActor public static func buildBlock<C0: Commands, C1: Commands, C2: Commands>(
    _ c0: C0, _ c1: C1, _ c2: C2
  ) -> some Commands {
    _AllCommands {
      _evaluateCommands(c0, $0.child("0")) + _evaluateCommands(c1, $0.child("1"))
        + _evaluateCommands(c2, $0.child("2"))
    }
  }
  @MainActor public static func buildBlock<C0: Commands, C1: Commands, C2: Commands, C3: Commands>(
    _ c0: C0, _ c1: C1, _ c2: C2, _ c3: C3
  ) -> some Commands {
    _AllCommands {
      _evaluateCommands(c0, $0.child("0")) + _evaluateCommands(c1, $0.child("1"))
        + _evaluateCommands(c2, $0.child("2")) + _evaluateCommands(c3, $0.child("3"))
    }
  }
  @MainActor
  public static func buildBlock<
    C0: Commands, C1: Commands, C2: Commands, C3: Commands, C4: Commands, C5: Commands, C6: Commands
  >(_ c0: C0, _ c1: C1, _ c2: C2, _ c3: C3, _ c4: C4, _ c5: C5, _ c6: C6) -> some Commands {
    _AllCommands {
      let all: [[_Node]] = [
        _evaluateCommands(c0, $0.child("0")), _evaluateCommands(c1, $0.child("1")),
        _evaluateCommands(c2, $0.child("2")), _evaluateCommands(c3, $0.child("3")),
        _evaluateCommands(c4, $0.child("4")), _evaluateCommands(c5, $0.child("5")),
        _evaluateCommands(c6, $0.child("6")),
      ]
      return all.flatMap { $0 }
    }
  }
}

public struct SidebarCommands: _CommandsLeaf {
  nonisolated public init() {}
  public func _nodes(_ context: _Context) -> [_Node] { [_Node("SidebarCommands")] }
}

public struct TextEditingCommands: _CommandsLeaf {
  nonisolated public init() {}
  public func _nodes(_ context: _Context) -> [_Node] { [_Node("TextEditingCommands")] }
}

public struct CommandMenu<Content: View>: _CommandsLeaf {
  let name: String
  let content: Content
  public init(_ nameKey: LocalizedStringKey, @ViewBuilder content: () -> Content) {
    (name, self.content) = (nameKey.text, content())
  }
  public func _nodes(_ context: _Context) -> [_Node] {
    [_Node("CommandMenu", name, children: _evaluate(content, context))]
  }
}

public struct CommandGroupPlacement: Sendable {
  let name: String
  public static let newItem = CommandGroupPlacement(name: "newItem")
  public static let saveItem = CommandGroupPlacement(name: "saveItem")
  public static let importExport = CommandGroupPlacement(name: "importExport")
  public static let textEditing = CommandGroupPlacement(name: "textEditing")
  public static let sidebar = CommandGroupPlacement(name: "sidebar")
  public static let toolbar = CommandGroupPlacement(name: "toolbar")
  public static let help = CommandGroupPlacement(name: "help")
}

public struct CommandGroup<Content: View>: _CommandsLeaf {
  let name: String
  let content: Content
  public init(before group: CommandGroupPlacement, @ViewBuilder addition: () -> Content) {
    (name, content) = ("before \(group.name)", addition())
  }
  public init(after group: CommandGroupPlacement, @ViewBuilder addition: () -> Content) {
    (name, content) = ("after \(group.name)", addition())
  }
  public init(replacing group: CommandGroupPlacement, @ViewBuilder addition: () -> Content) {
    (name, content) = ("instead of \(group.name)", addition())
  }
  public func _nodes(_ context: _Context) -> [_Node] {
    [_Node("CommandGroup", name, children: _evaluate(content, context))]
  }
}

/// An app under inspection: its windows, settings and menus.
@_spi(Inspection) @MainActor public final class AppInspector<A: App> {
  private let app: A
  private let session = _Session()
  public init(_ app: A) { self.app = app }
  public var nodes: [_Node] {
    _evaluateScene(app.body, _Context(session: session))
  }
  public var outline: String { nodes.flatMap { $0.outline() }.joined(separator: "\n") + "\n" }
}
