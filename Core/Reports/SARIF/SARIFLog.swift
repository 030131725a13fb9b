/// The parts of a SARIF 2.1.0 log that reports use, named as in the standard.
struct SARIFLog {
  let schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
  let version = "2.1.0"
  let runs: [Run]

  struct Run {
    let tool: Tool
    let automationDetails: AutomationDetails
    let columnKind = "utf16CodeUnits"
    let originalUriBaseIds: [String: Base]
    let invocations: [Invocation]
    let taxonomies: [Component]?
    let results: [SARIFReport.PendingResult]
    let properties: [String: Double]
  }

  struct Tool {
    let driver: Component
  }

  struct Component {
    let name: String
    var semanticVersion: String?
    var organization: String?
    var informationUri: String?
    var rules: [Descriptor]?
    var taxa: [Descriptor]?
    var supportedTaxonomies: [Reference]?
  }

  struct Descriptor {
    let id: String
    var name: String?
    var shortDescription: Message?
    var fullDescription: Message?
    var help: Message?
    var helpUri: String?
    var defaultConfiguration: [String: String]?
    var properties: RuleProperties?
  }

  struct RuleProperties {
    let tags: [String]
    let precision: String
    let securitySeverity: String
  }

  struct Reference {
    let name: String
  }

  struct TaxonReference {
    let id: String
    let toolComponent: Reference
  }

  struct Message {
    let text: String
    var markdown: String?
  }

  struct AutomationDetails {
    let id: String
  }

  struct Base {
    let description: Message
  }

  struct Invocation {
    let executionSuccessful = true
    let startTimeUtc: String?
    let endTimeUtc: String?
    let toolExecutionNotifications: [Notification]
  }

  struct Notification {
    let level: String
    let message: Message
    let locations: [Location]
  }

  struct Result {
    let ruleId: String
    /// The place of the rule among the driver's.
    let ruleIndex: Int
    let level: String
    let message: Message
    let locations: [Location]
    let relatedLocations: [Location]
    let partialFingerprints: [String: String]
    let rank: Double
    let suppressions: [Suppression]
    let taxa: [TaxonReference]?
    let properties: [String: Double]
  }

  struct Suppression {
    let kind: String
    let justification: String?
    var location: Location?
  }

  struct Location {
    var id: Int?
    let physicalLocation: PhysicalLocation
    var logicalLocations: [LogicalLocation]?
    var message: Message?
  }

  struct PhysicalLocation {
    let artifactLocation: ArtifactLocation
    var region: Region?
    var contextRegion: Region?
  }

  struct ArtifactLocation {
    let uri: String
    let uriBaseId: String
  }

  struct LogicalLocation {
    let name: String
    let kind = "function"
  }

  struct Region {
    let startLine: Int
    var startColumn: Int?
    var endLine: Int?
    var endColumn: Int?
  }
}
