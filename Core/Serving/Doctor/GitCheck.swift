/// Whether git is there and opens the project's repository.
struct GitCheck: DoctorCheck {
  let name = "git"

  func examine(_ subject: Doctor.Subject) -> DoctorFinding {
    do {
      let git = try SafeGit(
        path: subject.path, limits: SafeGit.Limits(seconds: 10, outputBytes: 1 << 20),
        environment: subject.environment)
      let commit = try git.commit(named: "HEAD")
      let reads = "reads \(subject.path) at \(commit.prefix(12))"
      if try git.isShallow() {
        return DoctorFinding(
          .worse, "\(reads), a shallow clone: older commits are missing",
          nextStep: "`git fetch --unshallow` gets them.")
      }
      if try git.isPartial() {
        return DoctorFinding(
          .worse, "\(reads), a partial clone: older versions of files may be missing",
          nextStep: "`\(GitError.refetch)` gets them.")
      }
      return DoctorFinding(.good, reads)
    } catch .notARepository {
      return DoctorFinding(
        .good,
        "installed; \(subject.path) is in no repository, so `labels from-git` and `scan --since` have nothing to read"
      )
    } catch .unknownCommit {
      return DoctorFinding(.good, "installed; the repository of \(subject.path) has no commit yet")
    } catch {
      return DoctorFinding(.worse, "\(subject.path) cannot be read", nextStep: "\(error)")
    }
  }
}
