// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
public protocol DynamicProperty {}

/// A property that gets its place when its view is evaluated.
@MainActor protocol _InstalledProperty {
  func _install(_ context: _Context, key: String)
}

/// Where a state lives; a view that is made anew is led to the place of its predecessor.
final class _StateLocation {
  var value: Any
  var successor: _StateLocation?
  init(_ value: Any) { self.value = value }

  var current: _StateLocation { successor ?? self }
}

@propertyWrapper public struct State<Value>: DynamicProperty, _InstalledProperty {
  let location: _StateLocation

  public init(wrappedValue value: Value) { location = _StateLocation(value) }
  public init(initialValue value: Value) { location = _StateLocation(value) }

  public var wrappedValue: Value {
    get { location.current.value as! Value }
    nonmutating set { location.current.value = newValue }
  }

  public var projectedValue: Binding<Value> {
    let location = location
    return Binding(
      read: { location.current.value as! Value }, write: { location.current.value = $0 })
  }

  func _install(_ context: _Context, key: String) {
    if let known = context.session.states[key] {
      if known !== location { location.successor = known }
    } else {
      context.session.states[key] = location
    }
  }
}

extension State where Value: ExpressibleByNilLiteral {
  public init() { self.init(wrappedValue: nil) }
}

// Binding(get:set:) is left out: its closures are @isolated(any), which cannot be stood in for. Bind properties.
@propertyWrapper @dynamicMemberLookup public struct Binding<Value> {
  private let read: () -> Value
  private let write: (Value) -> Void

  init(read: @escaping () -> Value, write: @escaping (Value) -> Void) {
    self.read = read
    self.write = write
  }

  public static func constant(_ value: Value) -> Binding<Value> { Binding(read: { value }, write: { _ in }) }

  public var wrappedValue: Value {
    get { read() }
    nonmutating set { write(newValue) }
  }

  public var projectedValue: Binding<Value> { self }

  public subscript<Subject>(dynamicMember keyPath: WritableKeyPath<Value, Subject>) -> Binding<Subject> {
    Binding<Subject>(
      read: { wrappedValue[keyPath: keyPath] },
      write: {
        var value = wrappedValue
        value[keyPath: keyPath] = $0
        wrappedValue = value
      })
  }
}

@dynamicMemberLookup @propertyWrapper public struct Bindable<Value> {
  public var wrappedValue: Value
  public var projectedValue: Bindable<Value> { self }

  // Unavailable in SwiftUI too, where only observable objects can be bound.
  @available(*, unavailable, message: "the wrapped value must be an Observable object")
  public init(wrappedValue: Value) { self.wrappedValue = wrappedValue }

  public subscript<Subject>(
    dynamicMember keyPath: ReferenceWritableKeyPath<Value, Subject>
  ) -> Binding<Subject> where Value: AnyObject {
    let object = wrappedValue
    return Binding(read: { object[keyPath: keyPath] }, write: { object[keyPath: keyPath] = $0 })
  }
}

extension Bindable where Value: AnyObject, Value: Observable {
  public init(wrappedValue: Value) { self.init(_bound: wrappedValue) }
  public init(_ wrappedValue: Value) { self.init(_bound: wrappedValue) }
}

extension Bindable {
  fileprivate init(_bound value: Value) { wrappedValue = value }
}

@propertyWrapper public struct FocusState<Value: Hashable>: DynamicProperty, _InstalledProperty {
  private let state: State<Value>

  public init() where Value == Bool { state = State(wrappedValue: false) }

  public var wrappedValue: Value {
    get { state.wrappedValue }
    nonmutating set { state.wrappedValue = newValue }
  }

  @propertyWrapper public struct Binding {
    let binding: SwiftUI.Binding<Value>
    public var wrappedValue: Value {
      get { binding.wrappedValue }
      nonmutating set { binding.wrappedValue = newValue }
    }
    public var projectedValue: Self { self }
  }

  public var projectedValue: Binding { Binding(binding: state.projectedValue) }

  func _install(_ context: _Context, key: String) { state._install(context, key: key) }
}

@propertyWrapper public struct SceneStorage<Value>: DynamicProperty, _InstalledProperty {
  private let key: String
  private let state: State<Value>

  func _install(_ context: _Context, key: String) {
    state._install(context, key: "scene." + self.key)
  }

  public var wrappedValue: Value {
    get { state.wrappedValue }
    nonmutating set { state.wrappedValue = newValue }
  }

  public var projectedValue: Binding<Value> { state.projectedValue }
}

extension SceneStorage {
  public init(wrappedValue: Value, _ key: String) where Value == Bool {
    self.init(key: key, value: wrappedValue)
  }
  public init(wrappedValue: Value, _ key: String) where Value == String {
    self.init(key: key, value: wrappedValue)
  }
  public init(wrappedValue: Value, _ key: String) where Value: RawRepresentable, Value.RawValue == String {
    self.init(key: key, value: wrappedValue)
  }
  public init(_ key: String) where Value == String? { self.init(key: key, value: nil) }
  private init(key: String, value: Value) {
    self.key = key
    state = State(wrappedValue: value)
  }
}
