import ArgumentParser

@main
struct MeritCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merit",
    abstract: "Ranked reviews, bonuses and promotion lists from exports and one policy file.")
}
