/// The labelled functions that rankers are measured on.
public struct MeasuredFunctions: Sendable {
  /// Whether each function is vulnerable.
  public let labels: [Bool]
  /// The length of each function in tokens.
  let lengths: [Int]
  /// The lines of each function, at least one.
  public let lines: [Int]
  /// The group of each function, from zero; see ``EvaluationGroups``.
  let groups: [Int]
  /// The band of each function by length, 0...2: thirds of the vulnerable functions' lengths.
  let bands: [Int]
  /// The number of groups.
  let groupCount: Int
  /// One over the number of functions of the same group and class.
  let shares: [Double]
  /// Numbers of the groups that hold a vulnerable function.
  let vulnerableGroups: [Int]
  /// Numbers of the other groups.
  let cleanGroups: [Int]

  /// Collects what is known of the functions, in one order.
  public init(labels: [Bool], lengths: [Int], lines: [Int], groups: [Int]) {
    precondition(
      labels.count == lengths.count && labels.count == lines.count && labels.count == groups.count,
      "one value for each function")
    self.labels = labels
    self.lengths = lengths
    self.lines = lines.map { max(1, $0) }
    self.groups = groups
    bands = Self.bands(labels: labels, lengths: lengths)
    groupCount = (groups.max() ?? -1) + 1
    var sizes = [[Int]](repeating: [0, 0], count: groupCount)
    for (group, label) in zip(groups, labels) { sizes[group][label ? 1 : 0] += 1 }
    shares = zip(groups, labels).map { 1 / Double(sizes[$0][$1 ? 1 : 0]) }
    vulnerableGroups = sizes.indices.filter { sizes[$0][1] > 0 }
    cleanGroups = sizes.indices.filter { sizes[$0][1] == 0 && sizes[$0][0] > 0 }
  }

  /// The number of vulnerable functions.
  public var vulnerableCount: Int { labels.count { $0 } }

  /// A weight of one for every function.
  var unitWeights: [Double] { [Double](repeating: 1, count: labels.count) }

  private static func bands(labels: [Bool], lengths: [Int]) -> [Int] {
    let vulnerable = zip(labels, lengths).filter(\.0).map(\.1).sorted()
    guard !vulnerable.isEmpty else { return labels.map { _ in 0 } }
    let edges = [1, 2].map { (third: Int) -> Int in
      vulnerable[max(0, (vulnerable.count * third + 2) / 3 - 1)]
    }
    return lengths.map { (length: Int) -> Int in edges.count { length > $0 } }
  }
}

/// Functions that count as one where one finding would show them all.
///
/// They are of one CVE, bear one name (unless names were replaced by numbers), or are near duplicates.
enum EvaluationGroups {
  /// The group of each function, from zero in order of first appearance.
  ///
  /// - Parameters:
  ///   - functions: Functions of one project or several.
  ///   - near: The near-duplicate group of each; see ``DuplicateGroups``.
  /// - Returns: One number a function.
  static func numbers(of functions: [LabeledFunction], near: [Int]) -> [Int] {
    let keys = functions.indices.map { index in
      var keys = ["near:\(near[index])"]
      if let cve = functions[index].cve { keys.append("cve:" + cve.uppercased()) }
      let name = functions[index].function.name
      if !name.isEmpty, !isNumbered(name) { keys.append("name:" + name) }
      return keys
    }
    var numbers = [Int](repeating: 0, count: functions.count)
    for (number, members) in SourceSplit.groups(keys: keys).enumerated() {
      for member in members { numbers[member] = number }
    }
    return numbers
  }

  /// Whether a name is `func1` or the like.
  private static func isNumbered(_ name: String) -> Bool {
    name.wholeMatch(of: /(?i)func(tion)?_?[0-9]*/) != nil
  }
}
