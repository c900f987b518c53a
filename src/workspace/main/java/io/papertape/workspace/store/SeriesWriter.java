package io.papertape.workspace.store;

import io.papertape.market.BarColumns;
import io.papertape.market.Instrument;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;

/// Appends bars to one series; obtained from [DataSetWriter], which commits them.
///
/// Holds at most one block of rows in memory and no file handle of its own, so one import can
/// write thousands of series. Bytes are only written past the committed row count.
public final class SeriesWriter {
  private static final int FIRST_ROWS = 256;
  private static final VarHandle INT64 =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int HASH_BYTES = ContentHash.HASH_BYTES;

  private final ColumnFolder folder;
  private final OpenColumns columns;
  private final Resolution resolution;
  private final long committedRows;
  private final ContentHash hash;
  private final byte[][] block = new byte[Column.COUNT][FIRST_ROWS * Long.BYTES];

  private Instrument instrument;
  private Origin origin;
  private long rowsBeforeBlock;
  private int blockRows;
  private int writtenBlockRows;
  private long firstOpenNanos;
  private long lastOpenNanos = Long.MIN_VALUE;
  private long lastCloseNanos;
  private long lastClose;

  /// Continues committed rows, or starts anew when there are none.
  SeriesWriter(
      ColumnFolder folder,
      Instrument instrument,
      Resolution resolution,
      Origin origin,
      long committedRows,
      OpenColumns columns)
      throws IOException {
    this.folder = folder;
    this.columns = columns;
    this.instrument = instrument;
    this.resolution = resolution;
    this.origin = origin;
    this.committedRows = committedRows;
    Files.createDirectories(folder.path());
    if (committedRows == 0) {
      hash = new ContentHash();
      return;
    }
    long full = committedRows / ContentHash.BLOCK_ROWS;
    hash = new ContentHash(firstBytes(folder.blockHashes(), Math.toIntExact(full * HASH_BYTES)));
    rowsBeforeBlock = full * ContentHash.BLOCK_ROWS;
    BarColumns tail = folder.read(rowsBeforeBlock, committedRows);
    for (Column column : Column.values()) {
      byte[] bytes = new byte[Math.max(FIRST_ROWS, tail.size()) * Long.BYTES];
      ByteBuffer.wrap(bytes)
          .order(ByteOrder.LITTLE_ENDIAN)
          .asLongBuffer()
          .put(column.of(tail), 0, tail.size());
      block[column.index()] = bytes;
    }
    blockRows = tail.size();
    writtenBlockRows = tail.size();
    BarColumns last = folder.read(committedRows - 1, committedRows);
    firstOpenNanos = folder.read(0, 1).openTimeNanos()[0];
    lastOpenNanos = last.openTimeNanos()[0];
    lastCloseNanos = last.closeTimeNanos()[0];
    lastClose = last.close()[0];
  }

  private static byte[] firstBytes(Path file, int length) throws IOException {
    if (length == 0) {
      return new byte[0];
    }
    try (var in = Files.newInputStream(file)) {
      return in.readNBytes(length);
    }
  }

  /// Adds a bar that opens after the one before it; prices fixed point, volume in volume steps.
  public void add(
      long openTimeNanos,
      long closeTimeNanos,
      long open,
      long high,
      long low,
      long close,
      long volume) {
    if (openTimeNanos <= lastOpenNanos) {
      throw new IllegalArgumentException(
          "Bars go back in time: openTimeNanos=%d, previous=%d. Sort the source by time."
              .formatted(openTimeNanos, lastOpenNanos));
    }
    int at = blockRows * Long.BYTES;
    if (at == block[0].length) {
      grow();
    }
    INT64.set(block[0], at, openTimeNanos);
    INT64.set(block[1], at, closeTimeNanos);
    INT64.set(block[2], at, open);
    INT64.set(block[3], at, high);
    INT64.set(block[4], at, low);
    INT64.set(block[5], at, close);
    INT64.set(block[6], at, volume);
    if (rows() == 0) {
      firstOpenNanos = openTimeNanos;
    }
    lastOpenNanos = openTimeNanos;
    lastCloseNanos = closeTimeNanos;
    lastClose = close;
    blockRows++;
    if (blockRows == ContentHash.BLOCK_ROWS) {
      endFullBlock();
    }
  }

