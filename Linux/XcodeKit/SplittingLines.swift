import Foundation

/// The lines of a buffer: a string that holds line breaks becomes several elements.
///
/// On a Mac the elements are `NSString`s; so they are here.
final class SplittingLines: NSMutableArray {
  private var elements: [NSString] = []
  /// How often the text was written, changed or not.
  var writes = 0

  override init() {
    super.init()
  }

  override init(capacity: Int) {
    super.init(capacity: capacity)
  }

  required init?(coder: NSCoder) {
    nil
  }

  required init(objects: UnsafePointer<AnyObject>?, count: Int) {
    super.init(objects: nil, count: 0)
  }

  override var count: Int { elements.count }

  override func object(at index: Int) -> Any { elements[index] }

  override func insert(_ element: Any, at index: Int) {
    writes += 1
    elements.insert(contentsOf: Self.lines(of: element), at: index)
  }

  override func add(_ element: Any) { insert(element, at: count) }

  override func removeObject(at index: Int) {
    writes += 1
    elements.remove(at: index)
  }

  override func removeLastObject() { removeObject(at: count - 1) }

  override func removeAllObjects() {
    writes += 1
    elements.removeAll()
  }

  override func replaceObject(at index: Int, with element: Any) {
    writes += 1
    elements.replaceSubrange(index...index, with: Self.lines(of: element))
  }

  private static func lines(of element: Any) -> [NSString] {
    guard let text = (element as? String) ?? (element as? NSString).map({ String(describing: $0) }) else {
      preconditionFailure("lines hold strings only")
    }
    guard !text.isEmpty else { return [""] }
    var lines: [NSString] = []
    var rest = text[...]
    while let end = rest.firstIndex(where: { $0 == "\n" || $0 == "\r\n" || $0 == "\r" }) {
      lines.append(NSString(string: String(rest[...end])))
      rest = rest[rest.index(after: end)...]
    }
    if !rest.isEmpty { lines.append(NSString(string: String(rest))) }
    return lines
  }
}
