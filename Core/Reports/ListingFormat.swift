/// The forms of what commands list.
public enum ListingFormat: String, CaseIterable, Sendable {
  /// Lines for people.
  case text
  /// One JSON document for programs.
  case json
}
