import Foundation
import Testing

@testable import Core

struct ReportFormatTests {
  @Test func formatsAreFoundByName() {
    #expect(ReportFormats.all.map { $0.name } == ["table", "text", "json", "sarif", "markdown", "html"])
    #expect(ReportFormats.named("json") == JSONReport.self)
    #expect(ReportFormats.named("yaml") == nil)
    #expect(ReportFormats.all.allSatisfy { !$0.abstract.isEmpty && !$0.abstract.hasSuffix(".") })
  }

  @Test(arguments: ReportFormats.all.map { $0.name })
  func theSameScanGivesTheSameBytesAndNothingSteersATerminal(_ name: String) throws {
    let format = try #require(ReportFormats.named(name))
    for result in [SampleScan.result, SampleScan.hostile] {
      let text = format.init(style: ReportStyle()).report(result)
      #expect(text == format.init(style: ReportStyle()).report(result))
      #expect(text.hasSuffix("\n"))
      // A tab within a function's source is no danger, and a page shows it as one.
      #expect(!text.unicodeScalars.contains { $0.steersTerminals && $0 != "\n" && $0 != "\t" })
    }
  }

  @Test(arguments: ReportFormats.all.map { $0.name })
  func anEmptyScanHasAReport(_ name: String) throws {
    let format = try #require(ReportFormats.named(name))
    var result = SampleScan.result
    result.findings = []
    result.functionCount = 0
    result.suspectCount = 0
    result.highestScore = nil
    #expect(format.init(style: ReportStyle()).report(result).isEmpty == (name == "text"))
  }

  @Test func limitsAreThoseOfTheFormatUnlessAsked() {
    #expect(TextReport.listed(in: SampleScan.result, ReportStyle()).map(\.rank) == [1])
    #expect(JSONReport.listed(in: SampleScan.result, ReportStyle()).map(\.rank) == [1, 2])
    #expect(JSONReport.listed(in: SampleScan.result, ReportStyle(limit: .first(1))).map(\.rank) == [1])
    #expect(TextReport.listed(in: SampleScan.result, ReportStyle(limit: .all)).map(\.rank) == [1])
  }

  @Test func aRankingKeepsWhatItsFormatsShow() {
    func options(_ formats: [any ReportFormat.Type], _ limit: ReportStyle.Limit) -> ProjectRanking.Options {
      ReportFormats.rankingOptions(
        for: formats, ReportStyle(limit: limit), threshold: 0.5, triage: Triage())
    }
    let table = options([TableReport.self], .standard)
    #expect(table.limit == 20 && table.suspectLimit == 0 && table.statementLimit == 3)
    let text = options([TableReport.self, TextReport.self], .standard)
    #expect(text.limit == 20 && text.suspectLimit == .max)
    let html = options([TableReport.self, HTMLReport.self], .first(7))
    #expect(html.limit == 7 && html.attributedFindings == nil && html.statementLimit == Int.max)
    #expect(options([TableReport.self, JSONReport.self], .standard).limit == nil)
    // Functions that no report lists are not explained either.
    let sarif = options([JSONReport.self, SARIFReport.self], .standard)
    #expect(sarif.suspectLimit == 25_000 && sarif.attributesSuspects && sarif.attributedFindings == 200)
    #expect(options([SARIFReport.self], .first(3)).suspectLimit == 3)
  }
}
