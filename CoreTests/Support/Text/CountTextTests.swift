import Testing

@testable import Core

@Test func numbersOfThingsAreWords() {
  #expect("\(counting: 1, "function") in \(counting: 2, "file")" == "1 function in 2 files")
  #expect("\(counting: 0, "entry", plural: "entries")" == "0 entries")
  #expect("\(counting: 1, "entry", plural: "entries")" == "1 entry")
}
