package io.papertape.live.session;

import io.papertape.market.PagedHistory;
import io.papertape.market.QuoteColumns;
import io.papertape.market.TradeTickColumns;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/// Quotes or trade ticks by their times, of which only a few are in memory: the rest is in a file
/// that is gone when this is closed. Those of one time stay in the order in which they came.
///
/// Rows that came one chunk after the other are sorted chunk by chunk. Chunks that follow each
/// other in time make a run; a walk merges the runs. So what comes nearly sorted is nearly read
/// from one end to the other.
///
/// @param <C> the columns
final class SpilledTicks<C> implements PagedHistory<C>, AutoCloseable {
  private static final int CHUNK = 8_192;
  private static final int BUFFER_ROWS = 512;
  private static final int PAGE_ROWS = 4_096;

  private final Path path;
  private final int width;
  private final BiFunction<Integer, long[][], C> columns;
  private final int chunkRows;
  private final List<Run> runs = new ArrayList<>();
  private Optional<FileChannel> file = Optional.empty();
  private long[] chunk = {};
  private int held;
  private long rows;
  private boolean isRead;

  /// Rows of the file whose times do not go back.
  private record Run(long from, long to, long firstNanos, long lastNanos) {}

  private SpilledTicks(
      Path path, int width, int chunkRows, BiFunction<Integer, long[][], C> columns) {
    this.path = path;
    this.width = width;
    this.chunkRows = chunkRows;
    this.columns = columns;
  }

  /// Of quotes: time, bid, its size, ask, its size.
  ///
  /// @param path of a file that is not there
  static SpilledTicks<QuoteColumns> quotes(Path path) {
    return new SpilledTicks<>(
        path,
        5,
        CHUNK,
        (size, page) -> new QuoteColumns(size, page[0], page[1], page[2], page[3], page[4]));
  }

  /// Of trade ticks: time, price, quantity.
  ///
  /// @param path of a file that is not there
  static SpilledTicks<TradeTickColumns> trades(Path path) {
    return trades(path, CHUNK);
  }

  static SpilledTicks<TradeTickColumns> trades(Path path, int chunkRows) {
    return new SpilledTicks<>(
        path, 3, chunkRows, (size, page) -> new TradeTickColumns(size, page[0], page[1], page[2]));
  }

  /// Adds a row; none once it has been read.
  void add(long... row) {
    if (isRead) {
      throw new IllegalStateException(
          "Ticks have been read: rows=%d. Add all first.".formatted(rows));
    }
    if (chunk.length == 0) {
      chunk = new long[chunkRows * width];
    }
    System.arraycopy(row, 0, chunk, held * width, width);
    held++;
    rows++;
    if (held == chunkRows) {
      spill();
    }
  }

  long rows() {
    return rows;
  }

  private void spill() {
    int[] order = sorted();
    ByteBuffer bytes = ByteBuffer.allocate(held * width * Long.BYTES);
    LongBuffer longs = bytes.asLongBuffer();
    for (int row : order) {
      longs.put(chunk, row * width, width);
    }
    long from = rows - held;
    try {
      FileChannel channel = file.isPresent() ? file.get() : open();
      long at = from * width * Long.BYTES;
      while (bytes.hasRemaining()) {
        at += channel.write(bytes, at);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    addRun(new Run(from, rows, chunk[order[0] * width], chunk[order[held - 1] * width]));
    held = 0;
  }

  private FileChannel open() throws IOException {
    FileChannel opened =
        FileChannel.open(
            path,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE);
    file = Optional.of(opened);
    return opened;
  }

  /// Rows of the chunk by time; those of one time as they came.
  private int[] sorted() {
    return IntStream.range(0, held)
        .boxed()
        .sorted(Comparator.comparingLong(row -> chunk[row * width]))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private void addRun(Run next) {
    if (!runs.isEmpty() && runs.getLast().lastNanos() <= next.firstNanos()) {
      Run before = runs.removeLast();
      runs.add(new Run(before.from(), next.to(), before.firstNanos(), next.lastNanos()));
    } else {
      runs.add(next);
    }
  }

  @Override
  public Pages<C> pages() {
    if (held > 0) {
      spill();
    }
    isRead = true;
    chunk = new long[0];
    return new Walk();
  }

  @Override
  public void close() {
    try {
      if (file.isPresent()) {
        file.get().close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private final class Walk implements Pages<C> {
    private final PriorityQueue<Cursor> next = new PriorityQueue<>();
    private final long[][] page = new long[width][PAGE_ROWS];

    Walk() {
      for (int i = 0; i < runs.size(); i++) {
        next.add(new Cursor(runs.get(i), i));
      }
    }

    @Override
    public C next() {
      int size = 0;
      while (size < PAGE_ROWS && !next.isEmpty()) {
        Cursor first = next.remove();
        first.take(page, size++);
        if (!first.isOver()) {
          next.add(first);
        }
      }
      return columns.apply(size, page);
    }
  }

  /// A place in a run; it holds rows only from its first one being taken to its end.
  private final class Cursor implements Comparable<Cursor> {
    private final Run run;
    private final int number;
    private long at;
    private long nanos;
    private long[] rowsAhead = {};
    private int aheadFrom;

    Cursor(Run run, int number) {
      this.run = run;
      this.number = number;
      at = run.from();
      nanos = run.firstNanos();
    }

    /// The run that came first goes first at one time.
    @Override
    public int compareTo(Cursor other) {
      int byTime = Long.compare(nanos, other.nanos);
      return byTime != 0 ? byTime : Integer.compare(number, other.number);
    }

    void take(long[][] page, int row) {
      load();
      for (int i = 0; i < width; i++) {
        page[i][row] = rowsAhead[aheadFrom + i];
      }
      at++;
      aheadFrom += width;
      if (!isOver()) {
        load();
        nanos = rowsAhead[aheadFrom];
      }
    }

    boolean isOver() {
      return at == run.to();
    }

    private void load() {
      if (aheadFrom < rowsAhead.length) {
        return;
      }
      int count = (int) Math.min(BUFFER_ROWS, run.to() - at);
      ByteBuffer bytes = ByteBuffer.allocate(count * width * Long.BYTES);
      try {
        long from = at * width * Long.BYTES;
        while (bytes.hasRemaining()) {
          int read = file.orElseThrow().read(bytes, from);
          if (read < 0) {
            throw new IOException("File of ticks is shorter than it was: rows=" + rows);
          }
          from += read;
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      rowsAhead = new long[count * width];
      bytes.flip().asLongBuffer().get(rowsAhead);
      aheadFrom = 0;
    }
  }
}
