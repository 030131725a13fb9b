import Foundation

/// Checks what the program needs of the machine and of a project before it is missed.
public struct Doctor: Sendable {
  /// What the checks look at.
  public struct Subject: Sendable {
    /// The folder or file that would be scanned.
    public var path: String
    /// The process's environment.
    public var environment: [String: String]

    /// Names what is checked.
    public init(path: String, environment: [String: String] = ProcessInfo.processInfo.environment) {
      self.path = path
      self.environment = environment
    }
  }

  /// All checks, in the order in which they are shown. A new check is one file and one line here.
  public static let checks: [any DoctorCheck] = [
    ProgramCheck(), BLASCheck(), StarterModelCheck(), CacheCheck(), GitCheck(), ConfigurationCheck(),
  ]

  private let checks: [any DoctorCheck]

  /// Runs some checks; by default all.
  public init(checks: [any DoctorCheck] = Self.checks) { self.checks = checks }

  /// What each check found, in order.
  public func examine(_ subject: Subject) -> DoctorReport {
    DoctorReport(entries: checks.map { DoctorReport.Entry(check: $0.name, finding: $0.examine(subject)) })
  }
}

/// One thing that the program needs, and whether it is as it should be.
public protocol DoctorCheck: Sendable {
  /// What is checked, in a word or two.
  var name: String { get }

  /// Looks; changes nothing.
  func examine(_ subject: Doctor.Subject) -> DoctorFinding
}

/// What a check found.
public struct DoctorFinding: Hashable, Sendable {
  /// How bad it is.
  public enum State: String, Sendable, Encodable, CaseIterable {
    /// As it should be.
    case good
    /// The program works, but slower or with less.
    case worse
    /// Something does not work.
    case broken
  }

  /// How bad it is.
  public var state: State
  /// What was found, as one line.
  public var summary: String
  /// What else is known, a line each.
  public var details: [String]
  /// What to do about it, as a finished sentence; nil when all is well.
  public var nextStep: String?

  /// Creates a finding from its parts.
  public init(_ state: State, _ summary: String, details: [String] = [], nextStep: String? = nil) {
    self.state = state
    self.summary = summary
    self.details = details
    self.nextStep = nextStep
  }
}
