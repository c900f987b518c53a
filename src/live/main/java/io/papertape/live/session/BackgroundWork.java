package io.papertape.live.session;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/// Pieces of work beside a session. Whatever goes wrong with one, not even being begun, is told and
/// goes no further.
final class BackgroundWork {
  private final Executor executor;
  private volatile CountDownLatch latest = new CountDownLatch(0);

  /// One piece.
  interface Task {
    void run() throws IOException;
  }

  BackgroundWork(Executor executor) {
    this.executor = executor;
  }

  /// Begins one.
  ///
  /// @param broke told what went wrong with it, before it counts as done
  /// @return opens when it is done
  CountDownLatch begin(Task task, Consumer<Throwable> broke) {
    CountDownLatch done = new CountDownLatch(1);
    latest = done;
    boolean isBegun = false;
    try {
      executor.execute(() -> run(task, broke, done));
      isBegun = true;
    } catch (RuntimeException | VirtualMachineError e) {
      broke.accept(e); // such as: no more threads
    } finally {
      if (!isBegun) {
        done.countDown();
      }
    }
    return done;
  }

  /// Errors that are none of Java's, which end a simulated process, are not for us.
  private static void run(Task task, Consumer<Throwable> broke, CountDownLatch done) {
    try {
      task.run();
    } catch (IOException
        | RuntimeException
        | VirtualMachineError
        | LinkageError
        | AssertionError e) {
      broke.accept(e);
    } finally {
      done.countDown();
    }
  }

  /// Opens when the one that was begun last is done.
  CountDownLatch latest() {
    return latest;
  }

  boolean isUnderWay() {
    return latest.getCount() > 0;
  }
}
