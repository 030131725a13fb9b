import Foundation

/// The game the discriminators play against the generators.
enum DiscriminatorGame: String, Codable, Sendable {
  /// No discriminator is trained.
  case none
  /// One discriminator tells source from target (Goodfellow et al., 2014, for domains: Ganin and Lempitsky, 2015).
  case single
  /// One discriminator for each domain favours points of its own domain (paper, section 3).
  case dual
  /// One discriminator for each domain gives unbounded rewards to points of its own domain
  /// (Nguyen et al., Dual Discriminator Generative Adversarial Nets, NIPS 2017, equation 1).
  case rewards

  /// D_S alone, D_S and D_T, or neither.
  var discriminatorCount: Int {
    switch self {
    case .none: 0
    case .single: 1
    case .dual, .rewards: 2
    }
  }

  /// What each discriminator minimises; `theta` is the extra weight of its own domain, read by `dual` alone.
  func loss(theta: Float) -> DiscriminatorLoss {
    switch self {
    case .none, .single: .logistic(ownWeight: 1)
    case .dual: .logistic(ownWeight: 1 + theta)
    case .rewards: .reward
    }
  }
}

/// What a discriminator minimises: a mean over points of its own domain plus a mean over the other's.
struct DiscriminatorLoss: Sendable {
  /// The loss of a logit of its own domain.
  var own: LogitLoss
  /// Factor of the mean over its own domain.
  var ownWeight: Float
  /// The loss of a logit of the other domain.
  var other: LogitLoss
  /// The best logit where the domains cannot be told apart.
  var indifference: Float

  /// ownWeight·mean[−log D(own)] + mean[−log(1 − D(other))], D = σ(logit).
  static func logistic(ownWeight: Float) -> DiscriminatorLoss {
    DiscriminatorLoss(
      own: .accepting, ownWeight: ownWeight, other: .refusing, indifference: log(ownWeight))
  }

  /// mean[−log(P(own) + ε)] + mean P(other), P = softplus(logit): where nothing tells the domains apart, P is 1.
  static let reward = DiscriminatorLoss(
    own: .lackOfReward, ownWeight: 1, other: .reward, indifference: log(exp(Float(1)) - 1))
}
