import ArgumentParser
import Core
import Foundation

/// Options that say which commits of a history are fixes.
struct FixOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The branch, tag or commit up to which fixes are looked for.", valueName: "rev"))
  var revision = "HEAD"

  @Option(
    parsing: .singleValue,
    help: ArgumentHelp(
      "A regular expression that makes the commits whose messages match it fixes too; may be repeated.",
      valueName: "regex"))
  var pattern: [String] = []

  @Flag(name: .customLong("only-patterns"), help: "Do not take a CVE identifier alone for a fix.")
  var usesOnlyPatterns = false

  @Option(
    help: ArgumentHelp(
      "A file that lists the fixes in place of a search: a commit a line, CVEs and CWEs after it if wanted.",
      valueName: "file"), completion: .file())
  var commits: String?

  @Option(
    parsing: .singleValue,
    help: ArgumentHelp(
      "A file or folder of OSV records (.json, .jsonl, .yaml) whose GIT ranges name the fixes, in place of a search; may be repeated.",
      valueName: "path"), completion: .file())
  var osv: [String] = []

  @Option(
    parsing: .singleValue,
    help: ArgumentHelp(
      "An address of the repository in these records, besides those of its remotes; may be repeated.",
      valueName: "url"))
  var osvRepo: [String] = []

  @Flag(help: "Search messages for CVE identifiers and patterns too, with --commits or --osv.")
  var search = false

  func validate() throws {
    if usesOnlyPatterns && pattern.isEmpty { throw ValidationError("--only-patterns needs a --pattern.") }
    if commits != nil || !osv.isEmpty, !pattern.isEmpty, !search {
      throw ValidationError(
        "--commits and --osv name the fixes, so --pattern has nothing to find; add --search to search messages too."
      )
    }
    if osv.isEmpty && !osvRepo.isEmpty {
      throw ValidationError("--osv-repo says how --osv's records name the repository; give --osv.")
    }
  }

  /// What counts as a fix.
  ///
  /// - Parameters:
  ///   - shouldStop: Whether work should end.
  ///   - onRecords: Takes the records once they are read.
  /// - Returns: The options of labels, of which only those that say what is a fix are set.
  /// - Throws: What is wrong with a pattern, the list or the records.
  func labels(
    shouldStop: @escaping @Sendable () -> Bool, onRecords: (OSVRecords) throws -> Void
  ) throws -> HistoryLabels.Options {
    var options = HistoryLabels.Options(
      patterns: try FixPatterns(pattern, includesCVE: !usesOnlyPatterns))
    options.revision = revision
    options.list = try commits.map {
      (try SourceText(reading: FilePathBytes($0), followsLink: true).string, $0)
    }
    options.addresses = osvRepo
    options.searchesMessages = search ? true : nil
    if !osv.isEmpty {
      let records = try OSVRecords(paths: osv, shouldStop: shouldStop)
      try onRecords(records)
      options.records = records
    }
    return options
  }
}

extension Console {
  /// Says what could not be used of records.
  func warn(of records: OSVRecords) {
    note(records.problems, "problems of records") { "warning: \($0)" }
  }
}
