/// The parts of a regular expression.
indirect enum PatternNode {
  case nothing
  case characters(CharacterClass)
  case assertion(LinearPattern.Assertion)
  case sequence([PatternNode])
  case choice([PatternNode])
  case repetition(PatternNode, minimum: Int, maximum: Int?, prefersFewer: Bool)
}
