import Core
import SwiftUI

/// All that decides a training besides its data.
struct ExpertSettingsView: View {
  @Bindable var training: TrainingModel

  var body: some View {
    Section("Run") {
      TextField("Seed", value: $training.choices.settings.seed, format: .number.grouping(.never))
      TextField("Largest number of steps", value: $training.choices.settings.maximumSteps, format: whole)
      TextField("Steps between looks", value: $training.choices.settings.evaluationInterval, format: whole)
      TextField("Looks without improvement", value: $training.choices.settings.patience, format: whole)
      TextField("Functions in a mini-batch", value: $training.choices.settings.batchSize, format: whole)
      TextField("Validation share", value: $training.choices.settings.validationShare, format: .number)
    }
    Section("Learning") {
      TextField("Learning rate", value: $training.choices.settings.learningRate, format: decimal)
      TextField("Weight decay", value: $training.choices.settings.weightDecay, format: decimal)
      TextField("Dropout", value: $training.choices.settings.dropout, format: decimal)
      Picker("Class balance", selection: $training.choices.settings.classBalance) {
        ForEach(ClassBalance.allCases, id: \.self) { Text(verbatim: $0.rawValue).tag($0) }
      }
    }
    Section("Objective") {
      TextField("α, manifold", value: $training.choices.settings.objective.alpha, format: decimal)
      TextField("β, adversarial", value: $training.choices.settings.objective.beta, format: decimal)
      TextField("γ, conditional entropy", value: $training.choices.settings.objective.gamma, format: decimal)
      TextField("λ, smoothness", value: $training.choices.settings.objective.lambda, format: decimal)
      TextField("θ, own project", value: $training.choices.settings.objective.theta, format: decimal)
    }
    Section("Networks") {
      TextField(
        "Longest function, in statements", value: $training.choices.settings.maximumStatements, format: whole)
      TextField("Embedding width", value: $training.choices.settings.embeddingSize, format: whole)
      TextField("Hidden units", value: $training.choices.settings.hiddenSize, format: whole)
      TextField("Joint space", value: $training.choices.settings.jointSize, format: whole)
      Picker("Read-out", selection: $training.choices.settings.readOut) {
        ForEach(ReadOut.allCases, id: \.self) { Text(verbatim: $0.rawValue).tag($0) }
      }
    }
  }

  private var whole: IntegerFormatStyle<Int> { .number.grouping(.never) }
  private var decimal: FloatingPointFormatStyle<Float> { .number.precision(.fractionLength(0...6)) }
}
