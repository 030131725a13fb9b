/// What a client says of the settings, in the three ways that clients have.
///
/// Of each way, the last word counts. A member that several ways name has the value of the last way in the order of
/// ``Way``; a way that says nothing takes nothing back from the others.
struct ClientConfiguration {
  /// A way to say settings.
  enum Way: Int, CaseIterable {
    /// `initializationOptions` of `initialize`.
    case initialization
    /// `settings` of `workspace/didChangeConfiguration`.
    case notification
    /// The answer to `workspace/configuration`.
    case answer
  }

  private var parts: [Way: [String: JSONValue]] = [:]

  /// Takes what a client says, in place of what it said in this way before.
  ///
  /// - Parameters:
  ///   - value: The section "vulnadapt", or an object with that section, or with members such as "vulnadapt.model".
  ///     Options may hold it as "settings". A notification may hold the settings of all servers; without the section it
  ///     counts only when it names a setting.
  ///   - way: How the client said it.
  mutating func take(_ value: JSONValue, by way: Way) {
    var value = value
    if way == .initialization, Self.section(of: value) == nil, case .object? = value["settings"] {
      value = value["settings"] ?? value
    }
    guard case .object(let all) = value else {
      parts[way] = nil
      return
    }
    let section = Self.section(of: value)
    let isForOthers =
      way == .notification && section == nil && !all.keys.contains(where: ServerSettings.names.contains)
    parts[way] = isForOthers ? nil : section ?? all
  }

  private static let prefix = "vulnadapt."

  /// The members of the section "vulnadapt", with or without its name before theirs; nil where there is none.
  private static func section(of value: JSONValue) -> [String: JSONValue]? {
    guard case .object(let all) = value else { return nil }
    var found: [String: JSONValue] = [:]
    if case .object(let members)? = all["vulnadapt"] { found = members }
    for (name, member) in all.merging(found, uniquingKeysWith: { $1 }) where name.hasPrefix(prefix) {
      found[name] = nil
      found[String(name.dropFirst(prefix.count))] = member
    }
    return all["vulnadapt"] != nil || !found.isEmpty ? found : nil
  }

  /// All that was said.
  var joined: JSONValue {
    var members: [String: JSONValue] = [:]
    for way in Way.allCases {
      for (name, value) in parts[way] ?? [:] where value != .null { members[name] = value }
    }
    return .object(members)
  }
}
