package io.papertape.journal;

import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/// Takes lines on a second thread, many at a time and in order, while the next are written: the
/// same bytes and hashes as [ChainingHere].
///
/// A few batches go back and forth, so memory is bounded and whoever writes faster waits. The
/// thread begins with the first full batch and ends with [#settle]; what fails on it is thrown by
/// the next call, and nothing reaches the sink after.
final class ChainingAside implements Chaining {
  private static final int BATCHES = 4;
  private static final int ENOUGH_BYTES = 1 << 18;

  /// A line may reach a little over that before the array must grow.
  private static final int BYTES = ENOUGH_BYTES + (1 << 12);

  private final EntryChain chain;
  private final BlockingQueue<LineBatch> full = new ArrayBlockingQueue<>(BATCHES + 1);
  private final BlockingQueue<LineBatch> empty = new ArrayBlockingQueue<>(BATCHES + 1);
  private final LineBatch end = new LineBatch(0);
  private Optional<Thread> thread = Optional.empty();
  private int batches = 1;
  private boolean isSettled;
  private volatile Optional<Throwable> failure = Optional.empty();

  ChainingAside(JournalSink sink) {
    chain = new EntryChain(sink);
  }

  @Override
  public LineBatch first() {
    return new LineBatch(BYTES);
  }

  @Override
  public int enoughBytes() {
    return isSettled ? 0 : ENOUGH_BYTES;
  }

  @Override
  public LineBatch take(LineBatch batch) {
    rethrow();
    if (isSettled) {
      chain.take(batch);
      // Results keep their journal: the large arrays must not stay with them.
      return new LineBatch(0);
    }
    if (thread.isEmpty()) {
      thread = Optional.of(Thread.ofPlatform().daemon().name("journal").start(this::work));
    }
    put(full, batch);
    if (batches < BATCHES) {
      batches++;
      return new LineBatch(BYTES);
    }
    return take(empty);
  }

  private void work() {
    for (LineBatch batch = take(full); batch != end; batch = take(full)) {
      if (failure.isEmpty()) {
        try {
          chain.take(batch);
        } catch (RuntimeException | Error e) {
          failure = Optional.of(e);
        }
      }
      batch.clear();
      put(empty, batch);
    }
  }

  @Override
  public EntryChain settle(LineBatch rest) {
    close();
    rethrow();
    chain.take(rest);
    rest.clear();
    return chain;
  }

  private void rethrow() {
    if (failure.isPresent()) {
      switch (failure.get()) {
        case RuntimeException e -> throw e;
        case Error e -> throw e;
        case Throwable e -> throw new IllegalStateException(e);
      }
    }
  }

  @Override
  public void close() {
    isSettled = true;
    if (thread.isEmpty()) {
      return;
    }
    put(full, end);
    boolean isInterrupted = false;
    for (boolean isOver = false; !isOver; ) {
      try {
        thread.get().join();
        isOver = true;
      } catch (InterruptedException _) {
        isInterrupted = true; // the lines of a run are not left half hashed
      }
    }
    thread = Optional.empty();
    empty.clear();
    restore(isInterrupted);
  }

  /// Never waits long: the other thread goes on even after a failure.
  private static LineBatch take(BlockingQueue<LineBatch> from) {
    boolean isInterrupted = false;
    while (true) {
      try {
        LineBatch batch = from.take();
        restore(isInterrupted);
        return batch;
      } catch (InterruptedException _) {
        isInterrupted = true;
      }
    }
  }

  /// There is room for all batches and the end.
  private static void put(BlockingQueue<LineBatch> into, LineBatch batch) {
    if (!into.offer(batch)) {
      throw new IllegalStateException("More batches than there are. Report this.");
    }
  }

  private static void restore(boolean isInterrupted) {
    if (isInterrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
