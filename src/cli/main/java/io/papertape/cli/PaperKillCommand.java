package io.papertape.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.papertape.cli.CommandFactory.CommandContext;
import io.papertape.workspace.PlainText;
import io.papertape.workspace.ServiceProcess;
import io.papertape.workspace.WorkspaceException;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `paper kill`: the kill switch.
@Command(
    name = "kill",
    description = {
      "The kill switch: cancels working orders and takes no new one, for good.",
      "A session that does not answer within two seconds is halted from outside.",
      "Without a service, sessions are halted on the disk: no start takes them up."
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
  private static final String KILL_MANY = SessionPaths.ALL + "/kill";
  private static final int NOTICE_MILLIS = 1_000;

  /// Longer than the service itself waits for sessions and disks that hang.
  private static final int ANSWER_MILLIS = 8_000;

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
    ObjectNode body = order.bodyInAnyCase().put("flatten", flatten);
    strategy.ifPresent(name -> body.put("strategy", name));
    String path = session.map(id -> SessionPaths.of(id) + "/kill").orElse(KILL_MANY);
    KillRequest request = new KillRequest(context.workspace(), order.flags().port());
    KillRequest.Outcome outcome;
    try (WaitNotice _ = notice(NOTICE_MILLIS, () -> !request.isFound());
        WaitNotice _ = notice(ANSWER_MILLIS, request::isFound)) {
      outcome = request.send(path, body);
    }
    if (outcome.service().isEmpty()) {
      return new OfflineKill(context).use(outcome, session, body, order.flags().isJson());
    }
    ServiceClient service = outcome.service().get();
    return session.isPresent()
        ? tellOne(service, outcome.answer())
        : tellAll(service, outcome.answer());
  }

  private int port() {
    return ServiceClient.port(context.workspace(), order.flags().port());
  }

  private WaitNotice notice(int afterMillis, BooleanSupplier isDue) {
    return new WaitNotice(
        context.terminal().err(),
        afterMillis,
        isDue,
        () ->
            "Service does not answer yet: port=%d; waiting. %s, then kill again: what it ran is"
                    .formatted(port(), ServiceProcess.end(context.workspace()))
                + " then halted on the disk.");
  }

  /// A session that was halted from outside, or had ended, is not killed.
  private int tellOne(ServiceClient service, JsonNode answer) {
    if (order.flags().isJson()) {
      context.terminal().line(Json.text(answer));
      return 0;
    }
    String state = answer.path("state").asText();
    String why = PlainText.of(answer.path("reason").asText(""));
    String what =
        "Session %s is %s%s"
            .formatted(
                answer.path("id").asText(),
                state,
                state.equals("killed") || why.isEmpty()
                    ? ""
                    : " (%s)".formatted(Failures.withoutPeriod(why)));
    JsonNode now = flatten && state.equals("killed") ? closing(service, answer) : answer;
    context.terminal().line(OpenRisk.sentence(what, now));
    return 0;
  }

  /// As the kill left it if the service ends meanwhile.
  private static JsonNode closing(ServiceClient service, JsonNode killed) {
    try {
      return OpenRisk.closing(service, killed);
    } catch (WorkspaceException _) {
      return killed;
    }
  }

  private int tellAll(ServiceClient service, JsonNode answer) {
    if (order.flags().isJson()) {
      context.terminal().line(Json.text(answer));
    } else if (answer.path("sessions").isEmpty()) {
      context.terminal().line("Nothing to kill: each has ended or halted.");
    } else {
      OpenRisk.Patience patience = OpenRisk.patience(flatten);
      for (JsonNode one : answer.path("sessions")) {
        String id = one.path("id").asText();
        String problem = hasProblem(one) ? ". " + one.path("problem").asText() : "";
        String outcome = one.path("outcome").asText();
        boolean isDone = outcome.equals("killed") || outcome.equals("halted");
        String stays = isDone ? stays(service, id, patience) : "";
        context
            .terminal()
            .line(PlainText.of("Session %s: %s%s%s".formatted(id, outcome, stays, problem)));
      }
    }
    return everyOneIsKilled(answer) ? 0 : Failures.ENVIRONMENT;
  }

  private static String stays(ServiceClient service, String id, OpenRisk.Patience patience) {
    try {
      JsonNode now = patience.closing(service, service.get(SessionPaths.of(id)));
      String risk = OpenRisk.of(now);
      return risk.isEmpty() ? "" : "; " + risk;
    } catch (WorkspaceException e) {
      return "; what stays open is not known";
    }
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
