import Foundation

/// Why a run cannot start or go on.
public enum TrainingError: ExplainedError, Equatable {
  /// No method has this identifier.
  case unknownMethod(String, known: [String])
  /// The labelled functions lack a class.
  case missingClass(vulnerable: Int, notVulnerable: Int)
  /// There are too few labelled functions, or they hold too little, for a model to learn anything.
  case tooLittle(functions: Int, minimum: Int)
  /// The unlabelled project has no functions.
  case emptyTarget
  /// A function is to score above its mended self, but none to learn from has one.
  case noPairs
  /// Statements are to exchange messages along data flow, but none to learn from has any.
  case noDataFlow
  /// The checkpoint belongs to another run.
  case foreignCheckpoint(file: String, difference: String)
  /// The checkpoint's contents do not fit the networks.
  case damagedCheckpoint(file: String, detail: String)

  /// A finished sentence that says what to do next.
  public var explanation: ErrorExplanation {
    switch self {
    case .unknownMethod(let name, let known):
      .init(
        name == StarterModel.methodName
          ? "The method '\(name)' cannot be trained." : "There is no method '\(name.printable)'.",
        next: name == StarterModel.methodName
          ? "It is that of the starter model, which ranks wherever no model is named; to train, choose one of: "
            + known.joined(separator: ", ") + "."
          : Spelling.nearest(to: name, in: known).map { "Did you mean '\($0)'?" }
            ?? "Choose one of: \(known.joined(separator: ", ")).")
    case .missingClass(let vulnerable, let notVulnerable):
      .init(
        "The labelled functions to learn from are \(vulnerable) vulnerable and \(notVulnerable) not vulnerable "
          + "ones, but both kinds are needed.",
        next: "Add labelled functions, or check the label files.")
    case .tooLittle(let functions, let minimum):
      .init(
        "There \(functions == 1 ? "is 1 labelled function" : "are \(functions) labelled functions") to learn from, of"
          + " which nothing can be learnt.",
        next: "Label \(minimum) or more, better hundreds (fixes in a history give labels), or use the starter"
          + " model.")
    case .emptyTarget:
      .init(
        "The unlabelled project has no C functions.",
        next: "Choose a folder with C sources.")
    case .noPairs:
      .init(
        "No vulnerable function to learn from has its mended self beside it, which the term for pairs compares.",
        next: "Take labels with functions before and after their fixes, or leave the term's weight at 0.")
    case .noDataFlow:
      .init(
        "No function to learn from has an edge of data flow for the graph of its statements.",
        next: "Number the names of variables (numbered), or choose a method without a graph.")
    case .foreignCheckpoint(let file, let difference):
      .init(
        "The checkpoint '\(file.printable)' belongs to a run with \(difference.printable).",
        next: "Go on with that run's settings, or discard the checkpoint.")
    case .damagedCheckpoint(let file, let detail):
      .init(
        "The checkpoint '\(file.printable)' cannot be used: \(detail.printable).",
        next: "Discard it and train again.")
    }
  }

  /// The fewest labelled functions to learn from.
  static let minimumFunctions = 8

  static func check(data: TrainingData, method: AdaptationMethod) throws {
    try checkClasses(of: data.trainingLabels)
    if method.usesTarget, data.target.isEmpty { throw emptyTarget }
  }

  /// Checks that there is something for what the settings ask a method to read.
  static func check(_ data: TrainingData, readBy method: AdaptationMethod, _ settings: TrainingSettings)
    throws
  {
    if data.mended.isEmpty, method.terms(settings.objective).contains(where: { $0.term is FixPairTerm }) {
      throw noPairs
    }
    if data.findsEdges, data.training.allSatisfy(\.edges.isEmpty) { throw noDataFlow }
  }

  /// Throws ``missingClass(vulnerable:notVulnerable:)`` unless both classes occur.
  static func checkClasses(of labels: [Bool]) throws {
    let vulnerable = labels.count(where: { $0 })
    guard vulnerable > 0, vulnerable < labels.count else {
      throw missingClass(vulnerable: vulnerable, notVulnerable: labels.count - vulnerable)
    }
  }
}

extension TrainingSettings {
  /// The shape of each generator for a vocabulary of the given size.
  func generatorConfiguration(vocabularySize: Int) -> GeneratorConfiguration {
    GeneratorConfiguration(
      vocabularySize: vocabularySize, opcodeCount: Opcode.allCases.count,
      maximumStatements: maximumStatements, embeddingSize: embeddingSize, hiddenSize: hiddenSize,
      jointSize: jointSize, readOut: readOut, masksPadding: masksPadding, dropout: dropout,
      graphRounds: graphRounds)
  }
}

extension ClassBalance {
  /// Weight of a vulnerable function in the classification term; any other has 1.
  func vulnerableWeight(labels: [Bool]) -> Float {
    let vulnerable = labels.count(where: { $0 })
    let ratio = Float(labels.count - vulnerable) / Float(max(vulnerable, 1))
    switch self {
    case .natural: return 1
    case .weighted: return ratio
    case .squareRoot: return ratio.squareRoot()
    }
  }
}
