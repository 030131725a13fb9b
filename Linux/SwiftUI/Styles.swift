// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
public protocol ShapeStyle: Sendable {}

public struct Color: Hashable, Sendable, ShapeStyle, _Leaf {
  let name: String
  nonisolated init(name: String) { self.name = name }
  public static let red = Color(name: "red")
  public static let orange = Color(name: "orange")
  public static let green = Color(name: "green")
  public static let blue = Color(name: "blue")
  public static let gray = Color(name: "gray")
  public static let primary = Color(name: "primary")
  public static let secondary = Color(name: "secondary")
  public static let accentColor = Color(name: "accent")
  public static let clear = Color(name: "clear")
  public func opacity(_ opacity: Double) -> Color { self }
  public func _nodes(_ context: _Context) -> [_Node] { [] }
}

extension ShapeStyle where Self == Color {
  public static var red: Color { Color(name: "red") }
  public static var orange: Color { Color(name: "orange") }
  public static var green: Color { Color(name: "green") }
  public static var blue: Color { Color(name: "blue") }
  public static var gray: Color { Color(name: "gray") }
  public static var clear: Color { Color(name: "clear") }
}

public struct HierarchicalShapeStyle: ShapeStyle {}
extension ShapeStyle where Self == HierarchicalShapeStyle {
  public static var primary: HierarchicalShapeStyle { HierarchicalShapeStyle() }
  public static var secondary: HierarchicalShapeStyle { HierarchicalShapeStyle() }
  public static var tertiary: HierarchicalShapeStyle { HierarchicalShapeStyle() }
}

public struct TintShapeStyle: ShapeStyle {}
extension ShapeStyle where Self == TintShapeStyle {
  public static var tint: TintShapeStyle { TintShapeStyle() }
}

public struct Material: ShapeStyle {
  public static let bar = Material()
}
extension ShapeStyle where Self == Material {
  public static var bar: Material { Material() }
}

public struct Font: Hashable, Sendable {
  public enum Design: Hashable, Sendable { case `default`, monospaced, rounded, serif }
  public enum TextStyle: Hashable, Sendable {
    case largeTitle, title, title2, title3, headline, body, callout, caption
  }
  public enum Weight: Hashable, Sendable { case regular, medium, semibold, bold }
  public static let largeTitle = Font()
  public static let title = Font()
  public static let title2 = Font()
  public static let title3 = Font()
  public static let headline = Font()
  public static let body = Font()
  public static let callout = Font()
  public static let caption = Font()
  public static func system(_ style: TextStyle, design: Design? = nil, weight: Weight? = nil) -> Font {
    Font()
  }
  public func monospaced() -> Font { self }
}

public enum ControlSize: CaseIterable, Sendable { case mini, small, regular, large, extraLarge }

extension View {
  public func controlSize(_ controlSize: ControlSize) -> some View { self }
  public func buttonStyle<S: PrimitiveButtonStyle>(_ style: S) -> some View { self }
  public func pickerStyle<S: PickerStyle>(_ style: S) -> some View { self }
  public func formStyle<S: FormStyle>(_ style: S) -> some View { self }
  public func listStyle<S: ListStyle>(_ style: S) -> some View { self }
  public func toggleStyle<S: ToggleStyle>(_ style: S) -> some View { self }
}

@MainActor public protocol PrimitiveButtonStyle {}
public struct BorderlessButtonStyle: PrimitiveButtonStyle {}
public struct BorderedProminentButtonStyle: PrimitiveButtonStyle {}
extension PrimitiveButtonStyle where Self == BorderlessButtonStyle {
  public static var borderless: BorderlessButtonStyle { BorderlessButtonStyle() }
}
extension PrimitiveButtonStyle where Self == BorderedProminentButtonStyle {
  public static var borderedProminent: BorderedProminentButtonStyle { BorderedProminentButtonStyle() }
}

@MainActor public protocol PickerStyle {}
public struct SegmentedPickerStyle: PickerStyle {}
extension PickerStyle where Self == SegmentedPickerStyle {
  public static var segmented: SegmentedPickerStyle { SegmentedPickerStyle() }
}

@MainActor public protocol FormStyle {}
public struct GroupedFormStyle: FormStyle {}
extension FormStyle where Self == GroupedFormStyle {
  public static var grouped: GroupedFormStyle { GroupedFormStyle() }
}

@MainActor public protocol ListStyle {}
public struct SidebarListStyle: ListStyle {}
extension ListStyle where Self == SidebarListStyle {
  public static var sidebar: SidebarListStyle { SidebarListStyle() }
}

@MainActor public protocol ToggleStyle {}
public struct CheckboxToggleStyle: ToggleStyle {}
extension ToggleStyle where Self == CheckboxToggleStyle {
  public static var checkbox: CheckboxToggleStyle { CheckboxToggleStyle() }
}
