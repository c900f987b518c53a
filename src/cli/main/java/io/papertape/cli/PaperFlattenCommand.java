package io.papertape.cli;

import io.papertape.cli.CommandFactory.CommandContext;
import io.papertape.cli.OrderFlags.Telling;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `paper flatten`: closes all positions.
@Command(
    name = "flatten",
    description = "Close all positions of a session at the market.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  papertape paper flatten 3f2a --why 'news'"})
final class PaperFlattenCommand implements Callable<Integer> {
  private final CommandContext context;

  @Mixin private SessionArgument session = new SessionArgument();
  @Mixin private OrderFlags order = new OrderFlags();

  PaperFlattenCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    return order.give(
        context,
        session.id(),
        "flatten",
        order.body(),
        "closes its positions",
        Telling.WHAT_STAYS_AFTER_CLOSING);
  }
}
