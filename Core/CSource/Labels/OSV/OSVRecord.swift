/// A record of a vulnerability database in the OSV schema (ossf.github.io/osv-schema): what of it tells fixes.
public struct OSVRecord: Hashable, Sendable {
  /// The commits of one repository between which a vulnerability was there.
  public struct Range: Hashable, Sendable {
    /// The repository's address as the record gives it.
    public var repository: String
    /// The commits that brought the vulnerability; "0" stands for the first one.
    var introduced: [String]
    /// The commits that mended it.
    var fixed: [String]
    /// Whether the fix is only known to be one of several commits (`fixed_range`).
    var isApproximate: Bool
  }

  /// The record's identifier, such as `OSV-2021-777`.
  public var id: String
  /// The CVE identifiers that it is, or stands for, in order.
  var cves: [String]
  /// The kinds of mistakes that it names, such as `CWE-787`, in order.
  var cwes: [String]
  /// When it was published, in seconds since 1970 (UTC); nil when it does not say.
  var published: Int?
  /// When it was last changed, as written; later is newer.
  var modified: String
  /// Whether it was taken back.
  var isWithdrawn: Bool
  /// Its ranges of git commits.
  public var ranges: [Range]
}

extension OSVRecord {
  /// Reads a record.
  ///
  /// - Parameter value: The record as a value of JSON.
  /// - Throws: ``OSVRecordError``.
  init(_ value: JSONValue) throws(OSVRecordError) {
    guard case .object(let members) = value else { throw OSVRecordError("is no object") }
    guard let id = Self.text(members["id"]), Self.isIdentifier(id) else {
      throw OSVRecordError("has no usable \"id\"")
    }
    self.id = id
    let names = [id] + Self.texts(members["aliases"]) + Self.texts(members["upstream"])
    cves = Self.unique(names.map { $0.uppercased() }.filter { $0.hasPrefix("CVE-") && Self.isIdentifier($0) })
    let affected = Self.elements(members["affected"])
    let details = [members["database_specific"]] + affected.map { Self.member("database_specific", of: $0) }
    cwes = Self.unique(
      details.flatMap { detail in
        ["cwe_ids", "cwes"].flatMap { name in
          Self.elements(Self.member(name, of: detail)).compactMap {
            Self.text($0) ?? Self.text(Self.member("cweId", of: $0))
          }
        }
      }.map { $0.uppercased() }.filter { $0.hasPrefix("CWE-") && Self.isIdentifier($0) })
    published = Self.text(members["published"]).flatMap(FixCommit.seconds)
    modified = Self.text(members["modified"]) ?? ""
    isWithdrawn = Self.text(members["withdrawn"]) != nil
    let isApproximate = Self.member("fixed_range", of: members["database_specific"]) != nil
    ranges = affected.flatMap { package -> [Range] in
      let isVague =
        isApproximate || Self.member("fixed_range", of: Self.member("database_specific", of: package)) != nil
      return Self.elements(Self.member("ranges", of: package)).compactMap { Self.range($0, isVague: isVague) }
    }
  }

  private static func range(_ value: JSONValue, isVague: Bool) -> Range? {
    guard text(member("type", of: value)) == "GIT", let repository = text(member("repo", of: value)) else {
      return nil
    }
    let events = elements(member("events", of: value))
    func commits(_ name: String) -> [String] {
      unique(events.compactMap { text(member(name, of: $0)) }.map { $0.lowercased() })
    }
    return Range(
      repository: repository, introduced: commits("introduced"), fixed: commits("fixed"),
      isApproximate: isVague
        || member("fixed_range", of: member("database_specific", of: value)) != nil)
  }

  private static func member(_ name: String, of value: JSONValue?) -> JSONValue? {
    guard case .object(let members)? = value, let member = members[name], member != .null else { return nil }
    return member
  }

  private static func elements(_ value: JSONValue?) -> [JSONValue] {
    if case .array(let elements)? = value { elements } else { [] }
  }

  private static func text(_ value: JSONValue?) -> String? {
    if case .string(let text)? = value, !text.isEmpty { text } else { nil }
  }

  private static func texts(_ value: JSONValue?) -> [String] { elements(value).compactMap(text) }

  private static func unique(_ names: [String]) -> [String] {
    var seen: Set<String> = []
    return names.filter { seen.insert($0).inserted }
  }

  /// Whether a name may stand in a label file: letters, digits and a few signs.
  private static func isIdentifier(_ name: String) -> Bool {
    name.utf8.count <= 100
      && name.utf8.allSatisfy { byte in
        byte.isDigit || (0x41...0x5a).contains(byte) || (0x61...0x7a).contains(byte)
          || [UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: ":")].contains(byte)
      }
  }
}

/// What is wrong with a record, as a phrase that follows it.
struct OSVRecordError: Error, Equatable {
  let reason: String

  init(_ reason: String) {
    self.reason = reason
  }
}