  /// Adds all bars, oldest first.
  public void add(BarColumns bars) {
    for (int i = 0; i < bars.size(); i++) {
      add(
          bars.openTimeNanos()[i],
          bars.closeTimeNanos()[i],
          bars.open()[i],
          bars.high()[i],
          bars.low()[i],
          bars.close()[i],
          bars.volume()[i]);
    }
  }

  private void grow() {
    int larger = Math.min(block[0].length * 2, ContentHash.BLOCK_ROWS * Long.BYTES);
    for (int i = 0; i < block.length; i++) {
      block[i] = Arrays.copyOf(block[i], larger);
    }
  }

  /// Puts the final instrument definition and origin, once the whole source is known.
  public void describe(Instrument finalInstrument, Origin finalOrigin) {
    instrument = finalInstrument;
    origin = finalOrigin;
  }

  public Instrument instrument() {
    return instrument;
  }

  public Resolution resolution() {
    return resolution;
  }

  public Origin origin() {
    return origin;
  }

  /// Rows so far, the not yet committed ones included.
  public long rows() {
    return rowsBeforeBlock + blockRows;
  }

  /// Rows that were there before this writer.
  public long committedRows() {
    return committedRows;
  }

  /// Open time of the last bar; `Long.MIN_VALUE` if there is none.
  public long lastOpenNanos() {
    return lastOpenNanos;
  }

  public long lastCloseNanos() {
    return lastCloseNanos;
  }

  /// Close of the last bar, fixed point; 0 if there is none.
  public long lastClose() {
    return lastClose;
  }

  ColumnFolder folder() {
    return folder;
  }

  /// Writes and syncs what is in memory and gives the description to commit.
  Series flush() throws IOException {
    writeBlock();
    String digest = hash.endShortBlock(rows(), blockRows > 0);
    Path hashes = folder.blockHashes();
    try (FileChannel channel =
        FileChannel.open(hashes, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(hash.fullBlockHashes());
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    for (ColumnFile file : columns.of(folder)) {
      file.sync();
    }
    return new Series(
        instrument,
        resolution,
        origin,
        rows(),
        firstOpenNanos,
        lastCloseNanos,
        digest,
        folder.generation());
  }

  private void endFullBlock() {
    try {
      writeBlock();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    hash.endBlock();
    rowsBeforeBlock += blockRows;
    blockRows = 0;
    writtenBlockRows = 0;
  }

  /// Hashes the block's rows and writes those not yet on disk.
  private void writeBlock() throws IOException {
    List<ColumnFile> files = columns.of(folder);
    long start = (rowsBeforeBlock + writtenBlockRows) * Long.BYTES;
    for (int i = 0; i < block.length; i++) {
      ByteBuffer bytes = ByteBuffer.wrap(block[i], 0, blockRows * Long.BYTES);
      hash.column(bytes.duplicate());
      files.get(i).write(bytes.position(writtenBlockRows * Long.BYTES), start);
    }
    writtenBlockRows = blockRows;
  }

  /// Takes uncommitted rows off the disk again.
  void rollBack() throws IOException {
    if (committedRows == 0) {
      folder.delete();
      return;
    }
    for (Column column : Column.values()) {
      truncate(folder.file(column), committedRows * Long.BYTES);
    }
    truncate(folder.blockHashes(), committedRows / ContentHash.BLOCK_ROWS * HASH_BYTES);
  }

  private static void truncate(Path file, long length) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(length);
    }
  }
}
