// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
// Stands in for Charts: the declarations the app uses.
import SwiftUI

public protocol Plottable {
  var _plotted: String { get }
}
extension Int: Plottable { public var _plotted: String { "\(self)" } }
extension Float: Plottable { public var _plotted: String { "\(self)" } }
extension Double: Plottable { public var _plotted: String { "\(self)" } }
extension String: Plottable { public var _plotted: String { self } }

public struct PlottableValue<Value: Plottable> {
  let label: String
  let value: Value
}

extension PlottableValue {
  public static func value(_ labelKey: LocalizedStringKey, _ value: Value) -> PlottableValue<Value> {
    PlottableValue(label: "", value: value)
  }
  @_disfavoredOverload public static func value<S: StringProtocol>(
    _ label: S, _ value: Value
  ) -> PlottableValue<Value> { PlottableValue(label: String(label), value: value) }
}

/// A mark: its series and where it is.
public struct _Mark {
  var series = ""
  var x = ""
  var y = ""
}

@MainActor @preconcurrency public protocol ChartContent {
  var _marks: [_Mark] { get }
}

@MainActor @preconcurrency public struct LineMark: ChartContent {
  let mark: _Mark
  public var _marks: [_Mark] { [mark] }
  public init<X: Plottable, Y: Plottable>(x: PlottableValue<X>, y: PlottableValue<Y>) {
    mark = _Mark(x: x.value._plotted, y: y.value._plotted)
  }
  public init<X: Plottable, Y: Plottable, S: Plottable>(
    x: PlottableValue<X>, y: PlottableValue<Y>, series: PlottableValue<S>
  ) { mark = _Mark(series: series.value._plotted, x: x.value._plotted, y: y.value._plotted) }
}

struct _InSeries<Content: ChartContent>: ChartContent {
  let content: Content
  let series: String
  init(content: Content, series: String) { (self.content, self.series) = (content, series) }
  var _marks: [_Mark] {
    content._marks.map { mark in
      var mark = mark
      mark.series = series
      return mark
    }
  }
}

extension ChartContent {
  public func foregroundStyle<D: Plottable>(by value: PlottableValue<D>) -> some ChartContent {
    _InSeries(content: self, series: value.value._plotted)
  }
  public func lineStyle<D: Plottable>(by value: PlottableValue<D>) -> some ChartContent { self }
}

struct _Marks: ChartContent {
  let marks: @MainActor () -> [_Mark]
  init(_ marks: @escaping @MainActor () -> [_Mark]) { self.marks = marks }
  var _marks: [_Mark] { marks() }
}

@resultBuilder public struct ChartContentBuilder {
  public static func buildExpression<Content: ChartContent>(_ content: Content) -> Content { content }
  public static func buildBlock<Content: ChartContent>(_ content: Content) -> Content { content }
}

extension ForEach: ChartContent where Content: ChartContent {
  public init(_ data: Data, @ChartContentBuilder content: @escaping (Data.Element) -> Content)
  where ID == Data.Element.ID, Data.Element: Identifiable {
    self.init(_data: data, id: \.id, content: content)
  }
  public init(
    _ data: Data, id: KeyPath<Data.Element, ID>,
    @ChartContentBuilder content: @escaping (Data.Element) -> Content
  ) { self.init(_data: data, id: id, content: content) }
  public var _marks: [_Mark] { data.flatMap { content($0)._marks } }
}

public struct Chart<Content: ChartContent>: _Leaf {
  let content: Content
  public init(@ChartContentBuilder content: () -> Content) { self.content = content() }

  /// The series with their numbers of points and last values: the shape is not for text.
  public func _nodes(_ context: _Context) -> [_Node] {
    var series: [(name: String, marks: [_Mark])] = []
    for mark in content._marks {
      if let index = series.firstIndex(where: { $0.name == mark.series }) {
        series[index].marks.append(mark)
      } else {
        series.append((mark.series, [mark]))
      }
    }
    return [
      _Node(
        _kind: "Chart",
        children: series.map {
          _Node(_kind: "Series", label: $0.name, value: "\($0.marks.count) points")
        })
    ]
  }
}

public protocol ScaleDomain {}
extension ClosedRange: ScaleDomain where Bound: Plottable {}

extension View {
  public func chartXScale<Domain: ScaleDomain>(domain: Domain, type: ScaleType? = nil) -> some View { self }
  public func chartYScale<Domain: ScaleDomain>(domain: Domain, type: ScaleType? = nil) -> some View { self }
  public func chartXAxisLabel(_ labelKey: LocalizedStringKey) -> some View { self }
}

public struct ScaleType: Sendable {
  public static let linear = ScaleType()
}
