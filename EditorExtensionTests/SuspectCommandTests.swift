import Core
import Foundation
import Testing
@_spi(Testing) import XcodeKit

@testable import EditorExtension

struct SuspectCommandTests {
  private static let text = """
    int x;
    int first(int ä) { return ä; }
    /* 😀 */ int second(char *p, int n)
    {
      memcpy(p, p + n, 7);
      return 0;
    }

    """
  private static let prefix = "org.vulnadapt.VulnAdapt.EditorExtension."

  private let models: SampleModels
  private let host: ExtensionHost

  init() throws {
    models = try SampleModels()
    try models.choose(threshold: 0)
    host = ExtensionHost(models: DetectorSource(folder: models.shared))
  }

  private func run(
    _ command: EditorCommand, on text: String = text, selections: [[Int]] = [[0, 0, 0, 0]]
  ) async -> ExtensionHost.Outcome {
    await host.run(Self.prefix + command.rawValue, on: text, selections: selections)
  }

  @Test func headsAreHighlighted() async {
    let outcome = await run(.highlightSuspects)
    #expect(outcome.selections == [[1, 0, 1, 16], [2, 9, 2, 35]])
    #expect(outcome.text == Self.text)
    #expect(outcome.banner == nil)
    #expect(outcome.violations == [])
  }

  @Test func theCursorGoesToTheNextSuspectAndBack() async {
    var outcome = await run(.nextSuspect)
    #expect(outcome.selections == [[1, 4, 1, 4]])
    outcome = await run(.nextSuspect, selections: outcome.selections)
    #expect(outcome.selections == [[2, 13, 2, 13]])
    outcome = await run(.nextSuspect, selections: outcome.selections)
    #expect(outcome.selections == [[1, 4, 1, 4]])
    outcome = await run(.previousSuspect, selections: outcome.selections)
    #expect(outcome.selections == [[2, 13, 2, 13]])
    #expect(outcome.violations == [])
  }

  @Test(arguments: ["\n", "\r\n"], [true, false])
  func annotationsComeAndGoWithoutATrace(lineEnd: String, endsWithLineEnd: Bool) async {
    var text = Self.text.replacingOccurrences(of: "\n", with: lineEnd)
    if !endsWithLineEnd { text.removeLast() }
    let annotated = await run(.annotateSuspects, on: text, selections: [[5, 1, 5, 3]])
    #expect(annotated.banner == nil)
    #expect(annotated.text.components(separatedBy: "// FIXME: VulnAdapt 0.").count == 3)
    #expect(annotated.selections == [[7, 1, 7, 3]])
    #expect(annotated.violations == [])

    let again = await run(.annotateSuspects, on: annotated.text)
    #expect(again.banner == "The annotations are up to date (2 suspect functions).")
    #expect(again.violations == [])

    let removed = await run(.removeAnnotations, on: annotated.text, selections: annotated.selections)
    #expect(Array(removed.text.utf8) == Array(text.utf8))
    #expect(removed.selections == [[5, 1, 5, 3]])
    #expect(removed.violations == [])
  }

  @Test func messagesAreBannersAndLeaveTheFileAlone() async {
    let check = await run(.checkFile)
    #expect(check.banner?.hasPrefix("2 of 2 functions are suspects") == true)
    #expect(check.text == Self.text && check.selections == [[0, 0, 0, 0]])
    let explanation = await run(.explainFunction, selections: [[4, 2, 4, 2]])
    #expect(explanation.banner?.hasPrefix("second: score 0.") == true)
    let nothing = await run(.removeAnnotations)
    #expect(nothing.banner == "There are no VulnAdapt annotations in this file.")
    #expect([check, explanation, nothing].allSatisfy { $0.violations.isEmpty })
  }

  @Test func aFileOfAnotherLanguageIsRefusedByTheNameOfItsType() async {
    var host = host
    host.contentUTI = "public.swift-source"
    for command in EditorCommand.allCases {
      let outcome = await host.run(Self.prefix + command.rawValue, on: Self.text)
      #expect(outcome.banner?.contains("'public.swift-source'") == true)
      #expect(outcome.violations == [])
    }
  }

  @Test func withoutAModelTheBannerSaysWhatToDo() async {
    let models = SharedModelFolder(url: models.shared.url.appending(path: "none"))
    let host = ExtensionHost(models: DetectorSource(folder: models))
    let outcome = await host.run(Self.prefix + "CheckFile", on: Self.text)
    #expect(outcome.banner?.contains("Open the VulnAdapt app") == true)
    let unreachable = await ExtensionHost(models: DetectorSource(folder: nil))
      .run(Self.prefix + "CheckFile", on: Self.text)
    #expect(unreachable.banner?.contains("Open the VulnAdapt app once") == true)
  }

  @Test func beforeAModelIsChosenTheStarterModelAnswers() async throws {
    let starter = try models.model(threshold: 0)
    let none = SharedModelFolder(url: models.shared.url.appending(path: "none"))
    let host = ExtensionHost(models: DetectorSource(folder: none, starter: { starter }))
    let first = await host.run(Self.prefix + "CheckFile", on: Self.text)
    #expect(first.banner?.hasPrefix("2 of 2 functions are suspects") == true)
    #expect(first.banner?.contains("starter model") == true)
    let second = await host.run(Self.prefix + "CheckFile", on: Self.text)
    #expect(second.banner?.contains("starter model") == false)
  }

  @Test func theModelIsReadAnewWhenTheAppChoosesAnother() async throws {
    #expect(await run(.checkFile).banner?.hasPrefix("2 of 2") == true)
    try models.choose(threshold: 1)
    #expect(await run(.checkFile).banner?.hasPrefix("No suspect functions (2 checked)") == true)
  }

  @Test func anUnknownCommandIsNamed() async {
    #expect(await host.run(Self.prefix + "Dance", on: "").banner?.contains("Dance'") == true)
    #expect(await host.run("", on: "").banner != nil)
  }

  @Test func aCancelledCommandEndsWithoutAnErrorAndWritesNothing() async {
    var host = host
    host.cancels = true
    for command in EditorCommand.allCases {
      let outcome = await host.run(Self.prefix + command.rawValue, on: Self.text)
      #expect(outcome.banner == nil)
      #expect(outcome.text == Self.text)
      #expect(outcome.selections == [[0, 0, 0, 0]])
      #expect(outcome.violations == [])
    }
  }

  @Test func anEmptyFileIsAnswered() async {
    for command in EditorCommand.allCases {
      let outcome = await run(command, on: "")
      #expect(outcome.banner != nil)
      #expect(outcome.violations == [])
    }
  }
}
