package io.papertape.cli;

import io.papertape.cli.CommandFactory.CommandContext;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `paper resume`: the end of a pause.
@Command(
    name = "resume",
    description = "Resume a session that is paused.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  papertape paper resume 3f2a --why 'back'"})
final class PaperResumeCommand implements Callable<Integer> {
  private final CommandContext context;

  @Mixin private SessionArgument session = new SessionArgument();
  @Mixin private OrderFlags order = new OrderFlags();

  PaperResumeCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    return order.give(context, session.id(), "resume", order.body(), "goes on");
  }
}
