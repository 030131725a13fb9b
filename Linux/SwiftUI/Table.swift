// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
public protocol TableColumnContent<TableRowValue, TableColumnSortComparator> {
  associatedtype TableRowValue: Identifiable
  associatedtype TableColumnSortComparator: SortComparator
  @MainActor func _cells(_ row: TableRowValue, _ context: _Context) -> [_Node]
  @MainActor var _titles: [_TableTitle<TableColumnSortComparator>] { get }
}

public struct _TableTitle<Sort> {
  let text: String
  let comparator: Sort?
}

public struct TableColumn<RowValue: Identifiable, Sort: SortComparator, Content: View, Label: View>:
  TableColumnContent
{
  public typealias TableRowValue = RowValue
  public typealias TableColumnSortComparator = Sort
  let label: Label
  let comparator: Sort?
  let content: (RowValue) -> Content

  public func _cells(_ row: RowValue, _ context: _Context) -> [_Node] {
    let nodes = _evaluate(content(row), context)
    return nodes.count == 1 ? nodes : [_Node("Cell", children: nodes)]
  }
  public var _titles: [_TableTitle<Sort>] {
    [_TableTitle(text: (label as? Text)?.text ?? "", comparator: comparator)]
  }
  public func width(_ width: CGFloat? = nil) -> TableColumn { self }
  public func width(min: CGFloat? = nil, ideal: CGFloat? = nil, max: CGFloat? = nil) -> TableColumn { self }
}

extension TableColumn where Sort == Never, Label == Text {
  public init(_ titleKey: LocalizedStringKey, @ViewBuilder content: @escaping (RowValue) -> Content) {
    self.init(label: Text(titleKey), comparator: nil, content: content)
  }
}

extension TableColumn where Sort == KeyPathComparator<RowValue>, Label == Text {
  public init<V: Comparable>(
    _ titleKey: LocalizedStringKey, value: KeyPath<RowValue, V>,
    @ViewBuilder content: @escaping (RowValue) -> Content
  ) {
    self.init(label: Text(titleKey), comparator: KeyPathComparator(value), content: content)
  }
}

// Apple's default comparator is .localizedStandard, which Foundation lacks here.
extension TableColumn where Sort == KeyPathComparator<RowValue>, Label == Text, Content == Text {
  public init(
    _ titleKey: LocalizedStringKey, value: KeyPath<RowValue, String>,
    comparator: String.StandardComparator = .lexical
  ) {
    self.init(
      label: Text(titleKey), comparator: KeyPathComparator(value, comparator: comparator),
      content: { Text($0[keyPath: value]) })
  }
}

public struct TupleTableColumnContent<RowValue: Identifiable, Sort: SortComparator, T>: TableColumnContent {
  public typealias TableRowValue = RowValue
  public typealias TableColumnSortComparator = Sort
  let cells: @MainActor (RowValue, _Context) -> [_Node]
  let titles: @MainActor () -> [_TableTitle<Sort>]
  public func _cells(_ row: RowValue, _ context: _Context) -> [_Node] { cells(row, context) }
  public var _titles: [_TableTitle<Sort>] { titles() }
}

@resultBuilder public struct TableColumnBuilder<RowValue: Identifiable, Sort: SortComparator> {
  public static func buildExpression<Content: View, Label: View>(
    _ column: TableColumn<RowValue, Sort, Content, Label>
  ) -> TableColumn<RowValue, Sort, Content, Label> { column }
  public static func buildBlock<C: TableColumnContent>(_ column: C) -> C
  where C.TableRowValue == RowValue { column }
  // SwiftUI has one of these for each number up to ten.
  public static func buildBlock<C0, C1, C2>(_ c0: C0, _ c1: C1, _ c2: C2) -> some TableColumnContent<
    RowValue, Sort
  >
  where
    C0: TableColumnContent, C1: TableColumnContent, C2: TableColumnContent,
    C0.TableRowValue == RowValue, C0.TableColumnSortComparator == Sort,
    C1.TableRowValue == RowValue, C1.TableColumnSortComparator == Sort,
    C2.TableRowValue == RowValue, C2.TableColumnSortComparator == Sort
  {
    TupleTableColumnContent<RowValue, Sort, (C0, C1, C2)>(
      cells: { c0._cells($0, $1) + c1._cells($0, $1) + c2._cells($0, $1) },
      titles: { c0._titles + c1._titles + c2._titles })
  }
  public static func buildBlock<C0, C1, C2, C3>(
    _ c0: C0, _ c1: C1, _ c2: C2, _ c3: C3
  ) -> some TableColumnContent<RowValue, Sort>
  where
    C0: TableColumnContent, C1: TableColumnContent, C2: TableColumnContent, C3: TableColumnContent,
    C0.TableRowValue == RowValue, C0.TableColumnSortComparator == Sort,
    C1.TableRowValue == RowValue, C1.TableColumnSortComparator == Sort,
    C2.TableRowValue == RowValue, C2.TableColumnSortComparator == Sort,
    C3.TableRowValue == RowValue, C3.TableColumnSortComparator == Sort
  {
    TupleTableColumnContent<RowValue, Sort, (C0, C1, C2, C3)>(
      cells: { c0._cells($0, $1) + c1._cells($0, $1) + c2._cells($0, $1) + c3._cells($0, $1) },
      titles: { c0._titles + c1._titles + c2._titles + c3._titles })
  }
  public static func buildBlock<C0, C1, C2, C3, C4>(
    _ c0: C0, _ c1: C1, _ c2: C2, _ c3: C3, _ c4: C4
  ) -> some TableColumnContent<RowValue, Sort>
  where
    C0: TableColumnContent, C1: TableColumnContent, C2: TableColumnContent, C3: TableColumnContent,
    C4: TableColumnContent,
    C0.TableRowValue == RowValue, C0.TableColumnSortComparator == Sort,
    C1.TableRowValue == RowValue, C1.TableColumnSortComparator == Sort,
    C2.TableRowValue == RowValue, C2.TableColumnSortComparator == Sort,
    C3.TableRowValue == RowValue, C3.TableColumnSortComparator == Sort,
    C4.TableRowValue == RowValue, C4.TableColumnSortComparator == Sort
  {
    TupleTableColumnContent<RowValue, Sort, (C0, C1, C2, C3, C4)>(
      cells: {
        c0._cells($0, $1) + c1._cells($0, $1) + c2._cells($0, $1) + c3._cells($0, $1) + c4._cells($0, $1)
      },
      titles: { c0._titles + c1._titles + c2._titles + c3._titles + c4._titles })
  }
}

