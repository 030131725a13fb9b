/// Points of the plane in nested squares, from which the repulsion of all on one is summed quickly.
///
/// Points are sorted along the Z-order curve, so that the points of a square lie side by side. Squares with one
/// occupied quarter are left out; the tree has fewer than 2*n* nodes, stored depth first, each with the number of
/// the node after its subtree. A walk is then a loop without a stack.
struct QuadTree: Sendable {
  /// A square with at least one point.
  private struct Node {
    /// Mean of the points.
    var center: SIMD2<Double>
    /// Number of points.
    var mass: Double
    /// Squared width; zero for a leaf, which is one point or several that cannot be told apart.
    var squaredWidth: Double
    /// The node after this one's subtree.
    var next: Int32
  }

  /// The points in Z-order: walks in this order find what they need in the cache.
  let order: [Int32]
  private var nodes: [Node] = []

  /// Puts points into a tree.
  ///
  /// - Precondition: all coordinates are finite.
  init(_ points: [SIMD2<Double>]) {
    var (low, high) = (points.first ?? .zero, points.first ?? .zero)
    for point in points {
      low = pointwiseMin(low, point)
      high = pointwiseMax(high, point)
    }
    let width = max((high - low).max(), .leastNormalMagnitude)
    // A little less than 2³², so that the highest coordinate does not overflow.
    let scale = 0x1.fffffffp31 / width
    var keys = points.enumerated().map { index, point in
      let cell = (point - low) * scale
      return Key(code: Self.interleave(UInt32(cell.x), UInt32(cell.y)), index: Int32(index))
    }
    keys.sort { ($0.code, $0.index) < ($1.code, $1.index) }
    order = keys.map(\.index)
    nodes.reserveCapacity(2 * points.count)
    if !keys.isEmpty { _ = append(keys[...], points, unit: width) }
  }

  private struct Key {
    var code: UInt64
    var index: Int32
  }

  /// Adds the smallest square of some points and all squares in it; returns the sum of the points.
  private mutating func append(
    _ keys: ArraySlice<Key>, _ points: [SIMD2<Double>], unit: Double
  ) -> SIMD2<Double> {
    let number = nodes.count
    nodes.append(Node(center: .zero, mass: Double(keys.count), squaredWidth: 0, next: 0))
    var sum = SIMD2<Double>.zero
    let difference = keys[keys.startIndex].code ^ keys[keys.endIndex - 1].code
    if difference == 0 {
      for key in keys { sum += points[Int(key.index)] }
    } else {
      // The first pair of bits that differs is the level at which the quarters part.
      let level = difference.leadingZeroBitCount / 2
      let width = unit / Double(UInt64(1) << UInt64(level))
      nodes[number].squaredWidth = width * width
      let shift = UInt64(62 - 2 * level)
      var start = keys.startIndex
      while start < keys.endIndex {
        let quarter = keys[start].code >> shift
        var (low, high) = (start + 1, keys.endIndex)
        while low < high {
          let middle = (low + high) / 2
          if keys[middle].code >> shift == quarter { low = middle + 1 } else { high = middle }
        }
        sum += append(keys[start..<low], points, unit: unit)
        start = low
      }
    }
    nodes[number].center = sum / Double(keys.count)
    nodes[number].next = Int32(nodes.count)
    return sum
  }

  /// The repulsion of all points on the point at `position`, not yet divided by the normaliser.
  ///
  /// With q_j = 1 / (1 + ‖y − y_j‖²): the sums over all other points j of q_j² (y − y_j) and of q_j.
  ///
  /// - Parameters:
  ///   - position: The position of one of the tree's points.
  ///   - theta: 0...0.7; a square never stands for the point itself then.
  /// - Returns: Both sums.
  func repulsion(at position: SIMD2<Double>, theta: Double) -> (force: SIMD2<Double>, normaliser: Double) {
    let squaredTheta = theta * theta
    var force = SIMD2<Double>.zero
    // The point meets itself once, at distance zero and without force.
    var normaliser = -1.0
    nodes.withUnsafeBufferPointer { nodes in
      var index = 0
      while index < nodes.count {
        let node = nodes[index]
        let offset = position - node.center
        let squaredDistance = offset.x * offset.x + offset.y * offset.y
        guard node.squaredWidth <= squaredTheta * squaredDistance else {
          index += 1
          continue
        }
        let q = 1 / (1 + squaredDistance)
        normaliser += node.mass * q
        force += node.mass * q * q * offset
        index = Int(node.next)
      }
    }
    return (force, normaliser)
  }

  /// The bits of both numbers in turns, those of `x` first.
  private static func interleave(_ x: UInt32, _ y: UInt32) -> UInt64 { spread(x) << 1 | spread(y) }

  private static func spread(_ value: UInt32) -> UInt64 {
    var bits = UInt64(value)
    bits = (bits | bits << 16) & 0x0000_ffff_0000_ffff
    bits = (bits | bits << 8) & 0x00ff_00ff_00ff_00ff
    bits = (bits | bits << 4) & 0x0f0f_0f0f_0f0f_0f0f
    bits = (bits | bits << 2) & 0x3333_3333_3333_3333
    bits = (bits | bits << 1) & 0x5555_5555_5555_5555
    return bits
  }
}
