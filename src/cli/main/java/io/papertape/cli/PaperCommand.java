package io.papertape.cli;

import picocli.CommandLine.Command;

/// The noun `paper`: sessions that trade on paper. All verbs but `blotter`, `feed`,
/// `verify`, `compare` and `track` ask the service.
@Command(
    name = "paper",
    description = "Paper sessions: a strategy on a live feed, with no real orders.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      PaperStartCommand.class,
      PaperFeedCommand.class,
      PaperListCommand.class,
      PaperShowCommand.class,
      PaperBlotterCommand.class,
      PaperPauseCommand.class,
      PaperResumeCommand.class,
      PaperFlattenCommand.class,
      PaperStopCommand.class,
      PaperKillCommand.class,
      PaperVerifyCommand.class,
      PaperCompareCommand.class,
      PaperTrackCommand.class
    })
final class PaperCommand {}
