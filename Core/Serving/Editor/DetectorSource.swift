import Foundation

/// Gives commands the detector of the model chosen in the app, and reads the model anew when it has changed.
///
/// Before one was chosen, the starter model stands in for it, and says so once. A chosen model that cannot be read
/// is an error: nobody shall take the scores of one model for those of another.
///
/// An extension lives as long as its editor, so each command asks again.
public final class DetectorSource: Sendable {
  private let folder: SharedModelFolder?
  private let lock = NSLock()
  private nonisolated(unsafe) var last: (entry: SharedModelFolder.Entry, detector: Detector)?
  private let starter: (@Sendable () throws -> ModelFile)?
  private nonisolated(unsafe) var starterDetector: Detector?
  private nonisolated(unsafe) var advice: String?
  private nonisolated(unsafe) var hasAdvised = false

  /// Creates a source.
  ///
  /// - Parameters:
  ///   - folder: Where models are; nil when the app group has no container.
  ///   - starter: Reads the model that stands in before one was chosen; nil for none.
  public init(folder: SharedModelFolder?, starter: (@Sendable () throws -> ModelFile)? = nil) {
    self.folder = folder
    self.starter = starter
  }

  /// The detector of the chosen model, or of the starter model.
  ///
  /// - Throws: ``EditorError`` when there is no model, or none that can be read.
  public func detector() throws(EditorError) -> Detector {
    lock.lock()
    defer { lock.unlock() }
    advice = nil
    guard let folder else { return try starting(insteadOf: .noSharedFolder) }
    let newest: SharedModelFolder.Entry?
    do { newest = try folder.newest() } catch { return try starting(insteadOf: error) }
    guard let entry = newest else {
      last = nil
      return try starting(insteadOf: .noModel)
    }
    if let last, last.entry == entry { return last.detector }
    last = nil
    do {
      let detector = Detector(model: try ModelFile(contentsOf: entry.url))
      last = (entry, detector)
      return detector
    } catch {
      throw .unusableModel(reason: error.description)
    }
  }

  private func starting(insteadOf error: EditorError) throws(EditorError) -> Detector {
    guard let starter, let detector = starterDetector ?? (try? starter()).map(Detector.init) else {
      throw error
    }
    starterDetector = detector
    if !hasAdvised {
      let reason =
        error == .noSharedFolder
        ? "VulnAdapt's folder cannot be reached from Xcode, so its starter model is used; open the app once."
        : "No model has been chosen, so the starter model is used."
      advice =
        "(\(reason) The app's ranking also weighs the project's history; or train a model there, then choose Use in"
        + " Xcode.)"
    }
    return detector
  }

  /// What the app has found out about the past of a function; nil where it knows nothing.
  func past(of function: CFunction) -> String? {
    folder.flatMap { SharedPasts(models: $0).sentence(for: FunctionFingerprint(of: function)) }
  }

  /// What to say about the model that the last command got; nil when it was chosen, or that was said before.
  func takeAdvice() -> String? {
    lock.lock()
    defer { lock.unlock() }
    defer { advice = nil }
    if advice != nil { hasAdvised = true }
    return advice
  }
}
