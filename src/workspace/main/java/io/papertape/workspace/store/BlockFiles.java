package io.papertape.workspace.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;

/// Files of blocks open for writing, of the series used last: opening one for each block would
/// cost, and holding all open too many handles.
final class BlockFiles implements AutoCloseable {
  private static final int MOST_OPEN = 64;

  private final LinkedHashMap<Path, FileChannel> open = new LinkedHashMap<>(MOST_OPEN, 0.75f, true);

  /// The file, made if it is not there.
  FileChannel of(Path file) throws IOException {
    FileChannel channel = open.get(file);
    if (channel == null) {
      if (open.size() == MOST_OPEN) {
        open.pollFirstEntry().getValue().close();
      }
      channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      open.put(file, channel);
    }
    return channel;
  }

  @Override
  public void close() throws IOException {
    while (!open.isEmpty()) {
      open.pollFirstEntry().getValue().close();
    }
  }
}
