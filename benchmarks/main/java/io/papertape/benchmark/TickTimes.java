package io.papertape.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.papertape.market.PagedHistory;
import io.papertape.market.QuoteColumns;
import io.papertape.simulation.RunResult;
import io.papertape.workspace.Workspace;
import io.papertape.workspace.store.DataSet;
import io.papertape.workspace.store.DataSetWriter.Mode;
import io.papertape.workspace.store.DataStore;
import io.papertape.workspace.store.Resolution;
import io.papertape.workspace.store.StoredTicks;
import io.papertape.workspace.synthetic.SyntheticQuotes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// W7: makes quotes in a store that is thrown away, and runs processes with a small heap over
/// them. Peak memory is what the kernel says of the whole process (Linux only).
final class TickTimes implements AutoCloseable {
  static final long DEFAULT_QUOTES = 20_000_000;

  private static final long SEED = 42;
  private static final int SAMPLE = 1_000_000;
  private static final int COLUMNS = 5;

  /// On the disk, a little more than it is: blocks are as narrow as the values are spread.
  private static final int BYTES_PER_QUOTE = 13;

  private static final int RUNS = 5;
  private static final int QUICK_RUNS = 2;

  /// The heap starts small, so that garbage nobody has collected yet does not count as memory.
  private static final List<String> HEAP = List.of("-Xms32m", "-Xmx512m");

  private final Path home;
  private long peak;

  private TickTimes(long quotes) throws IOException {
    home = Files.createTempDirectory("papertape-w7");
    long free = Files.getFileStore(home).getUsableSpace();
    long needed = quotes * BYTES_PER_QUOTE;
    if (free - needed < needed / 10) {
      Files.delete(home);
      throw new IllegalStateException(
          "Disk is too small: quotes=%d, bytes=%d, free=%d. Ask for fewer with --quotes."
              .formatted(quotes, needed, free));
    }
    new SyntheticQuotes(SEED, TickProgram.SYMBOL, quotes, 0)
        .generate(DataStore.in(new Workspace(home)), TickProgram.NAME, Mode.CREATE);
  }

  /// Runs a part from the store and from memory.
  ///
  /// @throws IllegalStateException if the two do not agree
  static Facts check(long quotes) {
    long sample = Math.min(quotes, SAMPLE);
    try (TickTimes times = new TickTimes(sample)) {
      DataStore store = DataStore.in(new Workspace(times.home));
      DataSet set = store.get(TickProgram.NAME);
      StoredTicks<QuoteColumns> stored =
          store.quotes(set, set.get(TickProgram.SYMBOL, Resolution.QUOTE));
      RunResult result = TickProgram.run(stored);
      Outcome outcome = Outcome.of(result);
      outcome.mustEqual("memory", Outcome.of(TickProgram.run(inMemory(stored))));
      return new Facts(
          "seeded synthetic quotes",
          "quote",
          quotes,
          result.orders().size() * quotes / sample,
          outcome.fills() * quotes / sample,
          List.of(
              "store and memory agree on the first %d: %s; orders and fills of all are estimated"
                  .formatted(sample, outcome)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static QuoteColumns inMemory(StoredTicks<QuoteColumns> stored) {
    int size = Math.toIntExact(stored.rows());
    long[][] all = new long[COLUMNS][size];
    int at = 0;
    try (PagedHistory.Pages<QuoteColumns> pages = stored.pages()) {
      for (QuoteColumns page = pages.next(); page.size() > 0; page = pages.next()) {
        long[][] columns = {
          page.timeNanos(), page.bid(), page.bidSize(), page.ask(), page.askSize()
        };
        for (int i = 0; i < columns.length; i++) {
          System.arraycopy(columns[i], 0, all[i], at, page.size());
        }
        at += page.size();
      }
    }
    return new QuoteColumns(size, all[0], all[1], all[2], all[3], all[4]);
  }

  /// Results in the form of JMH's, quotes a second; the first walk of each process warms up.
  static ArrayNode run(boolean isQuick, long quotes) throws IOException {
    int runs = isQuick ? QUICK_RUNS : RUNS;
    ArrayNode results = new ObjectMapper().createArrayNode();
    try (TickTimes times = new TickTimes(quotes)) {
      results.add(times.measured("papertape", quotes, runs, "run"));
      results.add(times.measured("papertapeTenth", Math.max(1, quotes / 10), runs, "run"));
      results.add(times.measured("pagesOnly", quotes, runs, "pages"));
    }
    return results;
  }

  private ObjectNode measured(String name, long quotes, int runs, String kind) throws IOException {
    ObjectNode result = new ObjectMapper().createObjectNode();
    result.put("benchmark", TickTimes.class.getName() + "." + name);
    result.put("mode", "process");
    HEAP.forEach(result.putArray("jvmArgs")::add);
    ObjectNode metric = result.putObject("primaryMetric");
    ArrayNode raw = metric.putArray("rawData").addArray();
    peak = 0;
    List<String> said = program(quotes, runs + 1, kind);
    double sum = 0;
    for (String line : said.subList(1, said.size())) {
      double rate = quotes / (Long.parseLong(line.substring(0, line.indexOf(' '))) / 1e9);
      raw.add(rate);
      sum += rate;
    }
    metric.put("score", sum / runs);
    metric.put("scoreUnit", "quotes/s");
    result.put("said", said.getLast().substring(said.getLast().indexOf(' ') + 1));
    if (peak > 0) {
      result.put("peakBytes", peak);
    }
    return result;
  }

  private List<String> program(long quotes, int walks, String kind) throws IOException {
    Path log = home.resolve("log");
    String[] command = {
      Path.of(System.getProperty("java.home"), "bin", "java").toString(),
      HEAP.getFirst(),
      HEAP.getLast(),
      "-XX:+UseSerialGC",
      "-cp",
      System.getProperty("java.class.path"),
      TickProgram.class.getName(),
      home.toString(),
      Long.toString(quotes),
      Integer.toString(walks),
      kind
    };
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try {
      while (!process.waitFor(20, TimeUnit.MILLISECONDS)) {
        peak = Math.max(peak, ProcessTimes.peakOf(process.pid()));
      }
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while a process ran.", e);
    }
    if (process.exitValue() != 0) {
      throw new IllegalStateException(
          "Process failed: command=%s, exit code=%d. It said: %s"
              .formatted(Arrays.toString(command), process.exitValue(), Files.readString(log)));
    }
    return Files.readAllLines(log);
  }

  @Override
  public void close() throws IOException {
    ProcessTimes.delete(home);
  }
}
