extension Signal {
  /// Every signal, the one worth most first: the order in which reports show them.
  ///
  /// First those that later fixes were found with more often than with other functions of the same length, by that
  /// lift (`docs/signals.md`); then the others by how much harm the mistake does when it is real.
  public static let all: [Signal] = [
    signedLength, scanWithoutWidth, wrappingCheck, leakOnError, copyWithoutBound, unboundedRecursion,
    danglingField, copyLengthUnchecked, allocationArithmetic, movingPointerLoop, appendInLoop, inputLength,
    useAfterFree, doubleFree, commandFromVariable, formatFromVariable, stackAllocation, inputIndex, offByOne,
    lengthSubtraction, sizeOfPointer, narrowedLength, unterminatedString, lostReallocation,
    allocationUnchecked, unreadResult, checkThenUse, signedCharacter,
  ]

  private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })

  /// The signal of a name, or nil.
  public static func named(_ name: String) -> Signal? { byName[name] }
}
