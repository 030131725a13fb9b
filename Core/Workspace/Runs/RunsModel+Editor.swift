import Foundation

extension RunsModel {
  /// Makes a run's model the one that the Xcode extension uses.
  ///
  /// The model is read and checked first; the one used before stays when anything fails.
  public func useInEditor(_ id: String) {
    notices.attempt {
      guard let run = run(id) else { return }
      let model = try modelFile(of: run)
      guard let folder = environment.editorFolder() else {
        notices.post(
          "This copy of VulnAdapt has no container that it shares with Xcode. Use a signed copy of the app.")
        return
      }
      try SharedModelFolder(url: folder).choose(model)
      try store.set(Self.editorName, to: id)
      editorRunID = id
      notices.post("Xcode's Editor menu now uses the model of \(run.name).", kind: .information)
    }
  }
}
