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

  /// A request came to nothing.
  ///
  /// @param retryNanos when the venue wants to be asked again, if it said so
  /// @param failures   of this request before this one
  /// @return from when on to try again; empty: not at all
  public OptionalLong failed(Reason reason, OptionalLong retryNanos, int failures, long nowNanos) {
    retryNanos.ifPresent(at -> notBeforeNanos = Math.max(notBeforeNanos, at));
    boolean isLast = failures + 1 == rules.attempts();
    if (!heals(reason) || isLast || isTooLong(notBeforeNanos, nowNanos)) {
      return OptionalLong.empty();
    }
    long backoff = nowNanos + rules.backoff().nanos(failures, random);
    return OptionalLong.of(Math.max(backoff, notBeforeNanos));
  }

  private static boolean heals(Reason reason) {
    return switch (reason) {
      case RATE_LIMITED, UNAVAILABLE, TIMED_OUT, BROKEN, UNREACHABLE, NO_NAME -> true;
      default -> false;
    };
  }
}
