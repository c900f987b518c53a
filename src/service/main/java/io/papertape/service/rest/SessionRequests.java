package io.papertape.service.rest;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// What clients send to change sessions.
final class SessionRequests {
  private SessionRequests() {}

  /// A session that is to start, or one that halted and is to go on.
  @Schema(name = "SessionStart")
  record Start(
      @Schema(description = "A halted session that is to go on; then nothing else is given")
          Optional<String> session,
      @Schema(
              description = "Folder of the strategy, absolute, or its name",
              examples = "moving-average-cross")
          Optional<String> strategy,
      @Schema(description = "What it listens to", examples = "replay:synthetic-us@60x")
          Optional<String> feed,
      @Schema(description = "The backtest whose parameters, assumptions and limits it takes")
          Optional<String> like,
      @Schema(description = "Values of parameters, by name") Optional<Map<String, String>> set,
      @Schema(
              description = "What a restart does: resume or wait; resume if absent",
              examples = "wait")
          Optional<String> recovery,
      @Schema(
              description =
                  "How long files of its tape are kept once it has ended, such as 90d; forever if"
                      + " absent",
              examples = "90d")
          Optional<String> retain) {}

  /// A command with who gives it and why; both are kept in the journal.
  @Schema(name = "SessionCommand")
  record Order(
      @Schema(description = "Who gives it, 100 characters at most", examples = "ada")
          Optional<String> who,
      @Schema(description = "Why, 500 characters at most", examples = "lunch") Optional<String> why,
      @Schema(description = "Of kill: whether positions are closed too") Optional<Boolean> flatten,
      @Schema(description = "Of kill without an id: only sessions of this strategy")
          Optional<String> strategy) {
    private static final int MOST_WHO = 100;
    private static final int MOST_WHY = 500;

    static final Order NONE =
        new Order(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    String whoOr() {
      return who.orElse(Roles.OPERATOR);
    }

    String whyOr() {
      return why.orElse("no reason given");
    }

    /// @throws ProblemException if what is kept in the journal for ever is too long for that
    void require() {
      require("who", who, MOST_WHO);
      require("why", why, MOST_WHY);
    }

    private static void require(String key, Optional<String> text, int most) {
      int length = text.map(one -> one.codePointCount(0, one.length())).orElse(0);
      if (length > most) {
        throw ProblemException.badRequest(
            "Text is too long: key=%s, characters=%d, most=%d. Shorten it."
                .formatted(key, length, most));
      }
    }
  }

  /// What a kill did.
  @Schema(name = "SessionsKilled")
  record Killed(
      @Schema(description = "Sessions that had neither ended nor halted") List<One> sessions,
      @Schema(description = "How many", examples = "1") int count) {
    /// One session.
    @Schema(name = "SessionKilled")
    record One(
        @Schema(description = "Id of the session", examples = "5f2b8c0d11e2a3f4") String id,
        @Schema(
                description =
                    "killed; halted: it did not answer or did not run; not-here: another process"
                        + " runs it; not-killed: that failed; or how it had ended meanwhile")
            String outcome,
        @Schema(description = "Why it may still trade, now or after a restart")
            Optional<String> problem) {}
  }
}
