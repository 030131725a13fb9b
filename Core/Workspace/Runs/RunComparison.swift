/// Runs side by side: their figures, and the settings in which they differ.
public struct RunComparison: Hashable, Sendable {
  /// One line of the comparison.
  public struct Row: Hashable, Identifiable, Sendable {
    /// What is compared.
    public var name: String
    /// The value of each run, in the order of the runs; an en dash where a run has none.
    public var values: [String]

    /// The name.
    public var id: String { name }
  }

  /// The runs' names.
  public var titles: [String]
  /// State, steps, time and figures.
  public var figures: [Row]
  /// The settings in which the runs differ; all settings that a single run's method reads.
  public var settings: [Row]

  /// Compares runs.
  public init(_ runs: [WorkspaceRun]) {
    titles = runs.map(\.name)
    figures = [
      Row(name: "State", values: runs.map(\.state.title)),
      Row(name: "Method", values: runs.map { TrainingMethod.named($0.method)?.title ?? $0.method.printable }),
      Row(name: "Steps", values: runs.map { String($0.step) }),
      Row(name: "Time", values: runs.map { DurationText.of(seconds: $0.seconds) }),
    ]
    figures += Set(runs.flatMap(\.metrics.keys)).sorted().map { name in
      Row(
        name: Self.title(ofMetric: name),
        values: runs.map { run in run.metrics[name].map(Self.figure) ?? "–" })
    }
    settings = Self.settingRows(runs)
  }

  /// What the runs' methods read, in the order of the expert settings.
  private static func settingRows(_ runs: [WorkspaceRun]) -> [Row] {
    TrainingSetting.all.compactMap { setting in
      let values = runs.map { run -> String? in
        guard let settings = run.plan?.settings, let method = TrainingMethod.named(run.method),
          setting.isRead(by: method, settings)
        else { return nil }
        return setting.text(in: settings)
      }
      if values.allSatisfy({ $0 == nil }) || (runs.count > 1 && Set(values).count == 1) { return nil }
      return Row(name: setting.title, values: values.map { $0 ?? "–" })
    }
  }

  /// `source-validation/auc/longest-first` becomes "source validation: auc (longest first)".
  static func title(ofMetric name: String) -> String {
    let parts = name.printable.split(separator: "/").map { $0.replacing("-", with: " ") }
    guard parts.count > 1 else { return parts.joined() }
    let rest = parts.dropFirst(2).map { " (\($0))" }.joined()
    return "\(parts[0]): \(parts[1])\(rest)"
  }

  private static func figure(_ value: Double) -> String {
    value.isFinite ? (value * 1000).rounded().thousandths : "–"
  }
}

extension Double {
  /// A whole number of thousandths as a decimal, such as 0.695.
  fileprivate var thousandths: String {
    let whole = Int(clamping: Int64(magnitude))
    let digits = String(whole % 1000)
    let padded = String(repeating: "0", count: 3 - digits.count) + digits
    return (self < 0 ? "-" : "") + "\(whole / 1000).\(padded)"
  }
}

/// A length of time in words.
public enum DurationText {
  /// The time in its two largest units, such as "2 min 5 s".
  public static func of(seconds: Double) -> String {
    guard seconds.isFinite, seconds >= 0 else { return "–" }
    let total = Int(min(seconds.rounded(), 1e9))
    switch total {
    case ..<60: return "\(total) s"
    case ..<3600: return "\(total / 60) min \(total % 60) s"
    default: return "\(total / 3600) h \(total % 3600 / 60) min"
    }
  }
}
