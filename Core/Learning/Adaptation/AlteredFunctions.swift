/// Functions of both projects, each altered once, and what was altered: what the tasks of self-supervision are to tell from the
/// altered text alone (after Sun, Tzeng, Darrell and Efros, Unsupervised Domain Adaptation through Self-Supervision, 2019, whose
/// images are turned, flipped and cut).
///
/// Opcodes of every function are hidden here and there. Beside that, a function is asked one of two things. Its *order*: the text
/// is cut in two at random, and the parts change places at even odds. Its *project*: its second part is replaced by the end of another
/// function, of the same project or of the other at even odds. Either answer is as frequent in both projects, so that no task
/// gains by telling the projects apart.
struct AlteredFunctions: Sendable {
  /// The altered functions, the source's first.
  let batch: Batch
  /// The statements whose opcode is hidden.
  let hidden: [StatementPlace]
  /// The opcodes that are hidden there.
  let opcodes: [UInt8]
  /// Whether the parts of each function have changed places; nil where another thing is asked.
  let isTurned: [Bool?]
  /// Whether the second part of each function is of the other project; nil where another thing is asked.
  let isForeign: [Bool?]

  /// Share of the statements whose opcode is hidden (Devlin et al., BERT, 2019); one at least.
  static let hiddenShare = 0.15

  /// Alters functions.
  ///
  /// - Parameters:
  ///   - source: Functions of the labelled project.
  ///   - target: Functions of the unlabelled project.
  ///   - length: *L*; of longer functions a piece of that length is read, which one is drawn.
  ///   - seed: Decides everything that is drawn.
  init(source: [EncodedFunction], target: [EncodedFunction], length: Int, seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let projects = [source, target].map { functions in
      functions.map { $0.piece(length, using: &random) }
    }
    var functions: [EncodedFunction] = []
    var hidden: [StatementPlace] = []
    var opcodes: [UInt8] = []
    var isTurned: [Bool?] = []
    var isForeign: [Bool?] = []
    for (project, own) in projects.enumerated() {
      for (number, function) in own.enumerated() {
        var altered = function
        var (turned, foreign): (Bool?, Bool?) = (nil, nil)
        if function.statementCount > 1 {
          let cut = 1 + random.next(below: function.statementCount - 1)
          let yes = random.next(below: 2) == 1
          if random.next(below: 2) == 1 {
            turned = yes
            if yes {
              altered = function[cut..<function.statementCount].appending(function[0..<cut])
            }
          } else {
            // A function that is spliced with itself would give itself away.
            let others = yes ? projects[1 - project] : own.indices.filter { $0 != number }.map { own[$0] }
            let other = others.isEmpty ? nil : others[random.next(below: others.count)]
            if let other, other.statementCount > 0 {
              foreign = yes
              altered = function[0..<cut].appending(other.end(atMost: length - cut, using: &random))
            }
          }
        }
        for statement in altered.statementsToHide(using: &random) {
          hidden.append(StatementPlace(function: functions.count, statement: statement))
          opcodes.append(altered.opcodes[statement])
          altered.opcodes[statement] = 0
        }
        functions.append(altered)
        isTurned.append(turned)
        isForeign.append(foreign)
      }
    }
    batch = Batch(functions, length: length)
    self.hidden = hidden
    self.opcodes = opcodes
    self.isTurned = isTurned
    self.isForeign = isForeign
  }
}

extension EncodedFunction {
  /// At most `length` statements in a row, drawn.
  fileprivate func piece(_ length: Int, using random: inout SeededGenerator) -> EncodedFunction {
    guard statementCount > length else { return self }
    let start = random.next(below: statementCount - length + 1)
    return self[start..<start + length]
  }

  /// One to `length` statements up to the end; how many is drawn.
  fileprivate func end(atMost length: Int, using random: inout SeededGenerator) -> EncodedFunction {
    let count = 1 + random.next(below: min(length, statementCount))
    return self[statementCount - count..<statementCount]
  }

  /// The statements whose opcode is to be hidden, drawn.
  fileprivate func statementsToHide(using random: inout SeededGenerator) -> [Int] {
    guard statementCount > 0 else { return [] }
    let drawn = (0..<statementCount).filter { _ in random.uniform() < AlteredFunctions.hiddenShare }
    return drawn.isEmpty ? [random.next(below: statementCount)] : drawn
  }
}

/// What the networks make of altered functions.
struct AlteredPoints {
  /// Joint points [B, Z].
  var z: Matrix
  /// Outputs of the statements whose opcode is hidden [M, 2H].
  var outputs: Matrix
  /// The opcodes that are hidden there.
  var opcodes: [UInt8]
  /// Whether the parts of each function have changed places; nil where another thing is asked.
  var isTurned: [Bool?]
  /// Whether the second part of each function is of the other project; nil where another thing is asked.
  var isForeign: [Bool?]
}

/// The heads that answer the tasks of self-supervision, linear as in their source; no model keeps them.
struct TaskHeads: Sendable {
  /// The opcode that a statement's output stands for: a logit an opcode.
  let opcode: MLP
  /// Whether a function's parts have changed places: one logit.
  let order: MLP
  /// Whether a function's second part is of the other project: one logit.
  let project: MLP

  /// Random heads for outputs and points of a generator's widths.
  init(_ configuration: GeneratorConfiguration, seed: UInt64) {
    func head(_ prefix: String, inputs: Int, outputs: Int, stream: UInt64) -> MLP {
      var random = SeededGenerator(seed: seed, stream: stream)
      return MLP(
        inputSize: inputs, hiddenSizes: [], outputSize: outputs, namePrefix: prefix, using: &random)
    }
    opcode = head(
      "MO_", inputs: 2 * configuration.hiddenSize, outputs: configuration.opcodeCount, stream: 32)
    order = head("SO_", inputs: configuration.jointSize, outputs: 1, stream: 33)
    project = head("PS_", inputs: configuration.jointSize, outputs: 1, stream: 34)
  }

  var parameters: [Parameter] { opcode.parameters + order.parameters + project.parameters }
}
