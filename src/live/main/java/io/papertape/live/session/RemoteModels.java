package io.papertape.live.session;

import io.papertape.live.transport.ModelClient;
import io.papertape.model.ModelAnswer;
import io.papertape.model.ModelFailure;
import io.papertape.model.RemoteVersion;
import java.util.Optional;
import java.util.function.LongSupplier;

/// Asks the remote model of a session, and waits no longer than it may: to the end of its time, or
/// until the operator has something to say. After [#MOST_FAILURES] failures in a row it is not
/// asked for [#PAUSE_NANOS]; then one question tries it again.
///
/// What it does depends on the clock. That is nothing a replay sees: each answer is on the tape,
/// also that nobody was asked.
final class RemoteModels {
  /// Failures in a row after which it is left alone for a while.
  static final int MOST_FAILURES = 3;

  /// For how long.
  static final long PAUSE_NANOS = 10_000_000_000L;

  private static final long SLICE_NANOS = 5_000_000;
  private static final int KEPT = 512;

  private final ModelClient client;
  private final Arrivals arrivals;
  private final LongSupplier ticker;
  private final RecentTimes took = new RecentTimes(KEPT);
  private Optional<RemoteVersion> last = Optional.empty();
  private long asked;
  private long answered;
  private long skipped;
  private int failuresInRow;
  private long closedUntil;
  private boolean isDown;
  private String reason = "";
  private Optional<ModelHealth> health = Optional.empty();

  /// @param ticker steady nanoseconds of the process
  RemoteModels(ModelClient client, Arrivals arrivals, LongSupplier ticker) {
    this.client = client;
    this.arrivals = arrivals;
    this.ticker = ticker;
  }

  ModelAnswer ask(RemoteVersion version, double[][] rows) {
    last = Optional.of(version);
    health = Optional.empty();
    if (failuresInRow >= MOST_FAILURES && ticker.getAsLong() - closedUntil < 0) {
      skipped++;
      return new ModelAnswer.Failure(ModelFailure.NOT_ASKED, reason);
    }
    Optional<ModelAnswer> wrong = notFinite(version, rows);
    ModelAnswer answer = wrong.isPresent() ? wrong.get() : putTo(version, rows);
    if (answer instanceof ModelAnswer.Failure failure) {
      failed(failure);
    } else {
      failuresInRow = 0;
      isDown = false;
    }
    return answer;
  }

  private void failed(ModelAnswer.Failure failure) {
    if (failure.reason().isOfModel()) {
      failuresInRow++;
      closedUntil = ticker.getAsLong() + PAUSE_NANOS;
      isDown = true;
      reason = failure.reason().code() + ": " + failure.detail();
    }
  }

  private static Optional<ModelAnswer> notFinite(RemoteVersion version, double[][] rows) {
    for (double[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        if (!Double.isFinite(row[i])) {
          String detail = "feature=%s, value=%s".formatted(version.features().get(i), row[i]);
          return Optional.of(new ModelAnswer.Failure(ModelFailure.NOT_A_NUMBER, detail));
        }
      }
    }
    return Optional.empty();
  }

  private ModelAnswer putTo(RemoteVersion version, double[][] rows) {
    asked++;
    long start = ticker.getAsLong();
    long most = version.server().timeoutMillis() * 1_000_000L;
    ModelClient.Pending pending = client.ask(version, rows);
    Optional<ModelAnswer> answer = Optional.empty();
    long took = 0;
    while (answer.isEmpty() && took < most && !arrivals.hasCommand()) {
      answer = await(pending, Math.min(SLICE_NANOS, most - took));
      took = ticker.getAsLong() - start;
    }
    if (answer.isPresent() && took < most) {
      if (answer.get() instanceof ModelAnswer.Scores) {
        this.took.add(took);
        answered++;
      }
      return answer.get();
    }
    pending.cancel();
    return took < most
        ? new ModelAnswer.Failure(ModelFailure.CALLED_OFF, "the operator has a command")
        : new ModelAnswer.Failure(
            ModelFailure.TOO_LATE, "timeoutMillis=" + version.server().timeoutMillis());
  }

  private static Optional<ModelAnswer> await(ModelClient.Pending pending, long nanos) {
    try {
      return pending.await(nanos);
    } catch (InterruptedException e) {
      pending.cancel();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Session was interrupted. Start it again.", e);
    }
  }

  /// True once a strategy has asked for scores.
  boolean isInUse() {
    return last.isPresent();
  }

  /// How the model does; empty before it was needed.
  Optional<ModelHealth> health() {
    if (health.isEmpty()) {
      health = last.map(this::healthNow); // as it is until the next question
    }
    return health;
  }

  private ModelHealth healthNow(RemoteVersion version) {
    return new ModelHealth(
        version.server().model(),
        version.server().url(),
        asked,
        asked - answered,
        skipped,
        isDown,
        reason,
        took.quantile(50),
        took.quantile(99));
  }
}
