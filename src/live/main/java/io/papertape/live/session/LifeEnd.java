package io.papertape.live.session;

import io.papertape.live.tape.Halt;
import io.papertape.live.tape.HaltFile;
import io.papertape.live.tape.OtherTapeException;
import io.papertape.live.tape.TapeDamageException;
import io.papertape.live.tape.TapeWriteException;
import io.papertape.live.tape.TapeWriter;
import io.papertape.live.transport.ModelClient;
import io.papertape.simulation.BrokenRunException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/// How a life of a session ends: by its own thread or from outside, by whoever comes first. After a
/// halt from outside its thread records nothing any more.
final class LifeEnd {
  /// How long the end of a life waits for its feed to be closed, which may hang at a venue.
  static final long FEED_PATIENCE_MILLIS = 10_000;

  /// How long whoever halts a life from outside waits for its reason to be durable.
  static final long REASON_PATIENCE_MILLIS = 1_000;

  private static final String NOT_YET =
      " (this reason is not durable yet: its disk does not answer)";

  private final LiveFeed feed;
  private final ModelClient models;
  private final Arrivals arrivals;
  private final HaltFile haltFile;
  private final AtomicReference<By> by = new AtomicReference<>(By.NOBODY);
  private final CountDownLatch written = new CountDownLatch(1);
  private volatile boolean isHalting;
  private volatile boolean isDurable;
  private Optional<Thread> closer = Optional.empty();

  private enum By {
    NOBODY,
    ITS_THREAD,
    OUTSIDE
  }

  LifeEnd(LiveFeed feed, ModelClient models, Arrivals arrivals, HaltFile haltFile) {
    this.feed = feed;
    this.models = models;
    this.arrivals = arrivals;
    this.haltFile = haltFile;
  }

  boolean isFromOutside() {
    return by.get() == By.OUTSIDE;
  }

  /// After a halt from outside the tape stays as it is.
  void leave(TapeWriter tape) {
    if (isFromOutside()) {
      tape.abandon();
    }
  }

  /// @throws BrokenRunException if the session was halted from outside
  void requireLiving() {
    if (isFromOutside()) {
      throw new BrokenRunException("Session was halted from outside, and records nothing more.");
    }
  }

  /// The thread of the session ends it, or may go on with that.
  ///
  /// @return false if somebody outside has ended it
  boolean byItsThread() {
    return by.compareAndSet(By.NOBODY, By.ITS_THREAD) || by.get() == By.ITS_THREAD;
  }

  /// Somebody outside ends the session.
  ///
  /// @return false if it is ending by itself
  boolean fromOutside() {
    return by.compareAndSet(By.NOBODY, By.OUTSIDE);
  }

  /// Why a life halts that broke off.
  Halt reason(Throwable thrown) {
    Throwable e = thrown;
    while (isWrapping(e) && e.getCause() != null) {
      e = e.getCause();
    }
    String code =
        switch (e) {
          case SessionDivergence _ -> "journal-diverges";
          case LostRecordException lost -> lost.code();
          case IOException _ -> "disk-failed";
          case TapeWriteException _ -> "disk-failed";
          case TapeDamageException _ -> "disk-failed";
          case OtherTapeException _ -> "disk-failed";
          default -> "session-broke";
        };
    boolean isNamed = code.equals("session-broke") || e.getMessage() == null;
    return new Halt(feed.clock().getAsLong(), code, isNamed ? e.toString() : e.getMessage());
  }

  private static boolean isWrapping(Throwable e) {
    return e instanceof UncheckedIOException || e.getClass().equals(BrokenRunException.class);
  }

  /// Makes a reason durable.
  ///
  /// @return it in words, and whether it is not durable
  String write(Halt reason) {
    String words = reason.code() + ": " + reason.detail();
    isHalting = true;
    try {
      haltFile.write(reason);
      isDurable = true;
      return words;
    } catch (IOException | RuntimeException e) {
      return words + " (this reason is not durable: %s)".formatted(e.getMessage());
    }
  }

  /// Ends a life whose disk may not answer either: it tells so and lets go at once, makes the
  /// reason durable on a thread of its own, and waits for that, but not for ever.
  ///
  /// @param tells takes the reason in words, and again once it is durable or cannot be
  void halt(String code, String detail, Consumer<String> tells) {
    boolean isWriting = false;
    try {
      Halt reason = new Halt(feed.clock().getAsLong(), code, detail);
      tells.accept(code + ": " + detail + NOT_YET);
      Thread.ofPlatform().daemon().name("halt-reason").start(() -> write(reason, tells));
      isWriting = true;
    } finally {
      if (!isWriting) {
        written.countDown();
      }
      letGo();
    }
    try {
      boolean _ = written.await(REASON_PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void write(Halt reason, Consumer<String> tells) {
    try {
      tells.accept(write(reason));
    } finally {
      written.countDown();
    }
  }

  /// True from when the reason of a halt, by whomever, is on its way to the disk.
  boolean isHalting() {
    return isHalting;
  }

  /// True once the reason of a halt stands after a restart, whatever happens.
  boolean isReasonDurable() {
    return isDurable;
  }

  /// True while the reason of a halt from outside is on its way to the disk.
  boolean isReasonUnderWay() {
    return isFromOutside() && written.getCount() > 0;
  }

  /// Lets go of feed and models, once, on a thread of its own: that takes as long as they take.
  synchronized Thread letGo() {
    if (closer.isEmpty()) {
      arrivals.close();
      closer = Optional.of(Thread.ofPlatform().daemon().name("feed-close").start(this::close));
    }
    return closer.get();
  }

  private void close() {
    try {
      models.close();
    } finally {
      feed.close();
    }
  }

  /// The same, and waits for it, but not for ever; then for the reason of a halt from outside, as
  /// long as that takes: nobody else may have the files before.
  void letGoAndWait() {
    boolean isInterrupted = false;
    try {
      letGo().join(FEED_PATIENCE_MILLIS);
    } catch (InterruptedException _) {
      isInterrupted = true;
    }
    while (isReasonUnderWay()) {
      try {
        written.await();
      } catch (InterruptedException _) {
        isInterrupted = true;
      }
    }
    if (isInterrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
