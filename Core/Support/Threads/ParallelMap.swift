/// Maps elements on all threads; the result is in the order of the elements.
func parallelMap<Element: Sendable, Result: Sendable>(
  _ elements: [Element], pieceSize: Int = 32, _ transform: @escaping @Sendable (Element) -> Result
) -> [Result] {
  [Result](unsafeUninitializedCapacity: elements.count) { buffer, count in
    guard let start = buffer.baseAddress else { return }
    nonisolated(unsafe) let base = start
    Parallel.run(
      stride(from: 0, to: elements.count, by: pieceSize).map { first in
        {
          for index in first..<min(first + pieceSize, elements.count) {
            (base + index).initialize(to: transform(elements[index]))
          }
        }
      })
    count = elements.count
  }
}

/// Transforms many elements on all threads, a chunk at a time; nil when told to stop between two of them.
func parallelMap<Element: Sendable, Result: Sendable>(
  _ elements: [Element], shouldStop: () -> Bool, chunkSize: Int = 1_024, pieceSize: Int = 32,
  _ transform: @escaping @Sendable (Element) -> Result
) -> [Result]? {
  var results: [Result] = []
  results.reserveCapacity(elements.count)
  for first in stride(from: 0, to: elements.count, by: chunkSize) {
    if shouldStop() { return nil }
    let chunk = Array(elements[first..<min(first + chunkSize, elements.count)])
    results += parallelMap(chunk, pieceSize: pieceSize, transform)
  }
  return results
}
