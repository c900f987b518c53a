package io.papertape.workspace.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/// Column files open for writing, of the series used last: opening seven files for each block
/// would cost a tenth of an import (`CsvImportBenchmark`), and holding all open too many handles.
final class OpenColumns implements AutoCloseable {
  private static final int MOST_SERIES = 16;

  private final LinkedHashMap<ColumnFolder, List<FileChannel>> open =
      new LinkedHashMap<>(MOST_SERIES, 0.75f, true);

  /// The seven channels of a series, in the order of [Column].
  List<FileChannel> of(ColumnFolder folder) throws IOException {
    List<FileChannel> channels = open.get(folder);
    if (channels == null) {
      if (open.size() == MOST_SERIES) {
        closeAll(open.pollFirstEntry().getValue());
      }
      channels = new ArrayList<>();
      open.put(folder, channels);
      for (Column column : Column.values()) {
        channels.add(
            FileChannel.open(
                folder.file(column), StandardOpenOption.CREATE, StandardOpenOption.WRITE));
      }
    }
    return channels;
  }

  @Override
  public void close() throws IOException {
    while (!open.isEmpty()) {
      closeAll(open.pollFirstEntry().getValue());
    }
  }

  private static void closeAll(List<FileChannel> channels) throws IOException {
    for (FileChannel channel : channels) {
      channel.close();
    }
  }
}
