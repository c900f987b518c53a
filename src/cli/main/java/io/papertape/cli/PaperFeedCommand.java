package io.papertape.cli;

import picocli.CommandLine.Command;

/// The noun `paper feed`: what is said of feeds without a session.
@Command(
    name = "feed",
    description = "Feeds: try the description of a venue.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {PaperFeedCheckCommand.class})
final class PaperFeedCommand {}
