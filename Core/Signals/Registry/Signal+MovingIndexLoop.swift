/// Loops that write through an index which they count and nothing bounds.
extension Signal {
  /// `b[i++] = c`, or `b[i] = c` with `i++` in the loop, where the loop ends by what it reads: an array of the function's
  /// own, or memory that the caller gave.
  static func writtenByIndex(_ loop: MovingLoop, in reading: SignalReading) -> SignalHit? {
    let (start, end) = (loop.tokens.lowerBound, loop.tokens.upperBound)
    for array in reading.places(in: loop.body) {
      let open = array.tokens.upperBound
      guard reading.is(.leftBracket, at: open), let close = reading.function.partner(of: open),
        reading.is(.assign, at: close + 1), let declared = reading.declarations[array.path],
        declared.isParameter && declared.depth == 1 || declared.length.map({ !$0.isEmpty }) ?? false,
        !loop.body.contains(declared.token), let index = reading.places(in: open + 1..<close).first,
        let counter = reading.declarations[index.path], !counter.isPointer, counter.length == nil,
        index.tokens.lowerBound == open + 1,
        index.tokens.upperBound == close
          || index.tokens.upperBound == close - 1 && reading.is(.increment, at: close - 1)
      else { continue }
      let isCounted = [loop.head, loop.body].contains { part in
        reading.mentions(of: index.path, after: part.lowerBound - 1, before: part.upperBound).contains {
          reading.is(.increment, at: $0.tokens.upperBound)
            || reading.is(.increment, at: $0.tokens.lowerBound - 1)
        }
      }
      // What is read from the array itself, or at another place of it, is there already.
      let isRead = reading.mentions(of: array.path, after: start, before: end).contains { other in
        guard reading.is(.leftBracket, at: other.tokens.upperBound),
          let close = reading.function.partner(of: other.tokens.upperBound)
        else { return true }
        return !reading.is(.assign, at: close + 1)
      }
      guard isCounted, !isRead, !reading.isCompared(index.path, before: end, after: start),
        !reading.isComparedThrough(index.path, before: end, after: start),
        !reading.isAllocatedHere(array.path, before: start), !isWritten(index.path, in: loop.body, reading),
        readsOn(loop.head, in: reading), !isMeasured(loop.head, in: reading)
      else { continue }
      return SignalHit(
        token: array.tokens.lowerBound,
        observation:
          "the loop writes `\(array.path)[\(index.path)]` and counts `\(index.path)`, and nothing says where it ends"
      )
    }
    return nil
  }

  /// Whether a loop's body gives the index a new value or takes from it.
  private static func isWritten(_ index: String, in body: Range<Int>, _ reading: SignalReading) -> Bool {
    reading.mentions(of: index, after: body.lowerBound - 1, before: body.upperBound).contains { place in
      reading.isAssigned(place) || reading.is(.decrement, at: place.tokens.upperBound) || reading.isCut(place)
    }
  }

  /// Whether the string that a loop's condition reads was measured before.
  private static func isMeasured(_ head: Range<Int>, in reading: SignalReading) -> Bool {
    reading.places(in: head).contains { place in
      reading.isDereferenced(place) && reading.isMeasured(place.tokens, before: head.lowerBound)
    }
  }

  /// Whether a loop's condition reads on: a string, an array or a character at each turn.
  static func readsOn(_ head: Range<Int>, in reading: SignalReading) -> Bool {
    reading.places(in: head).contains { place in
      reading.isDereferenced(place) && !reading.is(.arrow, at: place.tokens.upperBound)
    } || reading.calls(in: head).contains { InputSources.isInput($0.name) }
  }
}
