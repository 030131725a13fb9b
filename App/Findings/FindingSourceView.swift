import Core
import SwiftUI

/// The function being read.
struct FindingSourceView: View {
  let findings: FindingsModel

  var body: some View {
    if let source = findings.source {
      VStack(alignment: .leading, spacing: 4) {
        Text(verbatim: source.place)
          .font(.callout)
          .foregroundStyle(.secondary)
          .padding(.horizontal, 8)
        SourceTextView(source: source)
      }
      .padding(.top, 4)
    } else {
      ContentUnavailableView(
        findings.selection.count > 1
          ? "\(findings.selection.count) Functions Selected" : "No Function Selected",
        systemImage: "curlybraces",
        description: Text("Select one function to read it with the statements that raised its score."))
    }
  }
}

/// The statements behind the score of the function being read.
struct FindingInspector: View {
  let window: WindowModel

  var body: some View {
    if let finding = window.findings.selected, let source = window.findings.source {
      Form {
        Section("Function") {
          LabeledContent("Name", value: source.name)
          LabeledContent("Place", value: source.place)
          LabeledContent("Score", value: finding.score.formatted(.number.precision(.fractionLength(3))))
          LabeledContent("Rank", value: "\(finding.rank)")
          if let suppression = finding.suppression {
            LabeledContent("Decision", value: suppression.words)
          }
          Button("Open in Xcode") { window.findings.openInEditor([finding.rank]) }
        }
        if let fix = finding.missedFixWords {
          Section("A Fix That It Lacks") { Text(verbatim: fix).textSelection(.enabled) }
        }
        if !source.checks.isEmpty {
          Section("To Check") {
            ForEach(source.checks) { check in
              Text(verbatim: "Line \(check.line): \(check.sentence)")
                .textSelection(.enabled)
                .help(check.remedy ?? "")
            }
          }
        }
        Section("Why It Ranks Here") {
          if source.heat.isEmpty { Text("No statement raised the score.") }
          ForEach(source.heat) { HeatRow(heat: $0) }
        }
        PastSection(findings: window.findings)
        Text("Shares say which statements raised the score, not where a mistake is.")
          .font(.caption)
          .foregroundStyle(.secondary)
      }
      .formStyle(.grouped)
    } else {
      ContentUnavailableView(
        "Nothing to Inspect", systemImage: "sidebar.trailing", description: Text("Select one function."))
    }
  }
}

/// What the project's git history says of the function being read.
private struct PastSection: View {
  let findings: FindingsModel

  var body: some View {
    Section("Its Past") {
      if let past = findings.past {
        Text(verbatim: past.sentence)
        ForEach(past.latestFixes.dropFirst()) { fix in
          Label(fix.words, systemImage: fix.isOfSecurity ? "lock.shield" : "wrench")
            .font(.callout)
            .accessibilityLabel("\(fix.isOfSecurity ? "Security fix" : "Fix") \(fix.words)")
        }
      } else {
        switch findings.pastState {
        case .reading(let words): ProgressView(words)
        case .failed(let sentence): Text(verbatim: sentence).foregroundStyle(.secondary)
        case .read: Text("Git knows of no change since it was written.").foregroundStyle(.secondary)
        case nil:
          Text("Nothing is known. Ranking the project reads its git history.").foregroundStyle(.secondary)
        }
      }
    }
    .textSelection(.enabled)
  }
}

/// A statement with its share.
private struct HeatRow: View {
  let heat: FunctionSource.Heat

  var body: some View {
    VStack(alignment: .leading) {
      ProgressView(value: heat.share) {
        Text(verbatim: "\(heat.percent) · line \(heat.line)").monospacedDigit()
      } currentValueLabel: {
        Text(verbatim: heat.text)
          .font(.system(.caption, design: .monospaced))
          .lineLimit(3)
      }
    }
    .accessibilityElement(children: .combine)
  }
}
