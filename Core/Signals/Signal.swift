/// A checkable observation about a function, told from its tokens and statements alone.
///
/// A signal names what a reviewer should look at and why; it is no proof. Each carries examples that fire and
/// examples that do not, which tests run.
public struct Signal: Sendable, Identifiable {
  /// The name in reports and rules, such as `copy-without-bound`; it never changes meaning.
  public let name: String
  /// A few words for a list, such as "Copy without a bound".
  public let title: String
  /// What is looked for, in a sentence.
  public let sentence: String
  /// The number of the weakness in the Common Weakness Enumeration (cwe.mitre.org).
  let cwe: Int
  /// Where the weakness is described.
  public let source: String
  /// What mends it.
  let remedy: String
  /// C functions that fire.
  let fires: [String]
  /// C functions of the same kind that do not.
  let staysQuiet: [String]
  /// Finds the places.
  let find: @Sendable (SignalReading) -> [SignalHit]

  /// The name.
  public var id: String { name }

  /// The weakness as reports write it, such as `CWE-120`.
  var weakness: String { "CWE-\(cwe)" }

  /// Where the weakness is described on the web.
  var address: String { Self.address(ofWeakness: cwe) }

  /// Where a weakness of the Common Weakness Enumeration is described on the web.
  static func address(ofWeakness number: Int) -> String {
    "https://cwe.mitre.org/data/definitions/\(number).html"
  }
}

/// A place where a signal fires.
struct SignalHit {
  /// The token that the report points to.
  var token: Int
  /// What was seen, in a clause with the code's own names.
  var observation: String
}

/// A signal at a place of a function.
public struct ObservedSignal: Hashable, Sendable, Codable {
  /// The signal's ``Signal/name``.
  public var name: String
  /// The number of the weakness in the Common Weakness Enumeration.
  var cwe: Int
  /// What was seen, in a clause with the code's own names.
  var observation: String
  /// Where the statement that shows it stands in the file.
  public var range: SourceRange

  /// The weakness as reports write it, such as `CWE-120`.
  var weakness: String { "CWE-\(cwe)" }

  /// What was seen and the weakness that it may be, for people: "`gets` reads a line of any length (CWE-120)".
  public var sentence: String { "\(observation.printable) (\(weakness))" }

  /// The signal, unless another version of the program observed it.
  public var signal: Signal? { Signal.named(name) }
}
