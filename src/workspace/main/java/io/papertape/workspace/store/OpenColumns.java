package io.papertape.workspace.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;

/// Column files open for writing, of the series used last: opening its files for each block
/// would cost a tenth of an import (`CsvImportBenchmark`), and holding all open too many handles
/// and buffers.
final class OpenColumns implements AutoCloseable {
  private static final int MOST_SERIES = 16;
  private static final int BUFFER_BYTES = 4 * ContentHash.BLOCK_ROWS * Long.BYTES;

  private final LinkedHashMap<ColumnFolder, List<ColumnFile>> open =
      new LinkedHashMap<>(MOST_SERIES, 0.75f, true);
  private final Deque<ByteBuffer> freeBuffers = new ArrayDeque<>();

  /// The files of a series, in the order of its layout.
  List<ColumnFile> of(ColumnFolder folder) throws IOException {
    List<ColumnFile> files = open.get(folder);
    if (files == null) {
      if (open.size() == MOST_SERIES) {
        closeOldest();
      }
      files = new ArrayList<>();
      open.put(folder, files);
      for (int i = 0; i < folder.layout().columns(); i++) {
        files.add(new ColumnFile(folder.file(i), buffer()));
      }
    }
    return files;
  }

  private ByteBuffer buffer() {
    ByteBuffer free = freeBuffers.poll();
    return free == null ? ByteBuffer.allocateDirect(BUFFER_BYTES) : free;
  }

  private void closeOldest() throws IOException {
    List<ColumnFile> oldest = open.firstEntry().getValue();
    for (ColumnFile file : oldest) {
      file.drain();
    }
    open.pollFirstEntry();
    for (ColumnFile file : oldest) {
      file.close();
      freeBuffers.add(file.buffer());
    }
  }

  /// Closes all files without what was not synced.
  @Override
  public void close() throws IOException {
    while (!open.isEmpty()) {
      for (ColumnFile file : open.pollFirstEntry().getValue()) {
        file.close();
      }
    }
  }
}
