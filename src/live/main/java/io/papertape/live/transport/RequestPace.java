package io.papertape.live.transport;

import io.papertape.live.transport.FeedChange.Reason;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/// When one venue may be asked over HTTP, and when again after a failure: within its budget, not
/// before it said, after a back-off. It has no clock and no socket. For one thread.
public final class RequestPace {
  private final RestRules rules;
  private final RequestBudget budget;
  private final RandomGenerator random;
  private long notBeforeNanos = Long.MIN_VALUE;
  private int failuresInARow;

  public RequestPace(RestRules rules, RequestBudget budget, RandomGenerator random) {
    this.rules = rules;
    this.budget = budget;
    this.random = random;
  }

  /// When a request may be sent, now or later.
  ///
  /// @param weight what the request costs of the budget
  public long sendNanos(int weight, long nowNanos) {
    return Math.max(notBeforeNanos, budget.freeNanos(weight, nowNanos));
  }

  /// True if that is too far away to wait for.
  public boolean isTooLong(long untilNanos, long nowNanos) {
    return untilNanos > nowNanos + rules.mostWait().toNanos();
  }

  /// A request is sent now.
  public void sent(int weight, long nowNanos) {
    budget.spend(weight, nowNanos);
  }

  /// The venue has answered.
  public void answered() {
    failuresInARow = 0;
  }

  /// A request came to nothing. While the venue fails all that is asked waits, and what is new is
  /// asked once: or many requests, each with its attempts, would use up the budget that is needed
  /// as soon as the venue is there again.
  ///
  /// @param retryNanos when the venue wants to be asked again, if it said so
  /// @return from when on to try again; empty: not at all
  public OptionalLong failed(Reason reason, OptionalLong retryNanos, long nowNanos) {
    retryNanos.ifPresent(at -> notBeforeNanos = Math.max(notBeforeNanos, at));
    if (!heals(reason)) {
      return OptionalLong.empty();
    }
    long backoff = nowNanos + rules.backoff().nanos(failuresInARow, random);
    notBeforeNanos = Math.max(notBeforeNanos, backoff);
    failuresInARow++;
    return failuresInARow >= rules.attempts() || isTooLong(notBeforeNanos, nowNanos)
        ? OptionalLong.empty()
        : OptionalLong.of(notBeforeNanos);
  }

  private static boolean heals(Reason reason) {
    return switch (reason) {
      case RATE_LIMITED, UNAVAILABLE, TIMED_OUT, BROKEN, UNREACHABLE, NO_NAME -> true;
      default -> false;
    };
  }
}
