package io.papertape.workspace;

import io.papertape.workspace.WorkspaceException.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Right to write one thing on disk: a lock within this process and an OS file lock against
/// others.
///
/// Both are needed, for a file lock is held by the process as a whole. The lock file stays.
public final class WriteLock implements AutoCloseable {
  /// How long a writer waits for another before it gives up.
  public static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final long POLL_MILLIS = 50;
  private static final Map<Path, Semaphore> IN_PROCESS = new ConcurrentHashMap<>();

  private final Semaphore inProcess;
  private final FileChannel channel;

  private WriteLock(Semaphore inProcess, FileChannel channel) {
    this.inProcess = inProcess;
    this.channel = channel;
  }

  /// Takes the lock or fails after the given patience.
  public static WriteLock take(Path file, Duration patience) {
    Path path = file.toAbsolutePath().normalize();
    Semaphore inProcess = IN_PROCESS.computeIfAbsent(path, _ -> new Semaphore(1));
    try {
      if (!inProcess.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        throw held(path, "this process", patience);
      }
    } catch (InterruptedException e) {
      throw interrupted(path, e);
    }
    boolean taken = false;
    try {
      WriteLock lock = new WriteLock(inProcess, lockedChannel(path, patience));
      taken = true;
      return lock;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      if (!taken) {
        inProcess.release();
      }
    }
  }

  private static FileChannel lockedChannel(Path path, Duration patience) throws IOException {
    DurableFiles.createFolders(path.getParent());
    FileChannel channel =
        FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    boolean locked = false;
    try {
      for (long waited = 0; !locked; waited += POLL_MILLIS) {
        FileLock lock = channel.tryLock();
        locked = lock != null;
        if (!locked && waited >= patience.toMillis()) {
          throw held(path, "another process", patience);
        }
        if (!locked) {
          Thread.sleep(POLL_MILLIS);
        }
      }
      return channel;
    } catch (InterruptedException e) {
      throw interrupted(path, e);
    } finally {
      if (!locked) {
        channel.close();
      }
    }
  }

  private static WorkspaceException held(Path path, String by, Duration patience) {
    return new WorkspaceException(
        Kind.ENVIRONMENT,
        "Somebody else is writing: lock=%s, heldBy=%s, waitedSeconds=%d. Let it finish, then retry."
            .formatted(path, by, patience.toSeconds()));
  }

  private static WorkspaceException interrupted(Path path, InterruptedException cause) {
    Thread.currentThread().interrupt();
    return new WorkspaceException(
        Kind.ENVIRONMENT,
        "Interrupted while waiting to write: lock=%s. Retry.".formatted(path),
        cause);
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      inProcess.release();
    }
  }
}
