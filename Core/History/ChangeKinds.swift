/// What a change of a function or file is, as far as its commit says.
public struct ChangeKinds: OptionSet, Hashable, Sendable {
  /// One bit for each kind.
  public let rawValue: UInt8

  /// Creates kinds from their bits.
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// The message says that something is mended.
  public static let fix = ChangeKinds(rawValue: 1)
  /// The message speaks of security; see ``SecurityWording``.
  static let security = ChangeKinds(rawValue: 2)
  /// The message names a CVE identifier.
  static let cve = ChangeKinds(rawValue: 4)
  /// The commit takes another one back.
  static let revert = ChangeKinds(rawValue: 8)
  /// The commit joins branches; its change differs from what every branch had.
  public static let merge = ChangeKinds(rawValue: 16)
  /// The function or file appears with the commit.
  static let creation = ChangeKinds(rawValue: 32)

  /// The kinds by the names that files use, in the order in which they are written.
  static let names: KeyValuePairs<String, ChangeKinds> = [
    "fix": .fix, "security": .security, "cve": .cve, "revert": .revert, "merge": .merge,
    "creation": .creation,
  ]

  /// The names of the kinds, in a fixed order.
  public var names: [String] { Self.names.filter { contains($0.value) }.map(\.key) }
}
