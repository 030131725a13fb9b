import Foundation

extension BoundaryDistortion {
  /// The measure as aligned text.
  ///
  /// - Parameter method: The method of the model whose joint space it is.
  /// - Returns: A heading, a row a classifier, their gap, and how to read them.
  public func table(method: String) -> String {
    let rows = [
      ["classifier", "accuracy", "balanced", "AUC", "one answer"],
      ["C1, labelled project to unlabelled"] + Self.cells(sourceToTarget),
      ["C2, unlabelled project to labelled"] + Self.cells(targetToSource),
      ["gap", String(figure: accuracyGap), String(figure: balancedAccuracyGap), "–", "–"],
    ]
    return "boundary distortion of \(method.printable)\n"
      + TextColumns.lines(rows, others: .right).joined(separator: "\n")
      + "\nClasses weigh alike in training; \"one answer\" is the accuracy of calling all functions the same.\n"
      + "Labels of both projects are read: this explains a model and must not choose one.\n"
  }

  private static func cells(_ transfer: Transfer) -> [String] {
    [transfer.accuracy, transfer.balancedAccuracy, transfer.areaUnderCurve, transfer.majorityShare].map(
      String.init(figure:))
  }
}
