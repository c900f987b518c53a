package io.papertape.workspace.experiment;

import io.papertape.experiment.Workers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;

/// Work on several threads whose results stand in the order of the work, whoever did it.
public final class TrialPool implements Workers, AutoCloseable {
  private final ExecutorService threads;
  private final int count;

  /// @param count threads, at least 1
  public TrialPool(int count) {
    this.count = count;
    threads = Executors.newFixedThreadPool(count, Thread.ofPlatform().daemon().factory());
  }

  /// Number of threads.
  public int threads() {
    return count;
  }

  @Override
  public <T> List<T> all(int parts, IntFunction<T> work) {
    return all(parts, work, _ -> {});
  }

  /// Does `work` for 0 to n − 1; each thread takes the next number that is left.
  ///
  /// If one fails, no other begins, and the failure is thrown.
  ///
  /// @param done told each number when it is finished, by the thread that did it
  public <T> List<T> all(int n, IntFunction<T> work, IntConsumer done) {
    List<T> results = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      results.add(null);
    }
    AtomicInteger next = new AtomicInteger();
    List<Future<?>> running = new ArrayList<>();
    for (int t = 0; t < Math.min(count, n); t++) {
      running.add(
          threads.submit(
              () -> {
                boolean isDone = false;
                try {
                  for (int i = next.getAndIncrement(); i < n; i = next.getAndIncrement()) {
                    results.set(i, work.apply(i));
                    done.accept(i);
                  }
                  isDone = true;
                } finally {
                  if (!isDone) {
                    next.set(n);
                  }
                }
              }));
    }
    try {
      for (Future<?> one : running) {
        one.get();
      }
    } catch (ExecutionException e) {
      throw unwrapped(e.getCause());
    } catch (InterruptedException e) {
      next.set(n);
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted: work=%d. Start again.".formatted(n), e);
    }
    return results;
  }

  private static RuntimeException unwrapped(Throwable cause) {
    if (cause instanceof Error error) {
      throw error;
    }
    return cause instanceof RuntimeException own ? own : new IllegalStateException(cause);
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
