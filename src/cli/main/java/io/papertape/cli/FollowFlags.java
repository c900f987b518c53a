package io.papertape.cli;

import io.papertape.workspace.WorkspaceException;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/// How a session is followed.
final class FollowFlags {
  private static final int USUAL_MINUTES = 10;
  private static final int MOST_MINUTES = 100_000;

  @Option(
      names = "--wait",
      paramLabel = "MINUTES",
      description = "How long a service that goes is waited for while it is followed. Default: 10.")
  private Optional<Integer> given = Optional.empty();

  /// @param why nothing is followed, with the way out; empty if a session is
  /// @throws WorkspaceException if a time is given and nothing is followed
  void requireFollowing(Optional<String> why) {
    if (why.isPresent() && given.isPresent()) {
      throw WorkspaceException.configuration(
          "Nothing is followed that could be waited for: --wait %d. %s"
              .formatted(given.get(), why.get()));
    }
  }

  Duration patience() {
    int minutes = given.orElse(USUAL_MINUTES);
    if (minutes < 1 || minutes > MOST_MINUTES) {
      throw WorkspaceException.configuration(
          "Not a time to wait: --wait %d. Use 1 to %d minutes.".formatted(minutes, MOST_MINUTES));
    }
    return Duration.ofMinutes(minutes);
  }
}
