package io.papertape.cli;

import picocli.CommandLine.Command;

/// The noun `model`: what strategies learned.
@Command(
    name = "model",
    description = "Fit and look at the models of a strategy.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {ModelFitCommand.class, ModelListCommand.class, ModelShowCommand.class})
final class ModelCommand {}
