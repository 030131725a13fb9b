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
  ///   - value: The section "vulnadapt", or an object with that section. A notification may hold the settings of all
  ///     servers; without the section it counts only when it names a setting.
  ///   - way: How the client said it.
  mutating func take(_ value: JSONValue, by way: Way) {
    guard case .object(let members) = value["vulnadapt"] ?? value else {
      parts[way] = nil
      return
    }
    let isForOthers =
      way == .notification && value["vulnadapt"] == nil
      && !members.keys.contains(where: ServerSettings.names.contains)
    parts[way] = isForOthers ? nil : members
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
