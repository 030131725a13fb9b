import Testing

@testable import Core

@Test func everyEpochShowsEachFunctionOnce() {
  var sampler = BatchSampler(count: 10, batchSize: 4, seed: 3, stream: 0)
  let drawn = (0..<5).flatMap { sampler.indices(ofStep: $0) }
  #expect(drawn.prefix(10).sorted() == Array(0..<10))
  #expect(drawn.suffix(10).sorted() == Array(0..<10))
  #expect(Array(drawn.prefix(10)) != Array(drawn.suffix(10)))
}

@Test func theBatchOfAStepDoesNotDependOnEarlierSteps() {
  var fromTheStart = BatchSampler(count: 7, batchSize: 3, seed: 5, stream: 9)
  let all = (0..<20).map { fromTheStart.indices(ofStep: $0) }
  var resumed = BatchSampler(count: 7, batchSize: 3, seed: 5, stream: 9)
  #expect(resumed.indices(ofStep: 13) == all[13])
  #expect(resumed.indices(ofStep: 2) == all[2])
}
