extension Signal {
  /// Every signal, in the order of lists.
  public static let all: [Signal] = [
    copyWithoutBound, scanWithoutWidth, copyLengthUnchecked, inputLength, inputIndex, allocationArithmetic,
    wrappingCheck,
    lengthSubtraction, signedLength, narrowedLength, offByOne, movingPointerLoop, unterminatedString,
    sizeOfPointer, useAfterFree,
    doubleFree, danglingField, allocationUnchecked, lostReallocation, leakOnError, formatFromVariable,
    commandFromVariable,
    checkThenUse, unboundedRecursion, stackAllocation, unreadResult,
  ]

  private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })

  /// The signal of a name, or nil.
  public static func named(_ name: String) -> Signal? { byName[name] }
}
