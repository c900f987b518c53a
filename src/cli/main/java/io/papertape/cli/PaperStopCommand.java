package io.papertape.cli;

import io.papertape.cli.CommandFactory.CommandContext;
import io.papertape.cli.OrderFlags.Telling;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `paper stop`: the end of a session, in good order.
@Command(
    name = "stop",
    description = {
      "Stop a session for good: its journal is sealed and it goes to the ledger.",
      "One that has halted is ended as it is: without a seal, and not in the ledger.",
      "Positions stay as they are; papertape paper flatten closes them before."
    },
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  papertape paper stop 3f2a --why 'done'"})
final class PaperStopCommand implements Callable<Integer> {
  private final CommandContext context;

  @Mixin private SessionArgument session = new SessionArgument();
  @Mixin private OrderFlags order = new OrderFlags();

  PaperStopCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    return order.give(context, session.id(), "stop", order.body(), "stops", Telling.WHAT_STAYS);
  }
}
