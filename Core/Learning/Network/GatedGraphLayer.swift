/// A gated graph network over a function's statements, between the LSTM and the read-out: in every round a statement takes the
/// messages of the statements that edges join it with, and a gated unit decides what it keeps
/// (Li, Tarlow, Brockschmidt and Zemel, Gated Graph Sequence Neural Networks, ICLR 2016, equations 2 to 6).
///
/// m_v = Σ_c W_c · mean of h_u over the edges u → v of channel c; z, r = σ(W m + U h + b);
/// h̃ = tanh(W m + U (r ⊙ h) + b); h ← (1 − z) ⊙ h + z ⊙ h̃. States start as the LSTM's outputs, of width D = 2H, and all
/// rounds share their weights. Means take the place of sums, so that a variable of many uses does not drown others.
struct GatedGraphLayer: @unchecked Sendable {
  /// The largest number of rounds that a model may have.
  static let mostRounds = 16

  /// Number of rounds, at least 1.
  let rounds: Int
  /// D.
  let width: Int
  /// W_c of all channels, side by side [D, channels · D].
  let edgeWeight: Parameter
  /// W of z, r and h̃, one after the other [3D, D].
  let messageWeight: Parameter
  /// U of z, r and h̃ [3D, D].
  let stateWeight: Parameter
  /// b of z, r and h̃ [1, 3D].
  let bias: Parameter

  /// Name and shape of every parameter for states of a width.
  static func parameterShapes(width: Int) -> [(name: String, rows: Int, columns: Int)] {
    [
      ("graph_W_edge", width, BatchGraph.channelCount * width), ("graph_W", 3 * width, width),
      ("graph_U", 3 * width, width), ("graph_b", 1, 3 * width),
    ]
  }

  /// What is taken from the bias of z at first: a round then keeps most of a state, and the network starts near the LSTM alone.
  static let keptAtFirst: Float = 2

  /// Lowers the bias of z (Jozefowicz, Zaremba and Sutskever, ICML 2015, do the like with the LSTM's forget gate).
  func startKeepingStates() {
    for k in 0..<width { bias.value[0, k] -= Self.keptAtFirst }
  }

  /// What one round computed and needs going back.
  struct Round: @unchecked Sendable {
    /// The states before [N, D].
    let states: Matrix
    /// Mean states by channel [N, channels · D].
    let means: Matrix
    /// m [N, D].
    let messages: Matrix
    /// z, r and h̃ [N, 3D].
    let gates: Matrix
    /// r ⊙ h [N, D].
    let resets: Matrix
  }

  /// What a pass leaves for the way back.
  struct Trace: Sendable {
    let graph: BatchGraph
    let rounds: [Round]
  }

  /// Replaces the outputs [B, steps · D] of real statements by their states after all rounds.
  ///
  /// Without `keepsRounds` the trace cannot be sent back. With products of ``GatedGraphProducts/rowWise(_:)`` a function's states depend on that function alone, up to the last bit.
  func forward(
    _ graph: BatchGraph, outputs: Matrix, products: GatedGraphProducts, pool: MemoryPool,
    keepsRounds: Bool = true
  ) -> Trace {
    var states = gathered(graph, outputs, pool)
    var trace: [Round] = []
    for _ in 0..<rounds {
      let round = Round(
        states: states, means: means(graph, states, pool), messages: matrix(states.rows, width, pool),
        gates: matrix(states.rows, 3 * width, pool), resets: matrix(states.rows, width, pool))
      states = advance(round, products, pool)
      if keepsRounds { trace.append(round) }
    }
    for (node, place) in graph.places.enumerated() {
      (outputs.row(place.row) + place.step * width).update(from: states.row(node), count: width)
    }
    return Trace(graph: graph, rounds: trace)
  }

  /// Replaces the gradients of the outputs of real statements by those of the outputs before the first round.
  func backward(
    _ trace: Trace, outputGradients: Matrix, products: GatedGraphProducts, addsParameterGradients: Bool,
    pool: MemoryPool
  ) {
    var gradient = gathered(trace.graph, outputGradients, pool)
    for round in trace.rounds.reversed() {
      gradient = retreat(
        round, trace.graph, gradient, products, addsParameterGradients: addsParameterGradients, pool)
    }
    for (node, place) in trace.graph.places.enumerated() {
      (outputGradients.row(place.row) + place.step * width).update(from: gradient.row(node), count: width)
    }
  }

  private func matrix(_ rows: Int, _ columns: Int, _ pool: MemoryPool) -> Matrix {
    Matrix(uninitializedRows: rows, columns: columns, pool: pool)
  }

  private func gathered(_ graph: BatchGraph, _ outputs: Matrix, _ pool: MemoryPool) -> Matrix {
    let result = matrix(graph.count, width, pool)
    for (node, place) in graph.places.enumerated() {
      result.row(node).update(from: outputs.row(place.row) + place.step * width, count: width)
    }
    return result
  }

  private func means(_ graph: BatchGraph, _ states: Matrix, _ pool: MemoryPool) -> Matrix {
    let result = matrix(graph.count, BatchGraph.channelCount * width, pool)
    result.fill(0)
    Parallel.forRange(graph.count, minimum: 64) { nodes in
      for node in nodes {
        for (number, channel) in graph.channels.enumerated() {
          let mean = result.row(node) + number * width
          let scale = 1 / Float(channel.degree(of: node))
          for origin in channel.origins(of: node) {
            VectorMath.addScaled(width, scale, states.row(Int(origin)), mean)
          }
        }
      }
    }
    return result
  }

