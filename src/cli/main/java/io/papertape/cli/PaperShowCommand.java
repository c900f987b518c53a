package io.papertape.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.papertape.cli.CommandFactory.CommandContext;
import io.papertape.workspace.WorkspaceException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `paper show`: one session.
@Command(
    name = "show",
    description = "Show a session: positions, profit, the health of its data, last decisions.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  papertape paper show 3f2a",
      "  papertape paper show 3f2a --follow",
      "  papertape paper show 3f2a --follow | grep bought"
    })
final class PaperShowCommand implements Callable<Integer> {
  private final CommandContext context;

  @Mixin private SessionArgument session = new SessionArgument();

  @Option(
      names = "--follow",
      description = "Go on until it ends: a screen on a terminal, a line an entry in a pipe.")
  private boolean follow;

  @Mixin private FollowFlags waiting = new FollowFlags();

  @Mixin private ServiceFlags flags = new ServiceFlags();

  PaperShowCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    Duration patience = waiting.patience();
    waiting.requireFollowing(
        follow ? Optional.empty() : Optional.of("Add --follow, or leave --wait out."));
    requireOneForm();
    ServiceClient service = flags.service(context.workspace());
    JsonNode found = service.get(SessionPaths.of(session.id()));
    if (flags.isJson()) {
      context.terminal().line(Json.text(found));
      return 0;
    }
    if (follow) {
      return new PaperScreen(context, flags, patience).follow(service, found);
    }
    String columns = System.getenv().getOrDefault("COLUMNS", "");
    boolean isWhole = !Terminal.isInteractive() && columns.isEmpty();
    ScreenSize size = Terminal.isInteractive() ? ScreenSize.now() : ScreenSize.ofPipe(columns);
    SessionScreen.of(found, size.columns(), isWhole ? Integer.MAX_VALUE : size.columns())
        .forEach(context.terminal()::line);
    return 0;
  }

  private void requireOneForm() {
    if (follow && flags.isJson()) {
      throw WorkspaceException.configuration(
          "What is followed is no JSON document: --follow --json. Leave one out, or listen to GET"
              + " /api/v1/sessions/%s/events.".formatted(session.id()));
    }
  }
}
