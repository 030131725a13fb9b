import Foundation
import Testing

@testable import Core

struct MethodListingTests {
  @Test func textExplainsEveryMethodInNarrowParagraphs() throws {
    let text = try MethodListing(format: .text).text(width: 80)
    for method in TrainingMethod.all {
      #expect(text.contains("\(method.id) (\(method.title))\n"))
    }
    let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(words.contains("Made of: 2 generators, 2 discriminators; terms: classification, manifold, dual"))
    #expect(words.contains("Unsupervised Domain Adaptation, ICLR 2018."))
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 80 })
  }

  @Test func theStartersMethodIsExplainedAndCannotBeTrained() throws {
    #expect(
      try MethodListing(format: .text).text().contains("\nevidence (Evidence of the text and of the past)\n"))
    let text = try MethodListing(format: .text, method: StarterModel.load().method).text()
    #expect(text.hasPrefix("evidence (") && text.contains("starter model") && !text.contains("ddan ("))
    let error = TrainingError.unknownMethod("evidence", known: ["ddan"])
    #expect(
      error.description.hasPrefix("The method 'evidence' cannot be trained. It is that of the starter model"))
    #expect(throws: TrainingError.self) { try MethodListing(format: .text, method: "evidense") }
  }

  @Test func jsonHoldsWhatAMethodIsMadeOf() throws {
    let text = try MethodListing(format: .json, method: "dirt-t").text()
    let document = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: [[String: Any]]]
    let entry = try #require(document?["methods"]?.first)
    #expect(entry["id"] as? String == "dirt-t")
    let networks = try #require(entry["networks"] as? [String: Any])
    #expect(networks["discriminators"] as? Int == 1)
    #expect(
      networks["refinementTerms"] as? [String] == [
        "conditional-entropy", "virtual-adversarial-target", "teacher",
      ])
    #expect(entry["needsUnlabeled"] as? Bool == true)
  }
}
