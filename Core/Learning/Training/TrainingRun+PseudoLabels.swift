extension TrainingRun {
  /// Whether the settings ask for labels that the linear views agree on; a method without a target has no use for them.
  var asksForAgreedLabels: Bool {
    method.usesTarget && settings.selfTraining.steps > 0 && settings.selfTraining.labels == .agreed
  }

  /// Gives the target the labels that the linear views agree on, where the settings ask for them.
  ///
  /// A project that is too small to be adapted to gets none, and there is no self-training then.
  ///
  /// - Returns: Whether that was not stopped.
  mutating func agreeOnPseudoLabels(_ input: TrainingInput, shouldStop: () -> Bool) -> Bool {
    guard asksForAgreedLabels, input.target.count >= LinearAdaptation.minimumTarget else { return true }
    let adaptation = LinearAdaptation(LinearRecipe.adapted.omitting(prefixesOf: input), to: input)
    guard let agreement = adaptation.agreement(shouldStop: shouldStop, onPhase: { _ in }) else {
      return false
    }
    data.pseudoLabels = PseudoLabels(agreement.labels)
    return true
  }
}
