package io.papertape.live.transport;

import io.papertape.live.transport.FeedChange.Reason;
import io.papertape.live.venue.RequestLimit;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.random.RandomGenerator;

/// When one venue may be asked over HTTP, and when again after a failure: within its limits, not
/// before it said, after a back-off. It has no clock and no socket. For any thread.
public final class RequestPace {
  /// A turn that was not taken so long after it came is lost: what is sent late would come in one
  /// burst with what is sent in time.
  private static final long TURN_NANOS = 250_000_000L;

  /// So many requests may be under way at a time.
  private static final int MOST_AT_ONCE = 8;

  private static final String ALL = "all";

  private final RestRules rules;
  private final RandomGenerator random;
  private final TreeMap<String, RequestBudget> budgets = new TreeMap<>();
  private final Semaphore permits = new Semaphore(MOST_AT_ONCE, true);
  private long notBeforeNanos = Long.MIN_VALUE;
  private long failedNanos = Long.MIN_VALUE;
  private int failuresInARow;

  RequestPace(RestRules rules, RandomGenerator random) {
    this.rules = rules;
    this.random = random;
  }

  /// Of one that is asked one request after another.
  public RequestPace(RestRules rules, RequestBudget budget, RandomGenerator random) {
    this(rules, random);
    budgets.put(ALL, budget);
  }

  /// Takes the next turn for a request, unless it is too far away to wait for. Turns of one scope
  /// come in the order in which they were taken.
  ///
  /// @return when it comes
  synchronized long turn(RequestLimit limit, long nowNanos) {
    RequestBudget budget =
        budgets.computeIfAbsent(
            limit.scope(), _ -> new RequestBudget(limit.most(), limit.window().toNanos()));
    long at = Math.max(notBeforeNanos, budget.freeNanos(limit.weight(), nowNanos));
    if (!isTooLong(at, nowNanos)) {
      budget.spend(limit.weight(), at);
    }
    return at;
  }

  /// True if another turn is needed: this one has passed, or the venue has failed since.
  synchronized boolean isLost(long turnNanos, long nowNanos) {
    return notBeforeNanos > Math.max(turnNanos, nowNanos) || nowNanos - turnNanos > TURN_NANOS;
  }

  /// Held by a request while it is under way.
  Semaphore permits() {
    return permits;
  }

  /// When a request may be sent, now or later.
  ///
  /// @param weight what the request costs of the budget
  public synchronized long sendNanos(int weight, long nowNanos) {
    return Math.max(notBeforeNanos, budgets.get(ALL).freeNanos(weight, nowNanos));
  }

  /// True if that is too far away to wait for.
  public boolean isTooLong(long untilNanos, long nowNanos) {
    return untilNanos > nowNanos + rules.mostWait().toNanos();
  }

  /// A request is sent now.
  public synchronized void sent(int weight, long nowNanos) {
    budgets.get(ALL).spend(weight, nowNanos);
  }

  /// The venue has answered.
  public synchronized void answered() {
    failuresInARow = 0;
  }

  /// A request came to nothing. While the venue fails all that is asked waits, and what is new is
  /// asked once: or many requests, each with its attempts, would use up the budget that is needed
  /// as soon as the venue is there again.
  ///
  /// @param retryNanos when the venue wants to be asked again, if it said so
  /// @return from when on to try again; empty: not at all
  public OptionalLong failed(Reason reason, OptionalLong retryNanos, long nowNanos) {
    return failed(reason, retryNanos, Long.MAX_VALUE, nowNanos);
  }

  /// The same where others may have been under way: those that were sent before a failure was
  /// known fail together, and count as one.
  ///
  /// @param sentNanos when it was sent
  synchronized OptionalLong failed(
      Reason reason, OptionalLong retryNanos, long sentNanos, long nowNanos) {
    retryNanos.ifPresent(at -> notBeforeNanos = Math.max(notBeforeNanos, at));
    if (!heals(reason)) {
      return OptionalLong.empty();
    }
    boolean isKnown = failuresInARow > 0 && sentNanos < failedNanos;
    if (!isKnown) {
      long backoff = nowNanos + rules.backoff().nanos(failuresInARow, random);
      notBeforeNanos = Math.max(notBeforeNanos, backoff);
      failedNanos = nowNanos;
      failuresInARow++;
    }
    return failuresInARow >= rules.attempts() || isTooLong(notBeforeNanos, nowNanos)
        ? OptionalLong.empty()
        : OptionalLong.of(notBeforeNanos);
  }

  /// True if it may be over by itself.
  static boolean heals(Reason reason) {
    return switch (reason) {
      case RATE_LIMITED, UNAVAILABLE, TIMED_OUT, BROKEN, UNREACHABLE, NO_NAME -> true;
      default -> false;
    };
  }
}
