// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
@MainActor public struct EnvironmentValues {
  var objects: [ObjectIdentifier: AnyObject] = [:]

  @MainActor public var undoManager: UndoManager? { _undoManager }
  @_spi(Inspection) public var _undoManager: UndoManager?
  public internal(set) var dismiss = DismissAction {}
  public internal(set) var openSettings = OpenSettingsAction()
  public var isEnabled = true
  public internal(set) var openWindow = OpenWindowAction { _ in }
  public var openURL = OpenURLAction { _ in .systemAction }

  public init() {}

  @_spi(Inspection) public subscript<T: AnyObject>(object type: T.Type) -> T? {
    get { objects[ObjectIdentifier(type)] as? T }
    set { objects[ObjectIdentifier(type)] = newValue }
  }
}

@MainActor @preconcurrency public struct DismissAction {
  private let action: @MainActor () -> Void
  init(_ action: @escaping @MainActor () -> Void) { self.action = action }
  public func callAsFunction() { action() }
}

@MainActor @preconcurrency public struct OpenSettingsAction {
  init() {}
  public func callAsFunction() {}
}

@MainActor @preconcurrency public struct OpenWindowAction {
  private let action: @MainActor (String) -> Void
  init(_ action: @escaping @MainActor (String) -> Void) { self.action = action }
  public func callAsFunction(id: String) { action(id) }
}

@MainActor @preconcurrency public struct OpenURLAction {
  @MainActor @preconcurrency public struct Result: Equatable, Sendable {
    let name: String
    public static let handled = Result(name: "handled")
    public static let discarded = Result(name: "discarded")
    public static let systemAction = Result(name: "system action")
  }
  let handler: (URL) -> Result
  public init(handler: @escaping (URL) -> OpenURLAction.Result) { self.handler = handler }
  public func callAsFunction(_ url: URL) { _ = handler(url) }
}

/// Undo and redo as in Foundation on Apple platforms, as far as the app uses them.
@MainActor open class UndoManager {
  private var undos: [(name: String, action: () -> Void)] = []
  private var redos: [(name: String, action: () -> Void)] = []
  private var isUndoingNow = false
  private var isRedoingNow = false

  public init() {}

  open var canUndo: Bool { !undos.isEmpty }
  open var canRedo: Bool { !redos.isEmpty }
  open var undoActionName: String { undos.last?.name ?? "" }
  open var isUndoing: Bool { isUndoingNow }

  @preconcurrency public func registerUndo<TargetType: AnyObject>(
    withTarget target: TargetType, handler: @escaping @MainActor @Sendable (TargetType) -> Void
  ) {
    let step = (name: "", action: { [weak target] in if let target { handler(target) } })
    if isUndoingNow { redos.append(step) } else { undos.append(step) }
    if !isUndoingNow, !isRedoingNow { redos = [] }
  }

  open func setActionName(_ actionName: String) {
    if isUndoingNow {
      if !redos.isEmpty { redos[redos.count - 1].name = actionName }
    } else if !undos.isEmpty {
      undos[undos.count - 1].name = actionName
    }
  }

  open func undo() {
    guard let step = undos.popLast() else { return }
    isUndoingNow = true
    step.action()
    isUndoingNow = false
  }

  open func redo() {
    guard let step = redos.popLast() else { return }
    isRedoingNow = true
    step.action()
    isRedoingNow = false
  }
}

@propertyWrapper public struct Environment<Value>: DynamicProperty, _InstalledProperty {
  private final class Place {
    var values: EnvironmentValues?
  }

  private let place = Place()
  private let read: (EnvironmentValues) -> Value

  public init(_ keyPath: KeyPath<EnvironmentValues, Value>) { read = { $0[keyPath: keyPath] } }

  public init(_ objectType: Value.Type) where Value: AnyObject, Value: Observable {
    read = { values in
      guard let object = values.objects[ObjectIdentifier(objectType)] as? Value else {
        preconditionFailure("no object of type \(objectType) is in the environment")
      }
      return object
    }
  }

  public init<T: AnyObject & Observable>(_ objectType: T.Type) where Value == T? {
    read = { $0.objects[ObjectIdentifier(objectType)] as? T }
  }

  public var wrappedValue: Value {
    guard let values = place.values else { preconditionFailure("the environment is there only inside body") }
    return read(values)
  }

  func _install(_ context: _Context, key: String) { place.values = context.environment }
}

extension View {
  public func environment<T: AnyObject & Observable>(_ object: T?) -> some View {
    _Modified(self, context: { $0.environment.objects[ObjectIdentifier(T.self)] = object })
  }
  public func environment<V>(
    _ keyPath: WritableKeyPath<EnvironmentValues, V>, _ value: V
  ) -> some View {
    _Modified(self, context: { $0.environment[keyPath: keyPath] = value })
  }
}

public protocol FocusedValueKey {
  associatedtype Value
}

public struct FocusedValues {
  private var values: [ObjectIdentifier: Any] = [:]
  public subscript<Key: FocusedValueKey>(key: Key.Type) -> Key.Value? {
    get { values[ObjectIdentifier(key)] as? Key.Value }
    set { values[ObjectIdentifier(key)] = newValue }
  }
  subscript(object type: ObjectIdentifier) -> Any? {
    get { values[type] }
    set { values[type] = newValue }
  }
  @_spi(Inspection) public func object<T>(_ type: T.Type) -> T? { values[ObjectIdentifier(type)] as? T }
}

@propertyWrapper public struct FocusedValue<Value>: DynamicProperty, _InstalledProperty {
  private final class Place {
    var values = FocusedValues()
  }
  private let place = Place()
  private let read: (FocusedValues) -> Value?

  public init(_ keyPath: KeyPath<FocusedValues, Value?>) { read = { $0[keyPath: keyPath] } }
  public init(_ objectType: Value.Type) where Value: AnyObject, Value: Observable {
    read = { $0[object: ObjectIdentifier(objectType)] as? Value }
  }

  public var wrappedValue: Value? { read(place.values) }

  func _install(_ context: _Context, key: String) { place.values = context.session.focused }
}

extension View {
  public func focusedSceneValue<T: AnyObject & Observable>(_ object: T?) -> some View {
    _Modified(self, context: { $0.session.focused[object: ObjectIdentifier(T.self)] = object })
  }
}