  /// Fills a round's messages, gates and resets; returns the states after it.
  private func advance(_ round: Round, _ products: GatedGraphProducts, _ pool: MemoryPool) -> Matrix {
    let count = round.states.rows
    let (d, gates) = (width, round.gates)
    products.edge(count, round.means.base, round.means.columns, false, round.messages.base, d)
    for node in 0..<count { gates.row(node).update(from: bias.value.base, count: 3 * d) }
    products.message(count, round.messages.base, d, true, gates.base, 3 * d)
    products.gates(count, round.states.base, d, true, gates.base, 3 * d)
    let result = matrix(count, d, pool)
    Parallel.forRange(count, minimum: 64) { nodes in
      for node in nodes {
        let (sums, state, reset) = (gates.row(node), round.states.row(node), round.resets.row(node))
        Self.sigmoid(2 * d, sums)
        for k in 0..<d { reset[k] = sums[d + k] * state[k] }
      }
    }
    products.candidate(count, round.resets.base, d, true, gates.base + 2 * d, 3 * d)
    Parallel.forRange(count, minimum: 64) { nodes in
      for node in nodes {
        let (update, state, next) = (gates.row(node), round.states.row(node), result.row(node))
        let candidate = update + 2 * d
        VectorMath.tanh(d, candidate, candidate)
        for k in 0..<d { next[k] = state[k] + update[k] * (candidate[k] - state[k]) }
      }
    }
    return result
  }

  /// σ of numbers in place.
  private static func sigmoid(_ count: Int, _ x: UnsafeMutablePointer<Float>) {
    VectorMath.scale(count, 0.5, x)
    VectorMath.tanh(count, x, x)
    for k in 0..<count { x[k] = 0.5 + 0.5 * x[k] }
  }

  /// The gradient of the states before a round, given that of the states after it.
  private func retreat(
    _ round: Round, _ graph: BatchGraph, _ gradient: Matrix, _ products: GatedGraphProducts,
    addsParameterGradients: Bool, _ pool: MemoryPool
  ) -> Matrix {
    let count = gradient.rows
    let d = width
    let sums = matrix(count, 3 * d, pool)
    let below = matrix(count, d, pool)
    for node in 0..<count {
      let (gates, state, slope) = (round.gates.row(node), round.states.row(node), gradient.row(node))
      let (sum, before) = (sums.row(node), below.row(node))
      for k in 0..<d {
        let (update, candidate) = (gates[k], gates[2 * d + k])
        sum[k] = slope[k] * (candidate - state[k]) * update * (1 - update)
        sum[2 * d + k] = slope[k] * update * (1 - candidate * candidate)
        before[k] = slope[k] * (1 - update)
      }
    }
    let resets = matrix(count, d, pool)
    products.candidate(count, sums.base + 2 * d, 3 * d, false, resets.base, d)
    for node in 0..<count {
      let (gates, state, slope) = (round.gates.row(node), round.states.row(node), resets.row(node))
      let (sum, before) = (sums.row(node), below.row(node))
      for k in 0..<d {
        let reset = gates[d + k]
        sum[d + k] = slope[k] * state[k] * reset * (1 - reset)
        before[k] += slope[k] * reset
      }
    }
    products.gates(count, sums.base, 3 * d, true, below.base, d)
    let messages = matrix(count, d, pool)
    products.message(count, sums.base, 3 * d, false, messages.base, d)
    if addsParameterGradients { addGradients(round, sums: sums, messages: messages) }
    let means = matrix(count, BatchGraph.channelCount * d, pool)
    products.edge(count, messages.base, d, false, means.base, means.columns)
    spread(graph, means, over: below)
    return below
  }

  /// Adds the gradients of mean states to those of the states: an edge there is one back in the other channel of its pair.
  private func spread(_ graph: BatchGraph, _ means: Matrix, over states: Matrix) {
    Parallel.forRange(graph.count, minimum: 64) { nodes in
      for node in nodes {
        for number in 0..<BatchGraph.channelCount {
          for end in graph.channels[number ^ 1].origins(of: node) {
            let scale = 1 / Float(graph.channels[number].degree(of: Int(end)))
            VectorMath.addScaled(width, scale, means.row(Int(end)) + number * width, states.row(node))
          }
        }
      }
    }
  }

  private func addGradients(_ round: Round, sums: Matrix, messages: Matrix) {
    let (count, d) = (sums.rows, width)
    let (edge, edgeBeta) = edgeWeight.accumulation()
    edge.multiply(transposed: messages, round.means, beta: edgeBeta)
    let (message, messageBeta) = messageWeight.accumulation()
    message.multiply(transposed: sums, round.messages, beta: messageBeta)
    let (state, stateBeta) = stateWeight.accumulation()
    for (first, rows, input) in [(0, 2 * d, round.states), (2 * d, d, round.resets)] {
      BLAS.parallelGemm(
        rows, d, count, .transposed(sums.base + first, stride: 3 * d), .plain(input.base, stride: d),
        beta: stateBeta, state.row(first), stride: d)
    }
    let (bias, biasBeta) = self.bias.accumulation()
    VectorMath.columnSums(rows: count, columns: 3 * d, sums.base, beta: biasBeta, bias.base)
  }
}
