package io.papertape.live.session;

import io.papertape.live.tape.Retention;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a person asks for when a session starts.
///
/// @param strategy  folder of the strategy
/// @param feed      what it listens to, such as `replay:synthetic-us@60x`
/// @param like      the backtest whose hypothesis it tests: id or the beginning of one, or `last`
/// @param retention how long the files of its tape are kept once it has ended
/// @param overrides values of `--set`, by key
public record SessionPlan(
    Path strategy,
    String feed,
    Optional<String> like,
    SortedMap<String, String> overrides,
    SessionManifest.Recovery recovery,
    Retention retention) {
  public SessionPlan {
    overrides = Collections.unmodifiableSortedMap(new TreeMap<>(overrides));
  }

  /// One whose tape is kept for ever.
  public SessionPlan(
      Path strategy,
      String feed,
      Optional<String> like,
      SortedMap<String, String> overrides,
      SessionManifest.Recovery recovery) {
    this(strategy, feed, like, overrides, recovery, Retention.ALL);
  }

  public SessionPlan(Path strategy, String feed) {
    this(
        strategy, feed, Optional.empty(), new TreeMap<>(Map.of()), SessionManifest.Recovery.RESUME);
  }

  public SessionPlan like(String run) {
    return new SessionPlan(strategy, feed, Optional.of(run), overrides, recovery, retention);
  }

  public SessionPlan keeping(Retention value) {
    return new SessionPlan(strategy, feed, like, overrides, recovery, value);
  }
}