/// How many rows of a table are evaluated; as on screen, the rest is there without being made.
private let shownRows = 12

public struct Table<Value: Identifiable, Rows, Columns>: _Leaf {
  let nodes: @MainActor (_Context) -> [_Node]
  public func _nodes(_ context: _Context) -> [_Node] { nodes(context) }
}

public struct TableForEachContent<Data: RandomAccessCollection> where Data.Element: Identifiable {}

extension Table {
  public init<Data: RandomAccessCollection, Sort: SortComparator>(
    _ data: Data, selection: Binding<Set<Value.ID>>, sortOrder: Binding<[Sort]>,
    @TableColumnBuilder<Value, Sort> columns: () -> Columns
  )
  where
    Rows == TableForEachContent<Data>, Data.Element == Value, Columns: TableColumnContent,
    Columns.TableRowValue == Value, Columns.TableColumnSortComparator == Sort, Sort.Compared == Value
  {
    let columns = columns()
    nodes = { context in
      var table = _table(data, columns, { selection.wrappedValue.contains($0) }, context)
      for (index, title) in columns._titles.enumerated() where title.comparator != nil {
        guard let comparator = title.comparator else { continue }
        table.children[index].press = {
          var comparator = comparator
          if let first = sortOrder.wrappedValue.first {
            var reversed = first
            reversed.order = comparator.order
            if reversed == comparator { comparator.order = first.order == .forward ? .reverse : .forward }
          }
          sortOrder.wrappedValue = [comparator]
        }
      }
      table.actions.select = { id in
        guard let id = id.base as? Value.ID, data.contains(where: { $0.id == id }) else { return false }
        selection.wrappedValue = [id]
        return true
      }
      return [table]
    }
  }

  public init<Data: RandomAccessCollection>(
    _ data: Data, selection: Binding<Value.ID?>, @TableColumnBuilder<Value, Never> columns: () -> Columns
  )
  where
    Rows == TableForEachContent<Data>, Data.Element == Value, Columns: TableColumnContent,
    Columns.TableRowValue == Value, Columns.TableColumnSortComparator == Never
  {
    let columns = columns()
    nodes = { context in
      var table = _table(data, columns, { selection.wrappedValue == $0 }, context)
      table.actions.select = { id in
        guard let id = id.base as? Value.ID, data.contains(where: { $0.id == id }) else { return false }
        selection.wrappedValue = id
        return true
      }
      return [table]
    }
  }

  public init<Data: RandomAccessCollection>(
    _ data: Data, selection: Binding<Set<Value.ID>>, @TableColumnBuilder<Value, Never> columns: () -> Columns
  )
  where
    Rows == TableForEachContent<Data>, Data.Element == Value, Columns: TableColumnContent,
    Columns.TableRowValue == Value, Columns.TableColumnSortComparator == Never
  {
    let columns = columns()
    nodes = { context in
      var table = _table(data, columns, { selection.wrappedValue.contains($0) }, context)
      table.actions.select = { id in
        guard let id = id.base as? Value.ID, data.contains(where: { $0.id == id }) else { return false }
        selection.wrappedValue = [id]
        return true
      }
      return [table]
    }
  }
}

@MainActor private func _table<Data: RandomAccessCollection, Columns: TableColumnContent>(
  _ data: Data, _ columns: Columns, _ isSelected: (Data.Element.ID) -> Bool, _ context: _Context
) -> _Node where Data.Element: Identifiable, Columns.TableRowValue == Data.Element {
  var node = _Node("Table", value: "\(data.count) rows")
  node.children = columns._titles.map { _Node("Column", $0.text) }
  for element in data.prefix(shownRows) {
    var row = _Node("Row", children: columns._cells(element, context.child("row \(element.id)")))
    row.tag = AnyHashable(element.id)
    if isSelected(element.id) { row.notes.append("selected") }
    node.children.append(row)
  }
  if data.count > shownRows { node.children.append(_Node("MoreRows", "\(data.count - shownRows)")) }
  return node
}
