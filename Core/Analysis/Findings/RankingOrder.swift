/// What comes first in a ranking.
public enum RankingOrder: String, CaseIterable, Sendable {
  /// The highest score.
  case score
  /// The most to find for each line: odds over a power of the lines with their context, chosen on the projects of
  /// `docs/field.md`; trivial functions last.
  case effort
  /// The highest scores, listed in the order of files and lines.
  case file
  /// The functions of whose verdict the ranking is least sure: their marks teach most.
  case teaching
}
