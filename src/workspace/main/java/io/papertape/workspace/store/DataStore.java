package io.papertape.workspace.store;

import io.papertape.market.BarColumns;
import io.papertape.market.CorporateActions;
import io.papertape.market.QuoteColumns;
import io.papertape.market.TradeTickColumns;
import io.papertape.workspace.DurableFiles;
import io.papertape.workspace.Workspace;
import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.WriteLock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// All market data of a workspace: named data sets, each with series of bars, quotes or trade
/// ticks.
///
/// ```java
/// DataStore store = DataStore.in(workspace);
/// try (DataSetWriter writer = store.writer("us", DataSetWriter.Mode.CREATE)) {
///   writer.series(Instrument.equity("SPY"), Resolution.DAY, origin).add(bars);
///   writer.commit();
/// }
/// BarColumns spy = store.load("us", "SPY", Resolution.DAY);
/// ```
public final class DataStore {
  static final String DESCRIPTION = "data-set.json";

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,79}");
  private static final int ATTEMPTS = 5;

  private final Path root;

  private DataStore(Path root) {
    this.root = root;
  }

  public static DataStore in(Workspace workspace) {
    return new DataStore(workspace.data());
  }

  /// Names of the committed data sets, in alphabetical order.
  public List<String> names() {
    if (!Files.isDirectory(root)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(root)) {
      return entries
          .filter(path -> Files.exists(path.resolve(DESCRIPTION)))
          .map(path -> path.getFileName().toString())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The last committed version of a data set, if there is one.
  public Optional<DataSet> find(String name) {
    Path file = root.resolve(checkedName(name)).resolve(DESCRIPTION);
    try {
      return Optional.of(DataSetJson.read(file, Files.readAllBytes(file)));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The last committed version of a data set, or an error that names those there are.
  public DataSet get(String name) {
    return find(name)
        .orElseThrow(
            () ->
                WorkspaceException.data(
                    "No such data set: name=%s. %s"
                        .formatted(
                            name,
                            names().isEmpty()
                                ? "The store is empty: papertape data import FILE fills it."
                                : "There are: %s.".formatted(String.join(", ", names())))));
  }

  /// Bars of a series as of its last commit.
  public BarColumns load(String name, String symbol, Resolution resolution) {
    for (int attempt = 1; ; attempt++) {
      Series series = get(name).get(symbol, resolution);
      try {
        return bars(name, series);
      } catch (NoSuchFileException e) {
        // A writer replaced the series between our two looks; the next look sees the new one.
        if (attempt == ATTEMPTS) {
          throw missing(name, e);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /// Bars of a series as the given description has them: repeatable while a writer appends.
  public BarColumns load(DataSet dataSet, Series series) {
    try {
      return bars(dataSet.name(), series);
    } catch (NoSuchFileException e) {
      throw missing(dataSet.name(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The same, refused if they are not as they were imported: for what is learned or handed on.
  public BarColumns loadIntact(DataSet dataSet, Series series) {
    BarColumns bars = load(dataSet, series);
    requireIntact(dataSet, series, contentHash(bars));
    return bars;
  }

  /// Refuses a series whose rows have another hash than was stored with them.
  ///
  /// @param found content hash of the rows as they are now
  public static void requireIntact(DataSet dataSet, Series series, String found) {
    if (!found.equals(series.hash())) {
      throw WorkspaceException.data(
          ("Stored %s are damaged: dataSet=%s, symbol=%s, resolution=%s, imported=%s, found=%s."
                  + " Import them again with --replace.")
              .formatted(
                  series.resolution().isTicks() ? "rows" : "bars",
                  dataSet.name(),
                  series.symbol(),
                  series.resolution(),
                  series.hash(),
                  found));
    }
  }

  private BarColumns bars(String name, Series series) throws IOException {
    if (series.resolution().isTicks()) {
      throw WorkspaceException.data(
          "Series holds no bars: dataSet=%s, symbol=%s, resolution=%s. Choose another --resolution."
              .formatted(name, series.symbol(), series.resolution()));
    }
    try (RowReader reader = new RowReader(folder(name, series), series.rows())) {
      long[][] columns = reader.read(0, series.rows());
      return RowLayout.bars(columns);
    }
  }

  /// Quotes of a series as the description has them, however many there are.
  public StoredTicks<QuoteColumns> quotes(DataSet dataSet, Series series) {
    return StoredTicks.quotes(folder(dataSet.name(), series), series.rows());
  }

  /// Trade ticks of a series, likewise.
  public StoredTicks<TradeTickColumns> trades(DataSet dataSet, Series series) {
    return StoredTicks.trades(folder(dataSet.name(), series), series.rows());
  }

  /// Splits and dividends of a symbol as of the last commit; none if none are stored.
  public CorporateActions actions(String name, String symbol) {
    return get(name).actions(symbol);
  }

  private static WorkspaceException missing(String name, NoSuchFileException e) {
    return new WorkspaceException(
        WorkspaceException.Kind.DATA,
        "File of the store is missing: dataSet=%s, file=%s. Import the data set again."
            .formatted(name, e.getFile()),
        e);
  }

  /// Opens a data set for writing; waits up to [WriteLock#PATIENCE] for another writer.
  public DataSetWriter writer(String name, DataSetWriter.Mode mode) {
    String checked = checkedName(name);
    Path lockFile = root.resolve(".locks").resolve(checked + ".lock");
    WriteLock lock = WriteLock.take(lockFile, WriteLock.PATIENCE);
    boolean opened = false;
    try {
      Path folder = DurableFiles.createFolders(root.resolve(checked));
      DataSet committed = find(checked).orElse(new DataSet(checked, List.of()));
      DataSetWriter writer = new DataSetWriter(folder, committed, mode, lock);
      opened = true;
      return writer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      if (!opened) {
        lock.close();
      }
    }
  }

  /// Content hash computed anew from bars; equal to [Series#hash()] unless the files were
  /// changed.
  public static String contentHash(BarColumns bars) {
    return ContentHash.of(bars);
  }

  private RowFolder folder(String name, Series series) {
    Path path = seriesFolder(root.resolve(name), series.symbol(), series.resolution());
    return new RowFolder(path, series.generation(), RowLayout.of(series.resolution()));
  }

  static Path seriesFolder(Path dataSet, String symbol, Resolution resolution) {
    if (symbol.startsWith(".")) {
      throw WorkspaceException.data(
          "Symbol starts with a dot: symbol=%s. Give another --symbol.".formatted(symbol));
    }
    return dataSet.resolve(symbol).resolve(resolution.toString());
  }

  /// The name, if it can be a folder on every system.
  public static String checkedName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw WorkspaceException.configuration(
          ("Not a data set name: name=%s. Use 1 to 80 letters, digits or ._- and "
                  + "start with a letter or digit.")
              .formatted(name));
    }
    return name;
  }
}
