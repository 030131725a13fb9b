// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
import AppKit

@MainActor @preconcurrency public protocol NSViewRepresentable: View where Body == Never {
  associatedtype NSViewType: NSView
  associatedtype Coordinator = Void
  typealias Context = NSViewRepresentableContext<Self>
  @MainActor @preconcurrency func makeNSView(context: Self.Context) -> Self.NSViewType
  @MainActor @preconcurrency func updateNSView(_ nsView: Self.NSViewType, context: Self.Context)
  @MainActor @preconcurrency func makeCoordinator() -> Self.Coordinator
}

extension NSViewRepresentable where Coordinator == Void {
  public func makeCoordinator() {}
}

extension NSViewRepresentable {
  public var body: Never { fatalError("a leaf has no body") }
}

public struct NSViewRepresentableContext<View: NSViewRepresentable> {
  public let coordinator: View.Coordinator
}

extension NSViewRepresentable {
  /// What the AppKit view shows, after it was made and updated as the system does.
  @MainActor func _appKitNodes(_ context: _Context) -> [_Node] {
    let place = NSViewRepresentableContext<Self>(coordinator: makeCoordinator())
    let view = makeNSView(context: place)
    updateNSView(view, context: place)
    return [_Node("NSView", view._text)]
  }
}

@MainActor @preconcurrency @propertyWrapper
public struct NSApplicationDelegateAdaptor<DelegateType: NSObject & NSApplicationDelegate>: DynamicProperty {
  public let wrappedValue: DelegateType
  public init(_ delegateType: DelegateType.Type = DelegateType.self) { wrappedValue = DelegateType() }
}
