/// The nearest neighbours of each of many points, found exactly.
///
/// Distances come from blocks of matrix products, which for the sizes at hand is faster than a tree: joint
/// spaces have hundreds of dimensions. The blocks do not depend on the number of threads, so neither does the
/// result.
struct NearestNeighbours: Sendable {
  /// Neighbours of a point.
  let count: Int
  /// The neighbours of point *i*, nearest first, at `i * count ..< (i + 1) * count`.
  let indices: [Int32]
  /// Their squared Euclidean distances.
  let squaredDistances: [Double]

  private static let blockRows = 128
  private static let blockColumns = 1024

  /// Finds the `count` nearest other rows of each row.
  ///
  /// - Precondition: 0 < `count` < `points.rows`; all numbers are finite and their squares do not overflow.
  init(of points: Matrix, count: Int) {
    precondition(count > 0 && count < points.rows, "there are enough points")
    self.count = count
    let total = points.rows * count
    let norms = points.squaredNorms()
    var indices = [Int32](repeating: 0, count: total)
    var distances = [Double](repeating: 0, count: total)
    indices.withUnsafeMutableBufferPointer { indices in
      distances.withUnsafeMutableBufferPointer { distances in
        nonisolated(unsafe) let (indices, distances) = (indices, distances)
        let firsts = Array(stride(from: 0, to: points.rows, by: Self.blockRows))
        Parallel.forRange(firsts.count) { blocks in
          for first in firsts[blocks] {
            let rows = first..<min(first + Self.blockRows, points.rows)
            for (row, nearest) in zip(rows, Self.search(rows, points: points, norms: norms, count: count)) {
              for (rank, entry) in nearest.enumerated() {
                indices[row * count + rank] = entry.index
                distances[row * count + rank] = entry.squaredDistance
              }
            }
          }
        }
      }
    }
    self.indices = indices
    squaredDistances = distances
  }

  private static func search(
    _ rows: Range<Int>, points: Matrix, norms: [Float], count: Int
  ) -> [[(squaredDistance: Double, index: Int32)]] {
    let products = Matrix(uninitializedRows: rows.count, columns: blockColumns)
    var heaps = rows.map { _ in BoundedHeap(capacity: count) }
    for first in stride(from: 0, to: points.rows, by: blockColumns) {
      let columns = first..<min(first + blockColumns, points.rows)
      BLAS.gemm(
        rows.count, columns.count, points.columns,
        .plain(points.row(rows.lowerBound), stride: points.columns),
        .transposed(points.row(first), stride: points.columns), beta: 0, products.base, stride: blockColumns)
      for (number, row) in rows.enumerated() {
        let product = products.row(number)
        for column in columns where column != row {
          let distance = norms[row] + norms[column] - 2 * product[column - first]
          if distance < heaps[number].largest { heaps[number].insert(distance, Int32(column)) }
        }
      }
    }
    // The difference of norms and products loses digits for close points, so the few kept are computed anew.
    return zip(rows, heaps).map { row, heap in
      heap.entries.map { entry in
        (squaredDistance(points.row(row), points.row(Int(entry.index)), points.columns), entry.index)
      }.sorted { $0 < $1 }
    }
  }

  private static func squaredDistance(
    _ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>, _ count: Int
  ) -> Double {
    var sum = 0.0
    for k in 0..<count {
      let difference = Double(a[k]) - Double(b[k])
      sum += difference * difference
    }
    return sum
  }
}

/// The smallest of many numbers: a heap of fixed capacity with the largest of them on top.
private struct BoundedHeap {
  private(set) var entries: [(key: Float, index: Int32)] = []
  let capacity: Int

  init(capacity: Int) {
    self.capacity = capacity
    entries.reserveCapacity(capacity)
  }

  /// Numbers from here on are not kept.
  var largest: Float { entries.count < capacity ? .infinity : entries[0].key }

  mutating func insert(_ key: Float, _ index: Int32) {
    if entries.count < capacity {
      entries.append((key, index))
      var child = entries.count - 1
      while child > 0, entries[(child - 1) / 2].key < entries[child].key {
        entries.swapAt(child, (child - 1) / 2)
        child = (child - 1) / 2
      }
      return
    }
    var hole = 0
    while true {
      var child = 2 * hole + 1
      guard child < capacity else { break }
      if child + 1 < capacity, entries[child + 1].key > entries[child].key { child += 1 }
      guard entries[child].key > key else { break }
      entries[hole] = entries[child]
      hole = child
    }
    entries[hole] = (key, index)
  }
}
