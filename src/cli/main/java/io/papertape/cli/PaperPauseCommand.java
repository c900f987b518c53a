package io.papertape.cli;

import io.papertape.cli.CommandFactory.CommandContext;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `paper pause`: no new orders until it is resumed.
@Command(
    name = "pause",
    description = {
      "Pause a session: it listens and records, and takes no new order.",
      "That holds for exits too: positions stay open, whatever the strategy wants, until it is"
          + " resumed or flattened. Orders that work already go on."
    },
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  papertape paper pause 3f2a --why 'lunch'"})
final class PaperPauseCommand implements Callable<Integer> {
  private final CommandContext context;

  @Mixin private SessionArgument session = new SessionArgument();
  @Mixin private OrderFlags order = new OrderFlags();

  PaperPauseCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    return order.give(context, session.id(), "pause", order.body(), "pauses");
  }
}
