/// How a generator turns the outputs of all statements into one vector.
public enum ReadOut: String, Codable, Hashable, Sendable, CaseIterable {
  /// All outputs one after the other; the number of statements is limited to *L*.
  case flatten
  /// The last forward and the last backward hidden state.
  case last
  /// The mean over the statements.
  case mean
  /// The largest value over the statements.
  case max
  /// The mean followed by the largest value.
  case meanMax = "meanmax"
}

/// The sizes and choices that make up a generator; they are recorded in the model.
public struct GeneratorConfiguration: Codable, Hashable, Sendable {
  /// Number of tokens in the vocabulary, *V*.
  public var vocabularySize: Int
  /// Number of opcodes, padding included; opcode 0 is padding.
  public var opcodeCount: Int
  /// Most statements of a function that are read, *L*.
  var maximumStatements: Int
  /// Width of each half of a statement vector, *E*: the opcode's and the tokens' half.
  var embeddingSize: Int
  /// Hidden units per direction, *H*.
  var hiddenSize: Int
  /// Width of the joint space, *Z*.
  var jointSize: Int
  /// How the outputs of all statements become one vector.
  public var readOut: ReadOut
  /// Whether padding is left out; otherwise both directions run over all *L* positions, as in the paper's code.
  var masksPadding: Bool
  /// Share of statement-vector and read-out elements that training drops, 0 ..< 1.
  var dropout: Float
  /// Rounds of messages along a function's graph between the LSTM and the read-out; 0 for none.
  var graphRounds: Int

  /// Creates a configuration; the defaults are the paper's sizes.
  public init(
    vocabularySize: Int, opcodeCount: Int, maximumStatements: Int = 100, embeddingSize: Int = 150,
    hiddenSize: Int = 128, jointSize: Int = 300, readOut: ReadOut = .flatten, masksPadding: Bool = true,
    dropout: Float = 0, graphRounds: Int = 0
  ) {
    self.vocabularySize = vocabularySize
    self.opcodeCount = opcodeCount
    self.maximumStatements = maximumStatements
    self.embeddingSize = embeddingSize
    self.hiddenSize = hiddenSize
    self.jointSize = jointSize
    self.readOut = readOut
    self.masksPadding = masksPadding
    self.dropout = dropout
    self.graphRounds = graphRounds
  }

  /// Reads a configuration; models of before `graphRounds` have none.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    func value<Value: Decodable>(_ key: CodingKeys) throws -> Value {
      try container.decode(Value.self, forKey: key)
    }
    self.init(
      vocabularySize: try value(.vocabularySize), opcodeCount: try value(.opcodeCount),
      maximumStatements: try value(.maximumStatements), embeddingSize: try value(.embeddingSize),
      hiddenSize: try value(.hiddenSize), jointSize: try value(.jointSize), readOut: try value(.readOut),
      masksPadding: try value(.masksPadding), dropout: try value(.dropout),
      graphRounds: try container.decodeIfPresent(Int.self, forKey: .graphRounds) ?? 0)
  }

  /// Width of the vector that the joint layer reads.
  var featureSize: Int {
    switch readOut {
    case .flatten: 2 * hiddenSize * maximumStatements
    case .last, .mean, .max: 2 * hiddenSize
    case .meanMax: 4 * hiddenSize
    }
  }

  /// Name and shape of every parameter of a generator, in the order of `GeneratorNetwork.parameters`.
  ///
  /// A bias is one row.
  var parameterShapes: [(name: String, rows: Int, columns: Int)] {
    let gates = 4 * hiddenSize
    var shapes: [(name: String, rows: Int, columns: Int)] = [
      ("op_table", opcodeCount, embeddingSize), ("tok_table", vocabularySize, embeddingSize),
    ]
    for direction in ["fw", "bw"] {
      shapes.append((direction + "_W_ih", gates, 2 * embeddingSize))
      shapes.append((direction + "_W_hh", gates, hiddenSize))
      shapes.append((direction + "_b_ih", 1, gates))
      shapes.append((direction + "_b_hh", 1, gates))
    }
    if graphRounds > 0 { shapes += GatedGraphLayer.parameterShapes(width: 2 * hiddenSize) }
    shapes.append(("joint_W", jointSize, featureSize))
    shapes.append(("joint_b", 1, jointSize))
    return shapes
  }
}
