package io.papertape.service.rest;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// What clients send to change sessions.
final class SessionRequests {
  private static final String PATH = "/api/v1/sessions";
  private static final String FLATTEN = "Whether positions are closed too; not if absent";

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
          Optional<String> retain) {
    /// Keys that say how a new session is to be.
    List<String> keysOfNew() {
      List<String> keys = new ArrayList<>();
      add(keys, "strategy", strategy);
      add(keys, "feed", feed);
      add(keys, "like", like);
      add(keys, "set", set);
      add(keys, "recovery", recovery);
      add(keys, "retain", retain);
      return keys;
    }

    private static void add(List<String> keys, String key, Optional<?> value) {
      if (value.isPresent()) {
        keys.add(key);
      }
    }
  }

  /// A command that was sent: what is missing is not taken for one that leaves everything out.
  ///
  /// @throws ProblemException if there is no body, or `null`, or one whose texts cannot be kept
  static <T extends Order> T require(T body) {
    if (body == null) {
      throw ProblemException.badRequest("Body is missing: send a JSON object, {} at least.");
    }
    body.requireTexts();
    return body;
  }

  /// A command: who gives it and why, both of which are kept in the journal.
  sealed interface Order {
    int MOST_WHO = 100;
    int MOST_WHY = 500;

    Optional<String> who();

    Optional<String> why();

    default String whoOr() {
      return who().orElse(Roles.OPERATOR);
    }

    default String whyOr() {
      return why().orElse("no reason given");
    }

    /// @throws ProblemException if what is kept in the journal for ever is too long for that, or
    ///     says nothing
    default void requireTexts() {
      require("who", who(), MOST_WHO);
      require("why", why(), MOST_WHY);
    }

    private static void require(String key, Optional<String> text, int most) {
      if (text.isPresent() && text.get().isBlank()) {
        throw ProblemException.badRequest(
            "Text is empty: key=%s. Say something, or leave it out.".formatted(key));
      }
      int length = text.map(one -> one.codePointCount(0, one.length())).orElse(0);
      if (length > most) {
        throw ProblemException.badRequest(
            "Text is too long: key=%s, characters=%d, most=%d. Shorten it."
                .formatted(key, length, most));
      }
    }
  }

  /// Of all commands but kills.
  @Schema(name = "SessionCommand")
  record Plain(
      @JsonDeserialize(contentUsing = OnlyText.class)
          @Schema(description = "Who gives it, 100 characters at most", examples = "ada")
          Optional<String> who,
      @JsonDeserialize(contentUsing = OnlyText.class)
          @Schema(description = "Why, 500 characters at most", examples = "lunch")
          Optional<String> why)
      implements Order {}

  /// Of the kill of one session.
  @Schema(name = "SessionKill")
  record Kill(
      @JsonDeserialize(contentUsing = OnlyText.class)
          @Schema(description = "Who gives it, 100 characters at most", examples = "ada")
          Optional<String> who,
      @JsonDeserialize(contentUsing = OnlyText.class)
          @Schema(description = "Why, 500 characters at most", examples = "it trades too much")
          Optional<String> why,
      @Schema(description = FLATTEN) Optional<Boolean> flatten)
      implements Order {}

  /// Of the kill of all sessions, or of those of a strategy.
  @Schema(name = "SessionsKill")
  record KillAll(
      @JsonDeserialize(contentUsing = OnlyText.class)
          @Schema(description = "Who gives it, 100 characters at most", examples = "ada")
          Optional<String> who,
      @JsonDeserialize(contentUsing = OnlyText.class)
          @Schema(description = "Why, 500 characters at most", examples = "the venue is wrong")
          Optional<String> why,
      @Schema(description = FLATTEN) Optional<Boolean> flatten,
      @Schema(description = "Only sessions of this strategy; all if absent")
          Optional<String> strategy)
      implements Order {}

  /// Where a key belongs that was sent with a command that has none such; empty if nowhere.
  static Optional<String> homeOf(Class<?> body, String key) {
    if (body == null || !Order.class.isAssignableFrom(body)) {
      return Optional.empty();
    }
    return switch (key) {
      case "flatten" -> Optional.of("POST %s/{id}/kill and POST %s/kill".formatted(PATH, PATH));
      case "strategy" -> Optional.of("POST %s/kill".formatted(PATH));
      default -> Optional.empty();
    };
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
