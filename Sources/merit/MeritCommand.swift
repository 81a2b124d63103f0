import ArgumentParser
import MeritApp

@main
struct MeritCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merit",
    abstract: "Ranked reviews, bonuses and promotion lists from exports and one policy file.",
    version: meritVersion,
    subcommands: [
      InitCommand.self, InspectCommand.self, CheckCommand.self, RunCommand.self, RankCommand.self,
      ExplainCommand.self,
      StatusCommand.self, CloseCommand.self, LedgerCommand.self, VerifyCommand.self,
      WhyCommand.self,
    ])

  static func main() {
    prepareProcess()
    main(nil)
  }
}
