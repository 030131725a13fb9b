import Testing

@testable import Core

struct RevertMessageTests {
  @Test(arguments: [
    "Revert \"Fix overflow\"", "Revert 'Fix overflow'", "Revert commit 1234abc \"Fix overflow\"",
    "Revert: Fix overflow",
    "Reverted r1234: fix overflow", "Back out \"Fix overflow\"", "Backed out changeset 0123456789ab (bug 7)",
    "[stable] Revert \"Fix overflow\"", "[PATCH 1/2] [stable] revert \"Fix overflow\"",
    "Revert fix for overflow", "Revert CVE-2020-1111", "Revert CVE-2020-1111 fix, it breaks the build",
    "Reverting the CVE-2020-1111 fix", "Revert security fix for CVE-2020-1111",
    "Revert broken fix for CVE-2020-1111", "x: revert CVE-2020-1111 fix", "xfs: Revert \"xfs: fix overflow\"",
    "Partially revert \"Fix overflow\"", "Partial revert of CVE-2020-1111 fix",
    "Temporarily revert the fix for CVE-2020-1111", "Roll back \"Fix overflow\"",
    "Rollback of CVE-2020-1111 fix",
    "Revert the fix for CVE-2020-1234", "Reverts commit 0123456.", "Revert “Fix overflow”", "Revert 1234abc5",
    "Undo\n\nThis reverts commit 0123456.", "This reverts commit 0123456.", "Revert #12",
  ])
  func revertsAreTold(_ message: String) {
    #expect(RevertMessage.isRevert(message.utf8))
  }

  @Test(arguments: [
    "Fix overflow\n\nThe check was lost when r12 was made, see there:\n\nThis reverts commit 123 in part.",
    "Revert to memcpy to fix a crash", "Fix the revert button", "Reverting polarity is fixed",
    "Back off on errors",
    "Fix crash in revert \"x\"", "fix: revert to memcpy", "x: fix \"revert\"",
    "Roll back the transaction on overflow", "CVE-2020-1111: revert when full", "Reland \"Fix overflow\"",
    "Undo stack: fix overflow", "[x", "", "Revert",
  ])
  func fixesAreNoReverts(_ message: String) {
    #expect(!RevertMessage.isRevert(message.utf8))
  }

  @Test func identifiersOfManyFormsAreOne() throws {
    let matcher = try FixPatterns().matcher
    for text in ["CVE-2005-1234", "cve_2005_1234", "CVE 2005-1234", "CAN-2005-1234", "(cve-2005_1234)"] {
      #expect(matcher.evidence(in: text) != nil, "\(text)")
      #expect(matcher.identifiers(in: text).cves == ["CVE-2005-1234"], "\(text)")
    }
    #expect(matcher.identifiers(in: "CVE-2020-12345678").cves == ["CVE-2020-12345678"])
    #expect(matcher.evidence(in: "we can 2005-1234, CVE-20051234") == nil)
  }
}
