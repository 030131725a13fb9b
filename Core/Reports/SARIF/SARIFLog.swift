/// The parts of a SARIF 2.1.0 log that reports use, named as in the standard.
struct SARIFLog: Encodable {
  let schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
  let version = "2.1.0"
  let runs: [Run]

  enum CodingKeys: String, CodingKey {
    case schema = "$schema"
    case version, runs
  }

  struct Run: Encodable {
    let tool: Tool
    let automationDetails: AutomationDetails
    let columnKind = "utf16CodeUnits"
    let originalUriBaseIds: [String: Base]
    let invocations: [Invocation]
    let taxonomies: [Component]?
    let results: [Result]
    let properties: [String: Double]
  }

  struct Tool: Encodable {
    let driver: Component
  }

  struct Component: Encodable {
    let name: String
    var semanticVersion: String?
    var organization: String?
    var informationUri: String?
    var rules: [Descriptor]?
    var taxa: [Descriptor]?
    var supportedTaxonomies: [Reference]?
  }

  struct Descriptor: Encodable {
    let id: String
    var name: String?
    var shortDescription: Message?
    var fullDescription: Message?
    var help: Message?
    var helpUri: String?
    var defaultConfiguration: [String: String]?
    var properties: RuleProperties?
  }

  struct RuleProperties: Encodable {
    let tags: [String]
    let precision: String
    let securitySeverity: String

    enum CodingKeys: String, CodingKey {
      case tags, precision
      case securitySeverity = "security-severity"
    }
  }

  struct Reference: Encodable {
    let name: String
  }

  struct TaxonReference: Encodable {
    let id: String
    let toolComponent: Reference
  }

  struct Message: Encodable {
    let text: String
    var markdown: String?
  }

  struct AutomationDetails: Encodable {
    let id: String
  }

  struct Base: Encodable {
    let description: Message
  }

  struct Invocation: Encodable {
    let executionSuccessful = true
    let startTimeUtc: String?
    let endTimeUtc: String?
    let toolExecutionNotifications: [Notification]
  }

  struct Notification: Encodable {
    let level: String
    let message: Message
    let locations: [Location]
  }

  struct Result: Encodable {
    let ruleId: String
    let ruleIndex = 0
    let level = "warning"
    let message: Message
    let locations: [Location]
    let relatedLocations: [Location]
    let partialFingerprints: [String: String]
    let rank: Double
    let suppressions: [Suppression]
    let taxa: [TaxonReference]?
    let properties: [String: Double]
  }

  struct Suppression: Encodable {
    let kind: String
    let justification: String?
    var location: Location?
  }

  struct Location: Encodable {
    var id: Int?
    let physicalLocation: PhysicalLocation
    var logicalLocations: [LogicalLocation]?
    var message: Message?
  }

  struct PhysicalLocation: Encodable {
    let artifactLocation: ArtifactLocation
    var region: Region?
    var contextRegion: Region?
  }

  struct ArtifactLocation: Encodable {
    let uri: String
    let uriBaseId: String
  }

  struct LogicalLocation: Encodable {
    let name: String
    let kind = "function"
  }

  struct Region: Encodable {
    let startLine: Int
    var startColumn: Int?
    var endLine: Int?
    var endColumn: Int?
  }
}
