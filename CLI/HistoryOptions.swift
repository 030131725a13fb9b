import ArgumentParser
import Core

/// Options of commands that read a project's history.
struct HistoryOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A YAML file with the words that make a commit a fix, or one of security; see docs/history.md.",
      valueName: "file"), completion: .file(extensions: ["yml", "yaml"]))
  var wording: String?

  /// How history is read.
  func reading(threads: Int? = nil) throws -> HistoryReader.Options {
    var options = HistoryReader.Options()
    options.threads = threads
    if let wording { options.wording = try SecurityWording(reading: wording) }
    return options
  }

  /// The history of what is scanned; nil when there is none.
  ///
  /// - Parameters:
  ///   - path: The scanned folder or file.
  ///   - cache: What is remembered of histories.
  ///   - model: A model to adapt; nil for none.
  ///   - note: Takes what the user should know.
  ///   - shouldStop: Whether work should end.
  ///   - onProgress: Called now and then.
  /// - Returns: The history.
  /// - Throws: ``SecurityWordingError``, or `GitError.cancelled` when the user asks to stop.
  func history(
    of path: String, cache: HistoryCache, adapting model: ModelFile?, note: (String) -> Void,
    shouldStop: @escaping @Sendable () -> Bool = { false }, onProgress: (HistoryReader.Progress) -> Void
  ) throws -> ScannedHistory? {
    do {
      let read = try ScannedHistory.read(
        of: path, cache: cache, options: try reading(), adapting: model, readsMended: true,
        shouldStop: shouldStop,
        onProgress: onProgress)
      if case .failure(.anotherUser(let reason)) = read {
        note("vulnadapt: the history is left out: \(reason)")
      }
      guard case .success(let history) = read else { return nil }
      for sentence in history.gaps.sentences { note("vulnadapt: \(sentence)") }
      return history
    } catch let error as GitError where error != .cancelled {
      // The text can still be ranked.
      note("vulnadapt: the history is left out: \(error)")
      return nil
    }
  }
}
