import Testing

@testable import Core

@Test func twinsAndFunctionsOfOneCVEStayTogether() {
  let labels = (0..<100).map { $0 % 5 == 0 }
  let keys: [[String]] = (0..<100).map { number in
    let cves: [String] = number.isMultiple(of: 20) ? ["cve:1"] : []
    return ["text:\(number / 2)"] + cves
  }
  for seed in 0..<10 {
    var random = SeededGenerator(seed: UInt64(seed))
    let split = SourceSplit(labels: labels, keys: keys, validationShare: 0.2, using: &random)
    let validation = Set(split.validation)
    #expect((split.training + split.validation).sorted() == Array(0..<100))
    for pair in 0..<50 { #expect(validation.contains(2 * pair) == validation.contains(2 * pair + 1)) }
    let placesOfCVE: Set<Bool> = Set(stride(from: 0, to: 100, by: 20).map { validation.contains($0) })
    #expect(placesOfCVE.count == 1)
  }
}

@Test func bothPartsHoldBothClasses() {
  let labels = (0..<50).map { $0 < 10 }
  var random = SeededGenerator(seed: 1)
  let split = SourceSplit(
    labels: labels, keys: (0..<50).map { ["\($0)"] }, validationShare: 0.2, using: &random)
  #expect(split.validation.count { labels[$0] } == 2)
  #expect(split.validation.count == 10)
}

@Test func theOnlyVulnerableFunctionIsLearnedFrom() {
  var random = SeededGenerator(seed: 1)
  let split = SourceSplit(
    labels: [true, false, false, false], keys: [["a"], ["b"], ["c"], ["d"]], validationShare: 0.5,
    using: &random)
  #expect(split.training.contains(0))
}
