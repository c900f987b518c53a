package io.papertape.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.papertape.cli.CommandFactory.CommandContext;
import io.papertape.cli.OrderFlags.Telling;
import io.papertape.workspace.WorkspaceException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `paper kill`: the kill switch.
@Command(
    name = "kill",
    description = {
      "The kill switch: cancels working orders and takes no new one, for good.",
      "A session that does not answer within two seconds is halted from outside."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  papertape paper kill 3f2a --why 'it buys everything'",
      "  papertape paper kill --strategy ridge --flatten",
      "  papertape paper kill --all"
    })
final class PaperKillCommand implements Callable<Integer> {
  private final CommandContext context;

  @Parameters(paramLabel = "SESSION", arity = "0..1", description = "Id, or the beginning of one.")
  private Optional<String> session = Optional.empty();

  @Option(names = "--all", description = "All sessions.")
  private boolean all;

  @Option(names = "--strategy", paramLabel = "NAME", description = "All sessions of a strategy.")
  private Optional<String> strategy = Optional.empty();

  @Option(names = "--flatten", description = "Close positions too.")
  private boolean flatten;

  @Mixin private OrderFlags order = new OrderFlags();

  PaperKillCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    int named = (session.isPresent() ? 1 : 0) + (strategy.isPresent() ? 1 : 0) + (all ? 1 : 0);
    if (named != 1) {
      throw WorkspaceException.configuration(
          "Say what to kill: give a session, --strategy NAME, or --all; one of them.");
    }
    ObjectNode body = order.body().put("flatten", flatten);
    if (session.isPresent()) {
      Telling telling = flatten ? Telling.WHAT_STAYS_AFTER_CLOSING : Telling.WHAT_STAYS;
      return order.give(context, session.get(), "kill", body, "is killed", telling);
    }
    strategy.ifPresent(name -> body.put("strategy", name));
    JsonNode answer =
        order.flags().service(context.workspace()).post(SessionPaths.ALL + "/kill", body);
    if (order.flags().isJson()) {
      context.terminal().line(Json.text(answer));
    } else if (answer.path("sessions").isEmpty()) {
      context.terminal().line("Nothing to kill: each has ended or halted.");
    } else {
      for (JsonNode one : answer.path("sessions")) {
        String id = one.path("id").asText();
        String problem = hasProblem(one) ? ". " + one.path("problem").asText() : "";
        context
            .terminal()
            .line("Session %s: %s%s".formatted(id, one.path("outcome").asText(), problem));
      }
    }
    return everyOneIsKilled(answer) ? 0 : Failures.ENVIRONMENT;
  }

  private static boolean everyOneIsKilled(JsonNode answer) {
    for (JsonNode one : answer.path("sessions")) {
      if (hasProblem(one)) {
        return false;
      }
    }
    return true;
  }

  private static boolean hasProblem(JsonNode session) {
    return session.hasNonNull("problem");
  }
}
