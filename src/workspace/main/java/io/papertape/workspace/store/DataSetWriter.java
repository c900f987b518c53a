package io.papertape.workspace.store;

import io.papertape.market.CorporateActions;
import io.papertape.market.Instrument;
import io.papertape.workspace.DurableFiles;
import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.WriteLock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Writes series of one data set; what it wrote appears at once, at [#commit()].
///
/// Closing without a commit leaves the store as it was. Holds the data set's write lock until
/// closed; readers need none. For one thread.
public final class DataSetWriter implements AutoCloseable {
  /// What happens when a series exists already.
  public enum Mode {
    /// An error; other series of the data set stay.
    CREATE,
    /// New bars go after the last one.
    APPEND,
    /// Its bars are replaced; other series of the data set stay.
    REPLACE
  }

  private final Path folder;
  private final String name;
  private final Mode mode;
  private final WriteLock lock;
  private final List<Series> committed;
  private final Map<String, OpenSeries> open = new LinkedHashMap<>();
  private final IdentityHashMap<OpenSeries, SeriesWriter> barWriters = new IdentityHashMap<>();
  private final IdentityHashMap<OpenSeries, TickWriter> tickWriters = new IdentityHashMap<>();
  private final List<RowFolder> outdated = new ArrayList<>();
  private final BlockFiles files = new BlockFiles();
  private final BlockEncoder encoder = new BlockEncoder();
  private final MutableActions actions;
  private boolean done;

  DataSetWriter(Path folder, DataSet committed, Mode mode, WriteLock lock) throws IOException {
    this.folder = folder;
    this.name = committed.name();
    this.mode = mode;
    this.lock = lock;
    this.committed = new ArrayList<>(committed.series());
    actions = new MutableActions(committed, mode);
  }

  /// Stores the corporate actions of a symbol, which has bars by the time of the commit.
  ///
  /// When appending they add to the stored ones, equal ones once; when replacing they take the
  /// place of all; else there must be none yet.
  public void actions(String symbol, CorporateActions ofSymbol) {
    actions.put(new CorporateActions(symbol, ofSymbol.actions()));
  }

  /// The writer of a series of bars, opened on first use. When appending, the stored instrument
  /// and origin stay in force until [SeriesWriter#describe].
  public SeriesWriter series(Instrument instrument, Resolution resolution, Origin origin) {
    if (resolution.isTicks()) {
      throw new IllegalArgumentException(
          "Not a span of bars: resolution=%s. Use ticks(...).".formatted(resolution));
    }
    try {
      OpenSeries series = opened(instrument, resolution, origin);
      SeriesWriter writer = barWriters.get(series);
      if (writer == null) {
        writer = new SeriesWriter(series);
        barWriters.put(series, writer);
      }
      return writer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The writer of a series of quotes or trade ticks, likewise.
  ///
  /// @param kind [Resolution#QUOTE] or [Resolution#TRADE]
  public TickWriter ticks(Instrument instrument, Resolution kind, Origin origin) {
    if (!kind.isTicks()) {
      throw new IllegalArgumentException(
          "A span of bars: resolution=%s. Use series(...).".formatted(kind));
    }
    try {
      return tickWriters.computeIfAbsent(opened(instrument, kind, origin), TickWriter::new);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private OpenSeries opened(Instrument instrument, Resolution resolution, Origin origin)
      throws IOException {
    String key = instrument.symbol() + " " + resolution;
    OpenSeries series = open.get(key);
    if (series == null) {
      series = open(instrument, resolution, origin);
      open.put(key, series);
    }
    return series;
  }

  /// The committed description of a series, if this writer continues it.
  public Optional<Series> continued(String symbol, Resolution resolution) {
    return mode == Mode.APPEND
        ? new DataSet(name, committed).find(symbol, resolution)
        : Optional.empty();
  }

  private OpenSeries open(Instrument instrument, Resolution resolution, Origin origin)
      throws IOException {
    Optional<Series> existing = new DataSet(name, committed).find(instrument.symbol(), resolution);
    RowLayout layout = RowLayout.of(resolution);
    Path path = DataStore.seriesFolder(folder, instrument.symbol(), resolution);
    if (existing.isEmpty()) {
      return started(new RowFolder(path, 1, layout), instrument, resolution, origin);
    }
    Series old = existing.get();
    RowFolder oldFolder = new RowFolder(path, old.generation(), layout);
    return switch (mode) {
      case CREATE ->
          throw WorkspaceException.data(
              ("Series exists already: dataSet=%s, symbol=%s, resolution=%s, rows=%d. "
                      + "Add --append or --replace, or choose another --name.")
                  .formatted(name, old.symbol(), resolution, old.rows()));
      case APPEND ->
          new OpenSeries(
              new RowWriter(oldFolder, old.rows(), files, encoder),
              old.instrument(),
              resolution,
              old.origin());
      case REPLACE -> {
        outdated.add(oldFolder);
        RowFolder next = new RowFolder(path, old.generation() + 1, layout);
        yield started(next, instrument, resolution, origin);
      }
    };
  }

  private OpenSeries started(
      RowFolder empty, Instrument instrument, Resolution resolution, Origin origin)
      throws IOException {
    return new OpenSeries(new RowWriter(empty, 0, files, encoder), instrument, resolution, origin);
  }

  /// Makes all rows written so far durable and visible, in one step. May be called again after
  /// more rows.
  public DataSet commit() {
    try {
      List<Series> next = new ArrayList<>(committed);
      for (OpenSeries written : open.values()) {
        Series series = written.flush();
        DurableFiles.syncFolder(written.rows().folder().path());
        next.removeIf(
            s -> s.symbol().equals(series.symbol()) && s.resolution().equals(series.resolution()));
        next.add(series);
      }
      DataSet dataSet = new DataSet(name, next, actions.all());
      checkActionsHaveBars(dataSet);
      publish(dataSet);
      committed.clear();
      committed.addAll(dataSet.series());
      done = true;
      for (OpenSeries written : open.values()) {
        written.rows().dropOldTails();
      }
      for (RowFolder old : outdated) {
        old.delete();
      }
      outdated.clear();
      return dataSet;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void checkActionsHaveBars(DataSet dataSet) {
    for (CorporateActions one : dataSet.actions()) {
      if (!dataSet.holds(one.symbol())) {
        throw WorkspaceException.data(
            "Corporate actions without bars: dataSet=%s, symbol=%s. Import its bars first."
                .formatted(dataSet.name(), one.symbol()));
      }
    }
  }

  private void publish(DataSet dataSet) throws IOException {
    DurableFiles.replace(folder.resolve(DataStore.DESCRIPTION), DataSetJson.bytes(dataSet));
  }

  @Override
  public void close() {
    try (lock) {
      files.close();
      if (!done) {
        for (OpenSeries written : open.values()) {
          Path path = written.rows().folder().path();
          written.rows().rollBack();
          deleteIfEmpty(path);
          deleteIfEmpty(path.getParent());
        }
        deleteIfEmpty(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void deleteIfEmpty(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      return;
    }
    boolean empty;
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(path)) {
      empty = !entries.iterator().hasNext();
    }
    if (empty) {
      Files.delete(path);
    }
  }
}
