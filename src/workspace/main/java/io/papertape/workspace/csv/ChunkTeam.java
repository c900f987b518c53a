package io.papertape.workspace.csv;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.ReentrantLock;

/// Works through a text chunk by chunk, on one thread or two.
///
/// Chunks are read, followed and taken in order, each of the three one chunk at a time; only what
/// lies between is done at once. So what comes out, and which error comes first, does not depend
/// on the threads. A chunk stays with the thread that read it, whose cache holds it.
final class ChunkTeam {
  /// One thread's part of the work.
  interface Part {
    /// Looks at a chunk by itself; other threads may do the same with others.
    void prepare(TextChunk chunk);

    /// Looks at a chunk after all before it: before or after [#prepare], and before [#take].
    void follow(TextChunk chunk);

    /// Takes the chunk, after all before it.
    void take(TextChunk chunk) throws IOException;
  }

  private final TextChunks chunks;
  private final ReentrantLock reading = new ReentrantLock();
  private final Turns following = new Turns();
  private final Turns taking = new Turns();
  private long read;

  private ChunkTeam(TextChunks chunks) {
    this.chunks = chunks;
  }

  /// Works through all chunks.
  ///
  /// @param other a second thread's part; without it the calling thread does all
  static void run(TextChunks chunks, Part part, Optional<Part> other) throws IOException {
    ChunkTeam team = new ChunkTeam(chunks);
    if (other.isEmpty()) {
      team.work(part);
      return;
    }
    Future<?> second;
    try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
      second =
          thread.submit(
              () -> {
                team.work(other.get());
                return null;
              });
      team.work(part);
    }
    try {
      second.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while reading a file. Start again.", e);
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case IOException cause -> throw cause;
        case RuntimeException cause -> throw cause;
        case Error cause -> throw cause;
        default -> throw new IllegalStateException(e.getCause());
      }
    }
  }

  private void work(Part part) throws IOException {
    TextChunk chunk = new TextChunk();
    for (long turn = read(chunk); turn >= 0; turn = read(chunk)) {
      boolean isDone = false;
      try {
        if (!look(part, chunk, turn) || !taking.await(turn)) {
          return;
        }
        part.take(chunk);
        isDone = true;
      } finally {
        if (!isDone) {
          following.fail();
          taking.fail();
        }
      }
      taking.end(turn);
    }
  }

  /// Prepares and follows a chunk, whichever can be done first; false if a chunk before it has
  /// failed.
  private boolean look(Part part, TextChunk chunk, long turn) {
    boolean isFirst = following.isNow(turn);
    if (!isFirst) {
      part.prepare(chunk);
      if (!following.await(turn)) {
        return false;
      }
    }
    part.follow(chunk);
    following.end(turn);
    if (isFirst) {
      part.prepare(chunk);
    }
    return true;
  }

  /// Reads the next chunk and gives its turn; -1 at the end of the text.
  private long read(TextChunk chunk) {
    reading.lock();
    try {
      return chunks.read(chunk) ? read++ : -1;
    } finally {
      reading.unlock();
    }
  }

  /// Numbered turns, one at a time and in order.
  private static final class Turns {
    /// How often a thread looks before it sleeps: waiting is short, and waking takes longer than
    /// most of it.
    private static final int LOOKS = 2_000;

    private volatile long now;
    private volatile boolean hasFailed;

    boolean isNow(long turn) {
      return now == turn;
    }

    /// Waits for a turn; false if one before it has failed.
    boolean await(long turn) {
      for (int i = 0; i < LOOKS && now < turn && !hasFailed; i++) {
        Thread.onSpinWait();
      }
      return (now == turn && !hasFailed) || sleep(turn);
    }

    private synchronized boolean sleep(long turn) {
      boolean isInterrupted = false;
      while (now < turn && !hasFailed) {
        try {
          wait();
        } catch (InterruptedException _) {
          isInterrupted = true; // the other thread is at work and will end its turn
        }
      }
      if (isInterrupted) {
        Thread.currentThread().interrupt();
      }
      return !hasFailed;
    }

    synchronized void end(long turn) {
      now = turn + 1;
      notifyAll();
    }

    synchronized void fail() {
      hasFailed = true;
      notifyAll();
    }
  }
}
