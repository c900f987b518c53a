package io.papertape.workspace.store;

import io.papertape.workspace.WorkspaceException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/// Files of one series and generation.
///
/// @param path folder of the series
record RowFolder(Path path, int generation, RowLayout layout) {
  /// Full blocks, one behind the other, as [BlockCode] writes them.
  Path blocks() {
    return path.resolve("rows.%d.blocks".formatted(generation));
  }

  /// Where each full block ends, and its hash ([BlockIndex]).
  Path index() {
    return path.resolve("rows.%d.index".formatted(generation));
  }

  /// The rows after so many full blocks, one behind the other, each column a little-endian
  /// `int64`: a row more is only bytes more. Gone once its block is full and committed.
  Path tail(long fullBlocks) {
    return path.resolve("rows.%d.tail.%d".formatted(generation, fullBlocks));
  }

  /// Bytes of a row in a tail.
  int rowBytes() {
    return layout.columns() * Long.BYTES;
  }

  /// All tails there are, those that are not committed or not needed any more too.
  List<Path> tails() throws IOException {
    List<Path> tails = new ArrayList<>();
    String pattern = "rows.%d.tail.*".formatted(generation);
    try (DirectoryStream<Path> files = Files.newDirectoryStream(path, pattern)) {
      files.forEach(tails::add);
    }
    return tails;
  }

  /// Opens a file that must hold so many bytes.
  static FileChannel open(Path file, long bytes) throws IOException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
    long size = channel.size();
    if (size < bytes) {
      channel.close();
      throw WorkspaceException.data(
          ("File of the store is too short: file=%s, bytes=%d, committed=%d. "
                  + "Import the data set again.")
              .formatted(file, size, bytes));
    }
    return channel;
  }

  void delete() throws IOException {
    Files.deleteIfExists(blocks());
    Files.deleteIfExists(index());
    for (Path tail : tails()) {
      Files.delete(tail);
    }
  }
}
