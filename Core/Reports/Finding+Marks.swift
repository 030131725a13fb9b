extension Finding {
  /// What raised the score most, largest share first: statements, or parts of a long function.
  ///
  /// A scan that also writes a page with colours holds all statements; lists show reasons only.
  func reasons(limit: Int) -> [StatementAttribution] { function.reasons(among: statements, limit: limit) }

  /// The words behind a finding's name: what kind of code it is, and what was found on reading it.
  var marks: [String] {
    [ancillary.map { "\($0.word) code" }, isConfirmed ? Self.confirmedMark : nil].compactMap(\.self)
  }

  /// How lists name a function that somebody found a mistake in.
  static let confirmedMark = "confirmed"
}
