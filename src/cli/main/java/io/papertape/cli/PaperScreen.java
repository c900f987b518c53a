package io.papertape.cli;

import io.papertape.cli.CommandFactory.CommandContext;

/// Follows a session on the terminal or in the pipe of a verb.
record PaperScreen(CommandContext context) {
  /// @param all whether a pipe gets the entries from the first one on
  /// @return exit code: 0 unless it halted or failed
  int follow(ServiceClient service, String id, boolean all) {
    String footer = "Ctrl-C leaves it running; papertape paper stop %s ends it.";
    SessionFollow follow =
        new SessionFollow(
            context.terminal().out(),
            Terminal.isInteractive(),
            ScreenSize::now,
            footer.formatted(id.substring(0, Math.min(8, id.length()))));
    String state = follow.follow(service, id, all);
    return switch (state) {
      case "halted" -> Failures.ENVIRONMENT;
      case "failed" -> Failures.STRATEGY;
      default -> 0;
    };
  }
}
