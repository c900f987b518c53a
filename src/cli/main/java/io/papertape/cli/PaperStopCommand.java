package io.papertape.cli;

import io.papertape.cli.CommandFactory.CommandContext;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `paper stop`: the end of a session, in good order.
@Command(
    name = "stop",
    description = {
      "Stop a session for good: its journal is sealed and it goes to the ledger.",
      "One that has halted is ended as it is: without a seal, and not in the ledger."
    },
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  papertape paper stop 3f2a --why 'done'"})
final class PaperStopCommand implements Callable<Integer> {
  private final CommandContext context;

  @Parameters(paramLabel = "SESSION", description = "Id, or the beginning of one.")
  private String session = "";

  @Mixin private OrderFlags order = new OrderFlags();

  PaperStopCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    return order.give(context, session, "stop", order.body(), "stops");
  }
}
