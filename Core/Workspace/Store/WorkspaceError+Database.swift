import Foundation
import GRDB

extension WorkspaceError {
  /// The error that a failure of the database stands for; other errors pass through.
  static func translating(_ error: any Error, file: String) -> any Error {
    guard let error = error as? DatabaseError else { return error }
    switch error.resultCode {
    case .SQLITE_FULL: return WorkspaceError.diskFull(file: file)
    case .SQLITE_CORRUPT, .SQLITE_NOTADB:
      return WorkspaceError.damaged(file: file, detail: error.message ?? "unreadable")
    default: return WorkspaceError.storage(file: file, reason: error.message ?? "\(error.resultCode)")
    }
  }

  /// The sentence to show for any error.
  ///
  /// The errors of this program are finished sentences, to which the app adds what its windows offer; those of the
  /// system get a beginning.
  public static func sentence(for error: any Error) -> String {
    switch error {
    // What was exported before is still there, which is good to know.
    case FileError.unwritable(let file, let reason), ModelFileError.file(.unwritable(let file, let reason)),
      ReportFileError.unwritable(let file, let reason),
      BaselineError.unwritable(let file, let reason):
      WorkspaceError.unwritable(file: file, reason: reason).description
    case TrainingError.foreignCheckpoint(let file, let difference):
      "The checkpoint \(file.printable) belongs to a run with \(difference.printable). "
        + "Train again from the beginning, in Training."
    case TrainingError.damagedCheckpoint(let file, let detail):
      "The checkpoint \(file.printable) cannot be used: \(detail.printable). "
        + "Train again from the beginning, in Training."
    case let error as any ExplainedError: error.explanation.text
    default: "This did not work: \(error.localizedDescription). Try again."
    }
  }
}
