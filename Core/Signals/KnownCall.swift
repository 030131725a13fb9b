import Algorithms

/// What is known of a function by its name: which arguments are buffers, lengths and formats, and what it leaves behind.
///
/// ``named(_:)`` knows functions of the C library and of projects that copy their names; a member, `io->read(…)`, is none.
struct KnownCall {
  /// Whether a NUL stands behind what the call has written.
  enum Ending { case always, unlessFull, never }

  /// The argument that is written.
  var target: Int?
  /// The arguments that are read.
  var sources: [Int] = []
  /// The argument that says how much is read or written at most.
  var length: Int?
  /// The argument that says how large each of so many elements is.
  var elementSize: Int?
  /// Whether the length is the target's size, so that a shorter text leaves the rest of it alone.
  var isRoom = false
  /// Whether the length counts wide characters and not bytes.
  var isWide = false
  /// Whether the target comes from outside: a file or a socket.
  var isInput = false
  /// Whether the sources are read up to their NUL.
  var readsText = false
  /// Whether the text goes behind the one that the target holds.
  var isAppending = false
  var ending = Ending.never
  /// Whether the call returns how many bytes or elements it has written.
  var returnsCount = false
  /// The argument that is a format of printf, or of scanf.
  var format: Int?
  var isScan = false

  /// What is known of a name; nil for nothing.
  static func named(_ name: String) -> KnownCall? { all[name] }

  /// The names of which something holds.
  private static func names(where holds: (KnownCall) -> Bool) -> Set<String> {
    Set(all.filter { holds($0.value) }.keys)
  }

  /// Functions that copy a text, however long it is.
  static let unboundedCopies = names {
    $0.target != nil && $0.length == nil && $0.format == nil && !$0.isInput
  }
  /// Functions that write a formatted text, however long it is.
  static let unboundedFormats = names { $0.target != nil && $0.length == nil && $0.format != nil }
  /// Functions that copy a part of a text, and write no NUL where that is as long as they are told.
  static let partialCopies = names { $0.ending == .unlessFull && !$0.isRoom }
  /// Functions of the scanf family.
  static let scans = names(where: \.isScan)
  /// Functions that fill their target from outside.
  static let inputs = names(where: \.isInput)
  /// Functions that read bytes and write no NUL behind them, and return how much they have read.
  static let byteReaders = names { $0.isInput && $0.returnsCount }

  /// The argument that is a format of printf.
  var printed: Int? { isScan ? nil : format }

  /// Whether the call sets all bytes of its target to one value.
  var isFill: Bool { target != nil && sources.isEmpty && length != nil && !isInput && !isRoom }
}

extension SignalReading {
  /// What is known of a call by its name; nil for members and for the project's own functions.
  func known(_ call: SignalCall) -> KnownCall? {
    KnownCall.named(call.name).flatMap { function.isMember(call.token) ? nil : $0 }
  }

  /// The argument that a call writes to.
  func target(of call: SignalCall) -> Range<Int>? {
    known(call)?.target.flatMap { argument($0, of: call) }
  }

  /// The arguments that say how much a call writes, where that is not the size of what it writes to.
  func amounts(of call: SignalCall) -> [Range<Int>] {
    guard let known = known(call), known.target != nil, !known.isRoom else { return [] }
    return lengths(of: call, known)
  }

  /// The calls with each of their amounts, in order.
  var amountsByCall: [(call: SignalCall, amount: Range<Int>)] {
    calls.flatMap { call in amounts(of: call).map { (call, $0) } }
  }

  /// The arguments that say how much a call reads or writes at most, and how large each element is.
  func lengths(of call: SignalCall, _ known: KnownCall) -> [Range<Int>] {
    [known.elementSize, known.length].compactMap { $0.flatMap { argument($0, of: call) } }
  }

  /// How many bytes a call may write, where its arguments are whole numbers.
  func byteCount(writtenBy call: SignalCall) -> Int? {
    guard let known = known(call), known.length != nil, !known.isWide else { return nil }
    let numbers = lengths(of: call, known).map { integer($0) ?? byteCount(measuredBy: $0) }
    guard numbers.count == (known.elementSize == nil ? 1 : 2) else { return nil }
    return numbers.reduce(1) { product, number in
      guard let product, let number else { return nil }
      let (bytes, isTooLarge) = product.multipliedReportingOverflow(by: number)
      return isTooLarge ? nil : bytes
    }
  }

  /// How many bytes `sizeof` says that an array of the function's own has.
  private func byteCount(measuredBy size: Range<Int>) -> Int? {
    measuredWord(size).flatMap(byteCount(ofArray:))
  }

  /// Whether a call reads a string up to its NUL at one of its arguments.
  func readsText(at position: Int, of call: SignalCall) -> Bool {
    known(call).map { $0.readsText && $0.sources.contains(position) } ?? false
  }
}
