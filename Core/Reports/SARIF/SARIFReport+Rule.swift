extension SARIFReport {
  /// The one rule: a function that ranks above the threshold.
  ///
  /// One rule only, so that a result keeps its rule when its score changes with the model.
  static let rule = SARIFLog.Descriptor(
    id: TextReport.rule, name: "SuspectFunction",
    shortDescription: .init(text: "Function that may hide a vulnerability"),
    fullDescription: .init(
      text:
        "A model that has learnt from functions with known vulnerabilities gives this function a score at or"
        + " above the threshold. The score ranks functions for review; it does not prove a mistake."),
    help: .init(text: help, markdown: markdownHelp), defaultConfiguration: ["level": "warning"],
    properties: .init(tags: ["security", "maintainability"], precision: "low", securitySeverity: "5.0"))

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
