import Foundation

extension Provenance {
  /// The members of a value as texts, by dotted name: `objective.alpha`, `headSizes.0`.
  ///
  /// With it a model records settings of any type without knowing the type.
  public static func dottedSettings(of value: some Encodable) throws -> [String: String] {
    let bytes = try JSONEncoder().encode(value)
    var settings: [String: String] = [:]
    try collect(StrictJSON.parse([UInt8](bytes), maximumDepth: 64), name: "", into: &settings)
    return settings
  }

  private static func collect(_ value: JSONValue, name: String, into settings: inout [String: String]) {
    func member(_ key: String) -> String { name.isEmpty ? key : name + "." + key }
    switch value {
    case .null: settings[name] = "none"
    case .bool(let flag): settings[name] = String(flag)
    case .number(let text), .string(let text): settings[name] = text
    case .array(let elements):
      for (index, element) in elements.enumerated() {
        collect(element, name: member(String(index)), into: &settings)
      }
    case .object(let members):
      for (key, element) in members { collect(element, name: member(key), into: &settings) }
    }
  }
}
