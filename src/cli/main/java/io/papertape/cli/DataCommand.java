package io.papertape.cli;

import picocli.CommandLine.Command;

/// The noun `data`: market data in the store.
@Command(
    name = "data",
    description = "Import and look at market data.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      DataImportCommand.class,
      DataImportActionsCommand.class,
      DataListCommand.class,
      DataShowCommand.class,
      DataCheckCommand.class,
      DataExportCommand.class,
      DataGenerateCommand.class,
    })
final class DataCommand {}
