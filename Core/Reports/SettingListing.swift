/// All settings of a training as text: name, option, what each may be, its value in each preset, and who reads it.
public struct SettingListing: Sendable {
  /// Creates the listing.
  public init() {}

  /// The listing, a paragraph a setting under the title of its group.
  public var text: String {
    var lines: [String] = []
    for group in TrainingSetting.Group.allCases {
      lines.append(group.rawValue.uppercased())
      for setting in TrainingSetting.all where setting.group == group { lines += Self.paragraph(setting) }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func paragraph(_ setting: TrainingSetting) -> [String] {
    let values = TrainingPreset.allCases.map { ($0.rawValue, setting.text(in: $0.settings)) }
    let standard = values[0].1
    let others = values.dropFirst().filter { $0.1 != standard }.map { "\($0.0) \($0.1)" }
    return [
      "\(setting.name)  --\(setting.option)", "  \(setting.help)",
      "  \(setting.range); " + (["default \(standard)"] + others).joined(separator: ", "),
      "  read by " + ([readers(of: setting)] + [setting.conditions].compactMap { $0 }).joined(separator: " "),
      "",
    ]
  }

  private static func readers(of setting: TrainingSetting) -> String {
    let methods = TrainingMethod.all
    let readers = methods.filter { setting.isRead(by: $0) }
    if readers.count == methods.count { return "all methods" }
    if readers.map(\.id) == methods.filter(\.trainsNetworks).map(\.id) { return "all methods with networks" }
    return readers.map(\.id).joined(separator: ", ")
  }
}
