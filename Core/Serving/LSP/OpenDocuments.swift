/// The documents that are open in the client, and what was found in them, all together within a bound.
///
/// Findings take many times their document's memory and can be made again, so that those looked at last are kept.
struct OpenDocuments: Sendable {
  /// The largest size of all documents together, in bytes; see ``cost(_:)``.
  static let sizeLimit = 64 << 20
  /// The largest size of all documents together whose findings are kept, in bytes; the last ones are kept however large.
  static let findingsSizeLimit = 16 << 20

  /// What a document takes beside its text and its name, in bytes.
  private static let leastCost = 4 << 10

  private let sizeLimit: Int
  private let findingsSizeLimit: Int
  private var documents: [String: OpenDocument] = [:]
  private var size = 0
  private var findings: [String: DocumentFindings] = [:]
  /// Whose findings are kept, those looked at last at the end.
  private var lookedAt: [String] = []

  init(sizeLimit: Int = sizeLimit, findingsSizeLimit: Int = findingsSizeLimit) {
    self.sizeLimit = sizeLimit
    self.findingsSizeLimit = findingsSizeLimit
  }

  /// The documents' names.
  var uris: [String] { Array(documents.keys) }

  /// The document of a name; nil when it is not kept.
  subscript(uri: String) -> OpenDocument? { documents[uri] }

  /// Keeps a document in place of its earlier version.
  ///
  /// - Returns: Whether it fits beside the others; otherwise its earlier version is gone, too.
  mutating func keep(_ document: OpenDocument) -> Bool {
    let uri = document.uri
    if let old = documents.removeValue(forKey: uri) { size -= Self.cost(old) }
    let cost = Self.cost(document)
    guard cost <= sizeLimit - size else {
      forgetFindings(of: uri)
      return false
    }
    size += cost
    documents[uri] = document
    return true
  }

  /// Forgets a document with its findings; whether it was kept.
  @discardableResult
  mutating func remove(_ uri: String) -> Bool {
    forgetFindings(of: uri)
    guard let document = documents.removeValue(forKey: uri) else { return false }
    size -= Self.cost(document)
    return true
  }

  private static func cost(_ document: OpenDocument) -> Int {
    document.byteCount + document.uri.utf8.count + leastCost
  }

  // MARK: Findings

  /// What was found in the present version of a document; nil when it must be looked at.
  mutating func findings(of uri: String) -> DocumentFindings? {
    guard let found = findings[uri], found.version == documents[uri]?.version else { return nil }
    lookedAt.removeAll { $0 == uri }
    lookedAt.append(uri)
    return found
  }

  /// Keeps what was found, unless the document was closed or edited meanwhile; those looked at longest ago make room.
  mutating func keep(_ found: DocumentFindings) {
    guard documents[found.uri]?.version == found.version else { return }
    forgetFindings(of: found.uri)
    findings[found.uri] = found
    lookedAt.append(found.uri)
    var sum = lookedAt.reduce(0) { $0 + (documents[$1].map(Self.cost) ?? 0) }
    while sum > findingsSizeLimit, lookedAt.count > 1 {
      sum -= documents[lookedAt[0]].map(Self.cost) ?? 0
      forgetFindings(of: lookedAt[0])
    }
  }

  /// Forgets what was found in a document.
  mutating func forgetFindings(of uri: String) {
    guard findings.removeValue(forKey: uri) != nil else { return }
    lookedAt.removeAll { $0 == uri }
  }

  /// Forgets what was found in all documents.
  mutating func forgetFindings() {
    findings = [:]
    lookedAt = []
  }
}
