import Testing

@testable import Core

struct DuplicateGroupsTests {
  static let range = SourceRange(
    startOffset: 0, endOffset: 1, startLine: 1, startColumn: 1, endLine: 1, endColumn: 2)

  private func function(_ name: String, lines: Range<Int>, extra: String = "", variable: String = "n")
    -> CFunction
  {
    // Names and numbers are merged, so operators must tell the lines apart.
    let operators = ["+", "-", "*", "/", "%", "&", "|", "^"]
    let body = lines.map { line in
      let (first, second, third) = (operators[line % 8], operators[line / 8 % 8], operators[line * 5 % 8])
      return "  \(variable) = (\(variable) \(first) a) \(second) \(variable) \(third) a;\n"
    }
    let text = "int \(name)(int \(variable), int a)\n{\n\(extra)\(body.joined())  return \(variable);\n}\n"
    return CFunction(
      file: "a.c", name: name, signature: "", range: Self.range, text: text)
  }

  private func groups(_ functions: [CFunction]) -> DuplicateGroups {
    let parser = StatementParser(normalisation: Normalisation())
    return DuplicateGroups(functions.map { parser.statements(of: $0) })
  }

  @Test func renamedFunctionsAreEqual() {
    let groups = groups([
      function("first", lines: 0..<8), function("other", lines: 0..<8, variable: "count"),
      function("third", lines: 0..<2, extra: "  while (n < a) { free(p); n++; }\n"),
    ])
    #expect(groups.exact == [0, 0, 1])
    #expect(groups.near == [0, 0, 1])
  }

  @Test func aSmallEditMakesANearDuplicate() {
    let groups = groups([
      function("before", lines: 0..<30),
      function("after", lines: 0..<30, extra: "  if (a > 16) return -1;\n"),
    ])
    #expect(groups.exact == [0, 1])
    #expect(groups.near == [0, 0])
  }

  @Test func functionsWithoutStatementsAreLikeNoOther() {
    let groups = DuplicateGroups([[], []])
    #expect(groups.exact == [0, 1])
    #expect(groups.near == [0, 1])
  }

  /// The signatures are a shortcut: every pair must end up as comparing all with all says.
  @Test func signaturesFindWhatExactComparisonFinds() {
    var random = SeededGenerator(seed: 7)
    let statements: [[Statement]] = (0..<60).map { index in
      let family = index % 12
      return (0..<40).map { line in
        let changed = random.next(below: 100) < index / 12 * 2
        return Statement(
          opcode: .call,
          tokens: ["f\(family)", changed ? "x\(random.next(below: 1000))" : "line\(line)", "+", "1"],
          range: Self.range)
      }
    }
    let shingles = statements.map { FunctionShingles($0) }
    var forest = UnionFind(count: statements.count)
    for i in statements.indices {
      for j in 0..<i where shingles[i].similarity(to: shingles[j]) >= DuplicateGroups.threshold {
        forest.join(i, j)
      }
    }
    let near = DuplicateGroups(statements).near
    for i in statements.indices {
      for j in 0..<i { #expect((near[i] == near[j]) == (forest.root(of: i) == forest.root(of: j))) }
    }
    #expect(Set(near).count < statements.count)
  }

  @Test func duplicatesAreCountedWithinAndAcross() {
    let twin = function("twin", lines: 0..<8)
    let groups = groups([
      twin, twin, function("alone", lines: 3..<6, extra: "  do { a--; } while (a);\n"),
      twin, function("before", lines: 10..<40),
      function("after", lines: 10..<40, extra: "  if (a > 16) return -1;\n"),
    ])
    let counts = DuplicateCounts(groups, sourceCount: 3)
    #expect(counts.exactWithinSource == 2)
    #expect(counts.nearWithinSource == 2)
    #expect(counts.exactWithinTarget == 0)
    #expect(counts.nearWithinTarget == 2)
    #expect(counts.exactAcross == 1)
    #expect(counts.nearAcross == 1)
  }

  @Test func splitsKeepNearDuplicatesTogether() {
    let functions = (0..<40).map { index in
      LabeledFunction(
        function: function(
          "f\(index)", lines: index / 2 * 20..<index / 2 * 20 + 10,
          extra: String(repeating: "  n += a << \(index / 2);\n", count: index % 2 == 0 ? 3 : 3)
            + String(repeating: "  h\(index / 2)(n);\n", count: index / 2)),
        label: index % 4 < 2 ? .vulnerable : .notVulnerable)
    }
    let parser = StatementParser(normalisation: Normalisation())
    let keys = SourceSplit.keys(
      of: functions, statements: functions.map { parser.statements(of: $0.function) })
    var random = SeededGenerator(seed: 3)
    let split = SourceSplit(
      labels: functions.map { $0.label == .vulnerable }, keys: keys, validationShare: 0.3, using: &random)
    let validation = Set(split.validation)
    for pair in 0..<20 { #expect(validation.contains(2 * pair) == validation.contains(2 * pair + 1)) }
  }
}
