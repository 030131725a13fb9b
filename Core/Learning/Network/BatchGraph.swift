/// The graphs of a batch's functions, one beside the other: nodes are real statements, function after function in the plan's sorted
/// order.
///
/// A channel is a kind of edge in one direction; channels 2k and 2k + 1 are the same edges there and back.
struct BatchGraph: Sendable {
  /// Edges that end at each node, in one channel.
  struct Channel: Sendable {
    /// Where each node's edges begin in `origins`; one more than there are nodes.
    var offsets: [Int32]
    /// The node that each edge begins at.
    var origins: [Int32]

    /// The nodes that have an edge to a node.
    func origins(of node: Int) -> ArraySlice<Int32> { origins[Int(offsets[node])..<Int(offsets[node + 1])] }

    /// Number of edges that end at a node.
    func degree(of node: Int) -> Int { Int(offsets[node + 1] - offsets[node]) }
  }

  /// Number of channels.
  static let channelCount = 2 * StatementEdge.Kind.allCases.count

  /// The sorted place of each node's function and the node's statement.
  let places: [(row: Int, step: Int)]
  /// The edges by channel.
  let channels: [Channel]

  /// Number of nodes.
  var count: Int { places.count }

  /// Collects the edges of a batch, those from each statement to the next included.
  init(_ batch: Batch, _ plan: BatchPlan) {
    var places: [(row: Int, step: Int)] = []
    var starts = [Int](repeating: 0, count: batch.count)
    var ends: [[(from: Int, to: Int)]] = Array(repeating: [], count: StatementEdge.Kind.allCases.count)
    for row in 0..<plan.count {
      let start = places.count
      starts[plan.order[row]] = start
      for step in 0..<plan.lengths[row] {
        places.append((row, step))
        if step > 0 { ends[Int(StatementEdge.Kind.next.rawValue)].append((start + step - 1, start + step)) }
      }
    }
    for edge in batch.edges {
      let function = Int(edge.to) / batch.length
      let shift = starts[function] - function * batch.length
      ends[Int(edge.kind.rawValue)].append((Int(edge.from) + shift, Int(edge.to) + shift))
    }
    self.places = places
    channels = ends.flatMap { edges in
      [Self.channel(edges, places.count), Self.channel(edges.map { ($0.to, $0.from) }, places.count)]
    }
  }

  /// Sorts edges by the node that they end at, in their order otherwise.
  private static func channel(_ edges: [(from: Int, to: Int)], _ count: Int) -> Channel {
    var offsets = [Int32](repeating: 0, count: count + 1)
    for edge in edges { offsets[edge.to + 1] += 1 }
    for node in 0..<count { offsets[node + 1] += offsets[node] }
    var next = offsets
    var origins = [Int32](repeating: 0, count: edges.count)
    for edge in edges {
      origins[Int(next[edge.to])] = Int32(edge.from)
      next[edge.to] += 1
    }
    return Channel(offsets: offsets, origins: origins)
  }
}
