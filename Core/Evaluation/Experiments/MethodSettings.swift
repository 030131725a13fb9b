/// Which settings change what a method does.
enum MethodSettings {
  /// Whether a method's training depends on a setting.
  static func reads(_ name: String, method: String, base: TrainingSettings) -> Bool {
    guard let adaptation = AdaptationMethod.named(method) else {
      // Methods without networks read what makes functions into tokens, and settings of their own.
      return networkOnly.allSatisfy { name != $0 && !name.hasPrefix($0 + ".") }
    }
    if dualOnly.contains(name) { return adaptation.generators == .dual }
    if name == "objective.theta" { return adaptation.game == .dual }
    if name == "refinementSteps" || name == "teacherInterval" { return adaptation.refinement != nil }
    guard name.hasPrefix("objective.") else { return true }
    // The terms are values, so a setting that they read shows in them.
    guard let changed = try? base.setting(name, to: .number("0.123456")) else { return true }
    func terms(_ settings: ObjectiveSettings) -> String {
      "\(adaptation.terms(settings)) \(adaptation.refinement?(settings) ?? [])"
    }
    return terms(base.objective) != terms(changed.objective)
  }

  private static let dualOnly: Set<String> = ["targetStart", "targetPull", "warmUpSteps"]
  private static let networkOnly = [
    "objective", "targetStart", "targetPull", "warmUpSteps", "maximumSteps", "minimumSteps",
    "evaluationInterval", "patience", "batchSize", "learningRate", "weightDecay", "maximumGradientNorm",
    "classBalance", "maximumStatements", "embeddingSize", "hiddenSize", "jointSize", "headSizes", "readOut",
    "masksPadding", "dropout", "refinementSteps", "teacherInterval", "selfTraining",
  ]
}
