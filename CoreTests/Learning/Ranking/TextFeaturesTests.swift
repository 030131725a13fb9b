import Testing

@testable import Core

struct TextFeaturesTests {
  private func count(_ feature: TextFeature, _ text: String) -> Float {
    TextFeatures(of: makeFunction(text, name: "read_chunk"))[feature]
  }

  private static let reader = """
    static int read_chunk(struct file *in, const unsigned char *data, size_t length)
    {
      char *copy = malloc(length + 1);
      for (size_t i = 0; i < length; i++)
        copy[i] = *data++;
      if ((in->state = MODE) && data[0] == 0x1f || !copy)
        return -1;
      strcpy(copy, data);
      memcpy(copy, data, length * 2);
      return 0;
    }
    """

  private static let expected: [(TextFeature, Int)] = [
    (TextFeature.parameters, 3), (.pointerParameters, 2), (.inputParameters, 2), (.lengthParameters, 2),
    (.isStatic, 1), (.returnsNothing, 0), (.returnsPointer, 0), (.loops, 1), (.branches, 1), (.returns, 2),
    (.allocations, 1), (.copies, 2), (.unboundedCopies, 1), (.allocationArithmetic, 2), (.elementStores, 1),
    (.pointerSteps, 1), (.hexadecimals, 1), (.constants, 1), (.members, 1), (.assignedConditions, 1),
    (.checkedLengths, 1), (.junctions, 2), (.negations, 1), (.readingName, 1), (.writingName, 0),
    (.variableSubscripts, 1), (.subscripts, 2), (.callees, 3), (.depth, 1),
  ]

  @Test(arguments: expected)
  func countsWhatTheSentenceSays(_ feature: TextFeature, expected: Int) {
    #expect(count(feature, Self.reader) == Float(expected), "\(feature)")
  }

  @Test func layoutAndCommentsDoNotMatter() {
    let text = "int f(int a)\n{\n  return a + 1;\n}"
    let other = "int f(int a) { /* more */\n\n return a\n + 1; // here\n}"
    #expect(TextFeatures(of: makeFunction(text)).counts == TextFeatures(of: makeFunction(other)).counts)
  }

  @Test(arguments: [
    "", "}", "int f(", "#if A\n#else", "\"", "int f(void) {", "int f(int a)\n{\n  g();\n  if",
    "int f(void) { while", "f() { memcpy", "((((", "a\0b",
  ])
  func anyTextIsCounted(_ text: String) {
    let features = TextFeatures(of: makeFunction(text), keepsOccurrences: true)
    #expect(features.counts.count == TextFeature.allCases.count)
    #expect(features.counts.allSatisfy { $0 >= 0 && $0.isFinite })
  }

  @Test func everyFeatureHasASentenceAndAColumnOfItsOwn() {
    #expect(TextFeature.allCases.map(\.column) == Array(TextFeature.allCases.indices))
    #expect(Set(TextFeature.allCases.map(\.sentence)).count == TextFeature.allCases.count)
  }
}
