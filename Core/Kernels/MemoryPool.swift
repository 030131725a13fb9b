import Foundation

/// Keeps the large blocks that every training step needs again.
///
/// Fresh memory from the system costs a page fault per 4 KiB, which is as much as the arithmetic on it.
final class MemoryPool: @unchecked Sendable {
  private let lock = NSLock()
  private var free: [(base: UnsafeMutablePointer<Float>, capacity: Int)] = []
  /// Most blocks that are kept; the smallest go first.
  private let limit: Int

  init(limit: Int = 32) { self.limit = limit }

  deinit {
    for block in free { UnsafeMutableRawPointer(block.base).deallocate() }
  }

  /// A block of at least `count` floats; it keeps the pool alive and returns to it by itself.
  func take(_ count: Int) -> Memory {
    lock.lock()
    defer { lock.unlock() }
    var best: Int?
    for (index, block) in free.enumerated()
    where block.capacity >= count && block.capacity <= 2 * count + 1024 {
      if best.map({ block.capacity < free[$0].capacity }) ?? true { best = index }
    }
    if let best {
      let block = free.remove(at: best)
      return Memory(base: block.base, capacity: block.capacity, pool: self)
    }
    // Some room to grow, so that the next batch, a little longer, fits too.
    let capacity = (count + count / 8 + 1023) / 1024 * 1024
    return Memory(base: Memory.allocate(max(capacity, 1024)), capacity: max(capacity, 1024), pool: self)
  }

  fileprivate func give(_ base: UnsafeMutablePointer<Float>, _ capacity: Int) {
    lock.lock()
    defer { lock.unlock() }
    free.append((base, capacity))
    if free.count > limit, let smallest = free.indices.min(by: { free[$0].capacity < free[$1].capacity }) {
      UnsafeMutableRawPointer(free.remove(at: smallest).base).deallocate()
    }
  }
}

/// A block of floats on a 64-byte boundary; it goes back to its pool when nobody uses it any more.
final class Memory: @unchecked Sendable {
  let base: UnsafeMutablePointer<Float>
  let capacity: Int
  private let pool: MemoryPool?

  init(capacity: Int) {
    self.capacity = max(capacity, 16)
    pool = nil
    base = Self.allocate(self.capacity)
  }

  fileprivate init(base: UnsafeMutablePointer<Float>, capacity: Int, pool: MemoryPool) {
    self.base = base
    self.capacity = capacity
    self.pool = pool
  }

  deinit {
    if let pool { pool.give(base, capacity) } else { UnsafeMutableRawPointer(base).deallocate() }
  }

  fileprivate static func allocate(_ capacity: Int) -> UnsafeMutablePointer<Float> {
    let raw = UnsafeMutableRawPointer.allocate(
      byteCount: capacity * MemoryLayout<Float>.stride, alignment: 64)
    return raw.bindMemory(to: Float.self, capacity: capacity)
  }
}
