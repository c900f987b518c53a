package io.papertape.live.session;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Something that a disk may never answer, on a thread of its own, which is left to it then.
final class BoundedCall<T> {
  private final FutureTask<T> task;

  private BoundedCall(FutureTask<T> task) {
    this.task = task;
  }

  static <T> BoundedCall<T> start(String name, Callable<T> call) {
    FutureTask<T> task = new FutureTask<>(call);
    Thread.ofPlatform().daemon().name(name).start(task);
    return new BoundedCall<>(task);
  }

  /// What comes of it; what it throws is thrown.
  ///
  /// @return empty if it takes longer
  Optional<T> await(Duration patience) throws InterruptedException {
    try {
      return Optional.of(task.get(patience.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException _) {
      return Optional.empty();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case RuntimeException thrown -> throw thrown;
        case Error thrown -> throw thrown;
        default -> throw new IllegalStateException("Call broke off.", e.getCause());
      }
    }
  }
}
