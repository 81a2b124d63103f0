import ArgumentParser

@main
struct MeritDevCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merit-dev", abstract: "Work on the project itself.",
    subcommands: [
      CheckCommand.self, GenerateCommand.self, KillCommand.self, FuzzCommand.self,
      TortureCommand.self, BenchCommand.self,
    ])
}
