import Foundation

@testable import Core

extension WorkspaceFixture {
  /// Settings with which the samples train in a second or two.
  nonisolated static var tinySettings: TrainingSettings {
    var settings = TrainingSettings()
    settings.maximumSteps = 6
    settings.evaluationInterval = 2
    settings.minimumSteps = 2
    settings.patience = 0
    settings.batchSize = 8
    settings.embeddingSize = 4
    settings.hiddenSize = 4
    settings.jointSize = 6
    settings.headSizes = [6]
    settings.maximumStatements = 12
    return settings
  }

  /// The app's models over this workspace.
  func makeWorkspace() -> WorkspaceModel {
    WorkspaceModel(store: store, environment: environment)
  }

  /// A workspace with both samples in it, chosen for a tiny training of networks.
  func makeWorkspaceWithSamples() async throws -> WorkspaceModel {
    let workspace = makeWorkspace()
    workspace.take([try copyOfSample("pixkit"), try copyOfSample("netkit")])
    await workspace.projects.settle()
    workspace.training.chooseWhatIsObvious()
    workspace.training.choices.method = AdaptationMethod.dualGDDDAN.id
    workspace.training.choices.settings = Self.tinySettings
    return workspace
  }
}
