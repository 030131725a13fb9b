import Charts
import Core
import SwiftUI

/// The figures of a run by step, one chart for each group.
struct TrainingChartsView: View {
  let curves: TrainingCurves
  let lastStep: Int

  var body: some View {
    ForEach(TrainingCurves.Group.allCases) { group in
      let lines = curves.curves(of: group)
      if !lines.isEmpty {
        GroupBox(group.title) {
          CurvesChart(points: Self.points(lines), lastStep: lastStep)
            .frame(height: 180)
            .accessibilityLabel(group.title)
            .accessibilityValue(Self.spoken(lines))
        }
      }
    }
  }

  private static func points(_ lines: [(name: String, curve: TrainingCurve)]) -> [CurvePoint] {
    lines.flatMap { line in
      line.curve.points.map { CurvePoint(series: line.name, step: $0.step, value: $0.value) }
    }
  }

  /// The last figure of each line, for those who listen.
  private static func spoken(_ lines: [(name: String, curve: TrainingCurve)]) -> String {
    lines.map { line in
      let last = Double(line.curve.values.last ?? 0)
      return "\(line.name) \(last.formatted(.number.precision(.fractionLength(3))))"
    }.joined(separator: ", ")
  }
}

/// One point of one line.
struct CurvePoint: Identifiable, Hashable {
  var series: String
  var step: Int
  var value: Float

  var id: Self { self }
}

/// Lines told apart by colour and by dashes.
struct CurvesChart: View {
  let points: [CurvePoint]
  let lastStep: Int

  var body: some View {
    Charts.Chart {
      ForEach(points) { point in
        LineMark(x: .value("Step", point.step), y: .value("Value", point.value))
          .foregroundStyle(by: .value("Series", point.series))
          .lineStyle(by: .value("Series", point.series))
      }
    }
    .chartXScale(domain: 0...max(2, lastStep))
    .chartXAxisLabel("Step")
  }
}
