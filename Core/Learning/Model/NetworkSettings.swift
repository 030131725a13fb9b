/// The shapes of a model's networks, which decide the names and shapes of its tensors.
public struct NetworkSettings: Codable, Hashable, Sendable {
  /// A generator of a model; the raw value begins the names of its tensors.
  public enum Generator: String, Codable, Sendable, CaseIterable {
    /// The generator of the labelled project, or the only one.
    case source = "GS_"
    /// The generator of the unlabelled project.
    case target = "GT_"
  }

  /// What the names of the classifier's tensors begin with.
  static let classifierPrefix = "C_"

  /// The shape that all generators share.
  public var generator: GeneratorConfiguration
  /// The generators the model holds, one or both.
  public var generators: [Generator]
  /// The generator that functions to be scored go through.
  public var scoringGenerator: Generator
  /// Widths of the classifier's hidden layers.
  public var classifierHiddenSizes: [Int]
  /// How functions of more than *L* statements are read; in windows where a model does not say.
  var longFunctions: LongFunctions

  /// Creates settings.
  public init(
    generator: GeneratorConfiguration, generators: [Generator], scoringGenerator: Generator,
    classifierHiddenSizes: [Int], longFunctions: LongFunctions = .windows
  ) {
    self.generator = generator
    self.generators = generators
    self.scoringGenerator = scoringGenerator
    self.classifierHiddenSizes = classifierHiddenSizes
    self.longFunctions = longFunctions
  }

  /// Reads settings; models of before `longFunctions` read windows.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      generator: try container.decode(GeneratorConfiguration.self, forKey: .generator),
      generators: try container.decode([Generator].self, forKey: .generators),
      scoringGenerator: try container.decode(Generator.self, forKey: .scoringGenerator),
      classifierHiddenSizes: try container.decode([Int].self, forKey: .classifierHiddenSizes),
      longFunctions: try container.decodeIfPresent(LongFunctions.self, forKey: .longFunctions) ?? .windows)
  }
}

extension NetworkSettings {
  /// The largest size of any layer, and of *L*, that is accepted.
  static let maximumSize = 1 << 20
  /// The largest product *L* · *H*: one function alone needs buffers of that size.
  static let maximumWindowSize = 1 << 24
  /// The largest product *L* · *H*² of a network that reads padding: the shortest function costs so many multiplications.
  static let maximumPaddedWork = 1 << 30

  /// What is wrong with the settings, in words, or nil.
  var problem: String? {
    let sizes = [
      generator.vocabularySize, generator.opcodeCount, generator.maximumStatements, generator.embeddingSize,
      generator.hiddenSize, generator.jointSize,
    ]
    guard (sizes + classifierHiddenSizes).allSatisfy({ (1...Self.maximumSize).contains($0) }) else {
      return "a size in its network settings is not in 1...\(Self.maximumSize)"
    }
    guard (0...GatedGraphLayer.mostRounds).contains(generator.graphRounds) else {
      return "its rounds of messages are not in 0...\(GatedGraphLayer.mostRounds)"
    }
    // A round keeps a state a channel.
    let statesPerStatement = 1 + BatchGraph.channelCount * generator.graphRounds
    guard
      generator.maximumStatements * generator.hiddenSize <= Self.maximumWindowSize / statesPerStatement
    else {
      return "its longest function times its hidden size is more than "
        + "\(Self.maximumWindowSize / statesPerStatement)"
    }
    guard
      generator.masksPadding
        || generator.maximumStatements * generator.hiddenSize <= Self.maximumPaddedWork / generator.hiddenSize
    else {
      return
        "it reads every function to its longest length, and that times its hidden size squared is more than "
        + "\(Self.maximumPaddedWork)"
    }
    guard classifierHiddenSizes.count <= 8 else { return "its classifier has more than 8 hidden layers" }
    guard (0..<1).contains(generator.dropout) else { return "its dropout is not in 0..<1" }
    guard !generators.isEmpty, Set(generators).count == generators.count else {
      return "its list of generators is empty or names one twice"
    }
    guard generators.contains(scoringGenerator) else {
      return "its scoring generator is not among its generators"
    }
    return nil
  }

  /// The shape of every tensor of the model by name.
  ///
  /// - Precondition: `problem` is nil.
  var tensorShapes: [String: [Int]] {
    var shapes: [String: [Int]] = [:]
    let (hidden, input) = (generator.hiddenSize, 2 * generator.embeddingSize)
    for prefix in generators.map(\.rawValue) {
      shapes[prefix + "op_table"] = [generator.opcodeCount, generator.embeddingSize]
      shapes[prefix + "tok_table"] = [generator.vocabularySize, generator.embeddingSize]
      for direction in ["fw_", "bw_"] {
        shapes[prefix + direction + "W_ih"] = [4 * hidden, input]
        shapes[prefix + direction + "W_hh"] = [4 * hidden, hidden]
        shapes[prefix + direction + "b_ih"] = [4 * hidden]
        shapes[prefix + direction + "b_hh"] = [4 * hidden]
      }
      if generator.graphRounds > 0 {
        for (name, rows, columns) in GatedGraphLayer.parameterShapes(width: 2 * hidden) {
          shapes[prefix + name] = rows == 1 ? [columns] : [rows, columns]
        }
      }
      shapes[prefix + "joint_W"] = [generator.jointSize, generator.featureSize]
      shapes[prefix + "joint_b"] = [generator.jointSize]
    }
    let widths = [generator.jointSize] + classifierHiddenSizes + [2]
    for layer in 1..<widths.count {
      shapes["\(Self.classifierPrefix)W\(layer)"] = [widths[layer], widths[layer - 1]]
      shapes["\(Self.classifierPrefix)b\(layer)"] = [widths[layer]]
    }
    return shapes
  }
}
