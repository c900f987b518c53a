package io.papertape.workspace.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Files of blocks open for writing, of the series used last: opening one for each block would
/// cost, and holding all open too many handles.
///
/// What has been written goes to the disk while more is written, so that [#sync] has little left
/// to wait for. That is all the second thread does; a failure it meets is thrown here, by the next
/// call.
final class BlockFiles implements AutoCloseable {
  private static final int MOST_OPEN = 64;
  private static final int BYTES_AT_ONCE = 1 << 20;

  private final LinkedHashMap<Path, FileChannel> open = new LinkedHashMap<>(MOST_OPEN, 0.75f, true);
  private Optional<ExecutorService> background = Optional.empty();
  private Optional<Future<?>> underWay = Optional.empty();
  private int unsettled;

  /// Puts bytes at a position of the file, which is made if it is not there.
  void write(Path file, ByteBuffer bytes, long position) throws IOException {
    FileChannel channel = channel(file);
    unsettled += bytes.remaining();
    long at = position;
    while (bytes.hasRemaining()) {
      at += channel.write(bytes, at);
    }
    if (unsettled >= BYTES_AT_ONCE && (underWay.isEmpty() || underWay.get().isDone())) {
      settle(file);
    }
  }

  private FileChannel channel(Path file) throws IOException {
    FileChannel channel = open.get(file);
    if (channel == null) {
      if (open.size() == MOST_OPEN) {
        await();
        open.pollFirstEntry().getValue().close();
      }
      channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      open.put(file, channel);
    }
    return channel;
  }

  /// Begins to bring what was written to the disk.
  void settle(Path file) throws IOException {
    await();
    FileChannel channel = channel(file);
    if (background.isEmpty()) {
      background = Optional.of(Executors.newSingleThreadExecutor(BlockFiles::daemon));
    }
    underWay =
        Optional.of(
            background
                .get()
                .submit(
                    () -> {
                      channel.force(false);
                      return null;
                    }));
    unsettled = 0;
  }

  private static Thread daemon(Runnable work) {
    return Thread.ofPlatform().daemon().name("settle-blocks").unstarted(work);
  }

  /// Makes all that was written to a file durable.
  void sync(Path file) throws IOException {
    await();
    channel(file).force(true);
  }

  /// Waits for what is under way. Its failure must not be lost: the system tells it only once.
  private void await() throws IOException {
    if (underWay.isEmpty()) {
      return;
    }
    Future<?> awaited = underWay.get();
    underWay = Optional.empty();
    try {
      awaited.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while the disk was at work. Start again.", e);
    } catch (ExecutionException e) {
      throw new IOException("The disk did not take what was written.", e.getCause());
    }
  }

  @Override
  public void close() throws IOException {
    try {
      await();
    } finally {
      background.ifPresent(ExecutorService::close);
      while (!open.isEmpty()) {
        open.pollFirstEntry().getValue().close();
      }
    }
  }
}
