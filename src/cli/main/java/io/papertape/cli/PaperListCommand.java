package io.papertape.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.papertape.cli.CommandFactory.CommandContext;
import io.papertape.workspace.WorkspaceException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `paper list`: all sessions.
@Command(
    name = "list",
    description = "List the sessions, the last begun first.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  papertape paper list",
      "  papertape paper list --state running,halted",
      "  papertape paper list --strategy moving-average-cross --json"
    })
final class PaperListCommand implements Callable<Integer> {
  private static final String NONE_YET = "No sessions yet. papertape paper start begins one.";
  private static final List<String> STATES =
      List.of("recovering", "running", "paused", "killed", "halted", "stopped", "failed", "hangs");

  private final CommandContext context;

  @Option(
      names = "--state",
      split = ",",
      paramLabel = "STATE",
      description = "Only sessions in these states, such as running,halted; hangs is one too.")
  private List<String> states = List.of();

  @Option(
      names = "--strategy",
      paramLabel = "NAME",
      description = "Only sessions of this strategy.")
  private Optional<String> strategy = Optional.empty();

  @Mixin private ServiceFlags flags = new ServiceFlags();

  PaperListCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    ServiceClient service = flags.service(context.workspace());
    requireStates();
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    SessionPaths.all(service).forEach(one -> addIfMeant(one, all));
    if (flags.isJson()) {
      context.terminal().line(Json.text(all));
    } else if (all.isEmpty()) {
      context.terminal().line(isFiltered() ? "No such session." : NONE_YET);
    } else {
      List<JsonNode> sessions = new ArrayList<>();
      all.forEach(sessions::add);
      SessionList.of(sessions).forEach(context.terminal()::line);
    }
    return 0;
  }

  private boolean isFiltered() {
    return !states.isEmpty() || strategy.isPresent();
  }

  private void addIfMeant(JsonNode session, ArrayNode into) {
    boolean isState =
        states.isEmpty()
            || states.contains(session.path("state").asText())
            || states.contains(SessionList.state(session));
    String name = session.path("strategy").asText();
    if (isState && strategy.filter(wanted -> !wanted.equals(name)).isEmpty()) {
      into.add(session);
    }
  }

  private void requireStates() {
    for (String one : states) {
      if (!STATES.contains(one)) {
        throw WorkspaceException.configuration(
            "Not a state: state=%s. Use %s.".formatted(one, String.join(", ", STATES)));
      }
    }
  }
}
