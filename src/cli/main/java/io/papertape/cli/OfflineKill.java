package io.papertape.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.papertape.cli.CommandFactory.CommandContext;
import io.papertape.live.session.AlertSettings;
import io.papertape.live.session.Feeds;
import io.papertape.live.session.HostedSession;
import io.papertape.live.session.PaperSessions;
import io.papertape.live.session.PaperSessions.Killed;
import io.papertape.live.session.SessionAlerts;
import io.papertape.live.session.SessionStatus;
import io.papertape.workspace.PlainText;
import io.papertape.workspace.ServiceProcess;
import io.papertape.workspace.WorkspaceException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The kill switch without a service: writes the reason of a halt into the folder of each session,
/// under its lock, so that no start takes it up. What a process runs has its lock, and only that
/// process can kill it.
final class OfflineKill {
  private static final String NOT_HERE = "not-here";
  private static final String HALTED = "halted";
  private static final int TURN_MILLIS = 100;

  private final CommandContext context;
  private PaperSessions sessions;

  OfflineKill(CommandContext context) {
    this.context = context;
    sessions = sessions();
  }

  private PaperSessions sessions() {
    return new PaperSessions(
        context.workspace(),
        context.strategies(),
        new Feeds(List.of()),
        Clock.systemUTC(),
        System::nanoTime,
        new SessionAlerts(AlertSettings.none(), _ -> {}),
        this::tell);
  }

  private void tell(String text) {
    context.terminal().err().println(PlainText.of(text));
  }

  /// @param request that no service has answered
  /// @param body    who and why, and of which strategy
  /// @return exit code: 0 if none of those that are meant can trade
  int use(KillRequest.Outcome request, Optional<String> session, ObjectNode body, boolean isJson) {
    tell(request.whyNot());
    List<Killed> killed = afterItsEnd(killed(session, body), request.leftMillis(), session, body);
    boolean isDone = killed.stream().allMatch(one -> one.problem().isEmpty());
    if (isJson) {
      context.terminal().line(Json.text(toJson(killed)));
    } else if (killed.isEmpty()) {
      context.terminal().line("Nothing to kill: each has ended or halted.");
    } else {
      killed.forEach(one -> context.terminal().line(line(one, body)));
    }
    return isDone ? 0 : Failures.ENVIRONMENT;
  }

  /// What a service has that is ending is halted once its process is gone.
  private List<Killed> afterItsEnd(
      List<Killed> killed, int leftMillis, Optional<String> session, ObjectNode body) {
    Optional<Long> process = ServiceProcess.of(context.workspace());
    boolean isHeld = killed.stream().anyMatch(one -> one.outcome().equals(NOT_HERE));
    if (!isHeld || leftMillis == 0) {
      return killed;
    }
    process.ifPresent(
        one ->
            tell(
                ("Waiting for the end of process %d, %d s at most: what it has is then halted on"
                        + " the disk.")
                    .formatted(one, leftMillis / 1_000)));
    for (int left = leftMillis; left > 0 && process.isPresent(); left -= TURN_MILLIS) {
      pause();
      process = ServiceProcess.of(context.workspace());
    }
    sessions = sessions(); // as they were left
    Map<String, Killed> last = new LinkedHashMap<>();
    killed.stream()
        .filter(
            one -> !one.outcome().equals(NOT_HERE)) // has halted or ended if it is not named again
        .forEach(one -> last.put(one.session(), one));
    killed(session, body).forEach(one -> last.put(one.session(), one));
    return List.copyOf(last.values());
  }

  private static void pause() {
    try {
      Thread.sleep(TURN_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while a process ends.", e);
    }
  }

  private List<Killed> killed(Optional<String> session, ObjectNode body) {
    String who = body.path("who").asText();
    String why = body.path("why").asText();
    Optional<String> strategy =
        Optional.ofNullable(body.get("strategy")).map(name -> name.asText());
    try {
      return session.isEmpty()
          ? sessions.kill(strategy, who, why, false)
          : List.of(killed(sessions.find(session.get()), who, why));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while sessions are halted.", e);
    }
  }

  private Killed killed(HostedSession session, String who, String why) throws InterruptedException {
    try {
      return sessions.kill(session, who, why, false);
    } catch (WorkspaceException e) {
      if (e.kind() != WorkspaceException.Kind.ENVIRONMENT || sessions.isLost(session)) {
        throw e; // it has ended, or its folder is gone
      }
      return new Killed(session.id(), NOT_HERE, Optional.of(e.getMessage()));
    }
  }

  private String line(Killed one, ObjectNode body) {
    if (one.outcome().equals(NOT_HERE)) {
      return "Session %s: NOT KILLED, a process that does not answer has it. %s, then kill again."
          .formatted(one.session(), ServiceProcess.end(context.workspace()));
    }
    String problem = one.problem().map(text -> ". " + PlainText.of(text)).orElse("");
    if (!one.outcome().equals(HALTED)) {
      return "Session %s: %s%s".formatted(one.session(), one.outcome(), problem);
    }
    String flatten =
        body.path("flatten").asBoolean() ? "; nothing is closed without a service" : "";
    return "Session %s: halted on the disk, no start takes it up%s%s%s"
        .formatted(one.session(), open(one.session()), flatten, problem);
  }

  /// What it holds, as far as its record says.
  private String open(String id) {
    SessionStatus status = sessions.find(id).status();
    if (status.fills() == SessionStatus.UNKNOWN_COUNT) {
      return "; what it holds is not known";
    }
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    ArrayNode positions = node.putArray("positions");
    status
        .position()
        .forEach(
            position ->
                positions
                    .addObject()
                    .put("symbol", position.symbol())
                    .put("quantity", Long.toString(position.quantity())));
    String risk = OpenRisk.of(node.put("workingOrders", status.workingOrders()));
    return risk.isEmpty() ? "" : "; " + risk;
  }

  private static ObjectNode toJson(List<Killed> killed) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    ArrayNode all = node.putArray("sessions");
    for (Killed one : killed) {
      ObjectNode each = all.addObject().put("id", one.session()).put("outcome", one.outcome());
      one.problem().ifPresent(text -> each.put("problem", text));
    }
    return node.put("count", killed.size()).put("service", false);
  }
}
