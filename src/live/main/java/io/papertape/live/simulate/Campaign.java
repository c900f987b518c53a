package io.papertape.live.simulate;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.LongStream;

/// Many seeds, each on one thread, several side by side.
///
/// @param first seed
/// @param last seed, included
/// @param weeks of virtual time of each session
/// @param threads how many sessions run side by side; changes nothing but the time
public record Campaign(long first, long last, double weeks, int threads) {
  /// Waits until all sessions are over.
  ///
  /// @param ended told of each session on the caller's thread, in the order of the seeds
  /// @throws InterruptedException if the calling thread is; what was begun is abandoned
  public void run(Consumer<SimulatedOutcome> ended) throws InterruptedException {
    ExecutorService pool =
        Executors.newFixedThreadPool(threads, Thread.ofPlatform().daemon().factory());
    try {
      Queue<Future<SimulatedOutcome>> begun = new ArrayDeque<>();
      for (long seed : (Iterable<Long>) LongStream.rangeClosed(first, last)::iterator) {
        begun.add(pool.submit(() -> Simulator.run(seed, weeks)));
        if (begun.size() > 2 * threads) {
          ended.accept(outcome(begun.remove()));
        }
      }
      while (!begun.isEmpty()) {
        ended.accept(outcome(begun.remove()));
      }
    } finally {
      pool.shutdownNow();
    }
  }

  private static SimulatedOutcome outcome(Future<SimulatedOutcome> session)
      throws InterruptedException {
    try {
      return session.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("Simulator failed.", e.getCause());
    }
  }
}
