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
      description = "How long a service that goes meanwhile is waited for. Default: 10.")
  private Optional<Integer> given = Optional.empty();

  /// @throws WorkspaceException if a time is given and nothing is followed
  void requireFollowing(boolean isFollowing, String how) {
    if (!isFollowing && given.isPresent()) {
      throw WorkspaceException.configuration(
          "Nothing is followed that could be waited for: --wait %d. %s, or leave it out."
              .formatted(given.get(), how));
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
