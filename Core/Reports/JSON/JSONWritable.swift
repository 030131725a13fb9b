/// A value that can be written as JSON.
protocol JSONWritable {
  /// Writes the value.
  func write(to json: inout JSONWriter)
}

/// A value that is written as an object.
protocol JSONObject: JSONWritable {
  /// Adds the members in the order of their keys.
  func addMembers(to json: inout JSONWriter)
}

extension JSONObject {
  func write(to json: inout JSONWriter) { json.object(addMembers) }
}

extension String: JSONWritable {
  func write(to json: inout JSONWriter) { json.write(self) }
}

extension Int: JSONWritable {
  func write(to json: inout JSONWriter) { json.write(digits: String(self)) }
}

extension Bool: JSONWritable {
  func write(to json: inout JSONWriter) { json.write(raw: self ? "true" : "false") }
}

extension Double: JSONWritable {
  /// Writes the shortest digits that read as the same number; whole numbers without a fraction.
  func write(to json: inout JSONWriter) {
    precondition(isFinite, "JSON knows no infinity")
    let digits = description
    json.write(digits: digits.hasSuffix(".0") ? String(digits.dropLast(2)) : digits)
  }
}

extension Array: JSONWritable where Element: JSONWritable {
  func write(to json: inout JSONWriter) {
    json.array(self) { element, json in element.write(to: &json) }
  }
}

extension Dictionary: JSONWritable, JSONObject where Key == String, Value: JSONWritable {
  /// Writes an object with its members in the order of their keys.
  func addMembers(to json: inout JSONWriter) {
    for (key, value) in sorted(by: { $0.key < $1.key }) { json.add(key: key, value) }
  }
}
