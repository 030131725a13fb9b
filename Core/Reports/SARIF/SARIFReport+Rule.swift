extension SARIFReport {
  /// The rule of a suspect: that of its first signal in the registry's order, or the general one.
  ///
  /// It depends on the function's text alone, so that a result keeps its rule when its score changes with the model.
  static func rule(of finding: Finding) -> SARIFLog.Descriptor {
    if finding.missedFix != nil, !finding.holdsSuspect { return missedFixRule }
    let observed = Set(finding.signals.map(\.name))
    return Signal.all.first { observed.contains($0.name) }.map(rule) ?? rule
  }

  private static func rule(_ signal: Signal) -> SARIFLog.Descriptor {
    let text =
      "\(signal.sentence) \(signal.remedy) The function ranks among those to read first; this is what to check in it,"
      + " not a proof of a mistake. Described in \(signal.source)."
    return SARIFLog.Descriptor(
      id: "vulnadapt/\(signal.name)", name: pascalCase(signal.name),
      shortDescription: .init(text: signal.title),
      fullDescription: .init(text: text),
      help: .init(text: text + "\n\n" + acceptance, markdown: text + "\n\n" + acceptance),
      helpUri: signal.address,
      defaultConfiguration: ["level": "warning"],
      properties: .init(
        tags: ["security", "external/cwe/cwe-\(signal.cwe)"], precision: "low", securitySeverity: "5.0"))
  }

  private static func pascalCase(_ name: String) -> String {
    name.split(separator: "-").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
  }

  private static let acceptance =
    "When the function is in order, write `// vulnadapt: ignore — reason` on the line before it."

  /// The rule of suspects without a signal: a function that ranks above the threshold.
  static let rule = SARIFLog.Descriptor(
    id: TextReport.rule, name: "SuspectFunction",
    shortDescription: .init(text: "Function that may hide a vulnerability"),
    fullDescription: .init(
      text:
        "A model that has learnt from functions with known vulnerabilities gives this function a score at or"
        + " above the threshold. The score ranks functions for review; it does not prove a mistake."),
    help: .init(text: help, markdown: markdownHelp), defaultConfiguration: ["level": "warning"],
    properties: .init(tags: ["security", "maintainability"], precision: "low", securitySeverity: "5.0"))

  /// The rule of functions below the threshold that are like one that was fixed and lack the fix.
  private static let missedFixRule = SARIFLog.Descriptor(
    id: TextReport.missedFixRule, name: "MissedFix",
    shortDescription: .init(text: "Function like one that was fixed, and not mended"),
    fullDescription: .init(
      text:
        "The project's history mended a function that is nearly the same as this one, and left this one as it was."
    ),
    help: .init(text: missedFixHelp, markdown: missedFixHelp), defaultConfiguration: ["level": "warning"],
    properties: .init(tags: ["security", "maintainability"], precision: "medium", securitySeverity: "5.0"))

  private static let missedFixHelp =
    "Read the commit that is named, and look whether this function needs the same change.\n\n" + acceptance

  private static let help = """
    VulnAdapt ranks functions by how much they resemble functions with known vulnerabilities. This one is among \
    those to read first.

    Read the function, beginning with the related locations: these statements raised its score most. They say why \
    the function ranks here; a mistake may well be elsewhere in it. Look at lengths and indices that come from \
    outside, arithmetic on them, the life of pointers, and what happens when a call fails.

    When the function is in order, write a comment on the line before it:
        // vulnadapt: ignore — reason
    or accept all of today's suspects: vulnadapt scan . --write-baseline vulnadapt-baseline.json
    """

  private static let markdownHelp = """
    VulnAdapt ranks functions by how much they resemble functions with known vulnerabilities. This one is among \
    those to **read first**.

    Read the function, beginning with the related locations: these statements raised its score most. They say \
    *why the function ranks here*; a mistake may well be elsewhere in it. Look at

    - lengths and indices that come from outside, and arithmetic on them,
    - the life of pointers,
    - what happens when a call fails.

    When the function is in order, write a comment on the line before it:

    ```c
    // vulnadapt: ignore — reason
    ```

    or accept all of today's suspects: `vulnadapt scan . --write-baseline vulnadapt-baseline.json`.
    """
}
