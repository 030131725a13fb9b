/// What a text leaves to the program that shows it: how its reader gets at more than is said.
///
/// As with the next step of an ``ErrorExplanation``, Core's sentences hold everywhere, and each program puts its own words, such
/// as an option, behind them.
public struct ShellAdvice: Hashable, Sendable {
  /// What a text says before the advice.
  public enum Occasion: Hashable, Sendable {
    /// Functions that are alike share a row of a report.
    case likenessInOneRow
    /// Tests, examples and vendored code are ranked apart.
    case rankedApart
    /// A report leaves out notes, since they are many.
    case notesLeftOut
    /// An explanation names some only of the functions that are alike.
    case alikeLeftOut
    /// Runs that another build of the program made are kept.
    case runsOfOtherBuilds
  }

  private let clauses: [Occasion: String]

  /// Takes a clause for each occasion, without a full stop; where there is none, the text stands alone.
  public init(_ clauses: [Occasion: String] = [:]) { self.clauses = clauses }

  /// What follows a text: a semicolon and the clause, or nothing.
  func behind(_ occasion: Occasion) -> String { clauses[occasion].map { "; \($0)" } ?? "" }
}
