package io.papertape.live.simulate;

import static io.papertape.live.simulate.BrokenInvariant.require;

import io.papertape.market.Times;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.BitSet;
import java.util.Set;

/// Looks in a journal for orders of decisions at moments at which the model gave no scores.
final class OrdersOfFailure {
  private static final String KIND = ",\"kind\":\"";
  private static final String DECISION = "decision";
  private static final String ORDER = "order";
  private static final String TIME = "\",\"time\":\"";
  private static final String CAUSE = "\",\"cause\":";

  private final Set<Long> failedNanos;
  private final BitSet decisions = new BitSet();
  private String lastTime = "";
  private boolean hasLastFailed;

  private OrdersOfFailure(Set<Long> failedNanos) {
    this.failedNanos = failedNanos;
  }

  /// @param failedNanos times of such moments
  static void requireNone(byte[] journal, Set<Long> failedNanos) {
    if (failedNanos.isEmpty()) {
      return;
    }
    OrdersOfFailure orders = new OrdersOfFailure(failedNanos);
    String all = new String(journal, StandardCharsets.ISO_8859_1);
    int from = 0;
    for (int entry = 0; from < all.length(); entry++) {
      int end = all.indexOf('\n', from);
      orders.take(entry, all, from, end < 0 ? all.length() : end);
      from = end < 0 ? all.length() : end + 1;
    }
  }

  /// An entry is `{"seq":…,"prev":"…","kind":"…","time":"…","cause":…,…`.
  private void take(int entry, String all, int from, int to) {
    int kind = all.indexOf(KIND, from, to) + KIND.length();
    boolean isDecision = all.startsWith(DECISION + TIME, kind);
    if (!isDecision && !all.startsWith(ORDER + TIME, kind)) {
      return;
    }
    int time = kind + (isDecision ? DECISION : ORDER).length() + TIME.length();
    int end = all.indexOf(CAUSE, time, to);
    if (!hasFailed(all, time, end)) {
      return;
    }
    if (isDecision) {
      decisions.set(entry);
      return;
    }
    int cause = end + CAUSE.length();
    long number = Long.parseLong(all, cause, all.indexOf(',', cause, to), 10);
    require(
        number < 0 || !decisions.get((int) number),
        "Order rests on a model that has failed: %s",
        all.substring(from, to));
  }

  private boolean hasFailed(String all, int from, int to) {
    if (lastTime.length() != to - from || !all.startsWith(lastTime, from)) {
      lastTime = all.substring(from, to);
      hasLastFailed = failedNanos.contains(Times.nanos(Instant.parse(lastTime)));
    }
    return hasLastFailed;
  }
}
