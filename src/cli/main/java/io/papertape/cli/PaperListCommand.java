package io.papertape.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.papertape.cli.CommandFactory.CommandContext;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `paper list`: all sessions.
@Command(
    name = "list",
    description = "List the sessions, the last begun first.",
    mixinStandardHelpOptions = true,
    footer = {"", "Examples:", "  papertape paper list", "  papertape paper list --json"})
final class PaperListCommand implements Callable<Integer> {
  private final CommandContext context;
  @Mixin private ServiceFlags flags = new ServiceFlags();

  PaperListCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    ServiceClient service = flags.service(context.workspace());
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    String path = "/api/v1/sessions?limit=1000";
    for (String next = path; !next.isEmpty(); ) {
      JsonNode page = service.get(next);
      page.path("items").forEach(all::add);
      next = page.has("next") ? path + "&cursor=" + page.path("next").asText() : "";
    }
    if (flags.isJson()) {
      context.terminal().line(Json.text(all));
    } else if (all.isEmpty()) {
      context.terminal().line("No sessions yet. papertape paper start begins one.");
    } else {
      all.forEach(session -> context.terminal().line(SessionScreen.row(session)));
    }
    return 0;
  }
}
