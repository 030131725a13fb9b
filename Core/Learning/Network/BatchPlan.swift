/// The order in which a network works through a batch.
///
/// With masks the functions are sorted, longest first, so the functions that take part in time step t are the
/// first `active[t]`, and the work of a step shrinks as functions end. "Rows" of a time step follow that order;
/// all rows of all steps one after the other are the *N* rows of the LSTM's buffers.
struct BatchPlan: Sendable {
  /// Number of functions.
  let count: Int
  /// Positions per function in the batch.
  let length: Int
  /// Function at each sorted place.
  let order: [Int]
  /// Number of real statements at each sorted place.
  let lengths: [Int]
  /// Number of functions that take part in each time step.
  let active: [Int]
  /// First row of each time step, and at the end *N*.
  let rowOffsets: [Int]
  /// Position in the batch of each of the *N* rows.
  let positions: [Int32]

  /// The sorted place of each function.
  var sortedRows: [Int] {
    var rows = [Int](repeating: 0, count: count)
    for (row, function) in order.enumerated() { rows[function] = row }
    return rows
  }
  /// Number of time steps that any function takes part in.
  var steps: Int { active.count }
  /// Number of rows of all steps, *N*.
  var rowCount: Int { positions.count }

  init(_ batch: Batch, masksPadding: Bool) {
    count = batch.count
    length = batch.length
    if masksPadding {
      let lengths = batch.lengths
      // A stable order: equal lengths stay as they were.
      order = batch.lengths.indices.sorted { (lengths[$1], $0) < (lengths[$0], $1) }
    } else {
      order = Array(0..<batch.count)
    }
    lengths = order.map { Int(batch.lengths[$0]) }
    if masksPadding {
      var remaining = lengths.count
      var active: [Int] = []
      for step in 0..<(lengths.first ?? 0) {
        while remaining > 0 && lengths[remaining - 1] <= step { remaining -= 1 }
        active.append(remaining)
      }
      self.active = active
    } else {
      active = Array(repeating: batch.count, count: batch.count == 0 ? 0 : batch.length)
    }
    var offsets = [0]
    var positions: [Int32] = []
    for (step, rows) in active.enumerated() {
      for row in 0..<rows { positions.append(Int32(order[row] * batch.length + step)) }
      offsets.append(positions.count)
    }
    rowOffsets = offsets
    self.positions = positions
  }
}

/// A statement of a batch, both counted from 0.
struct StatementPlace: Hashable, Sendable {
  var function: Int
  var statement: Int
}

/// The different tokens of a batch, so that each is projected once.
struct DistinctTokens: Sendable {
  /// Vocabulary ids that occur, in order of first occurrence.
  let ids: [Int32]
  /// For each token of the batch its index in `ids`.
  let indices: [Int32]

  init(_ tokens: [Int32], vocabularySize: Int) {
    var place = [Int32](repeating: -1, count: vocabularySize)
    var ids: [Int32] = []
    indices = tokens.map { token in
      let known = place[Int(token)]
      if known >= 0 { return known }
      let index = Int32(ids.count)
      place[Int(token)] = index
      ids.append(token)
      return index
    }
    self.ids = ids
  }
}
