import Foundation

/// Gives commands the detector of the model chosen in the app, and reads the model anew when it has changed.
///
/// An extension lives as long as its editor, so each command asks again.
public final class DetectorSource: Sendable {
  private let folder: SharedModelFolder?
  private let lock = NSLock()
  private nonisolated(unsafe) var last: (entry: SharedModelFolder.Entry, detector: Detector)?

  /// Creates a source.
  ///
  /// - Parameter folder: Where models are; nil when the app group has no container.
  public init(folder: SharedModelFolder?) {
    self.folder = folder
  }

  /// The detector of the chosen model.
  ///
  /// - Throws: ``EditorError`` when there is no model, or none that can be read.
  public func detector() throws(EditorError) -> Detector {
    guard let folder else { throw .noSharedFolder }
    lock.lock()
    defer { lock.unlock() }
    guard let entry = try folder.newest() else {
      last = nil
      throw .noModel
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
}
