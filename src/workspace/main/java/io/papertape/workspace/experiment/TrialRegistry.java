package io.papertape.workspace.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.papertape.experiment.Trials;
import io.papertape.journal.Sha256;
import io.papertape.workspace.DurableFiles;
import io.papertape.workspace.Workspace;
import io.papertape.workspace.WriteLock;
import io.papertape.workspace.run.CanonicalJson;
import io.papertape.workspace.run.Manifest;
import io.papertape.workspace.store.DataSet;
import io.papertape.workspace.store.DataStore;
import io.papertape.workspace.store.Resolution;
import io.papertape.workspace.store.Series;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Every configuration ever evaluated on some data by one strategy, sweeps and single backtests
/// alike, each once, with the Sharpe ratio it had: what the best of them must be measured
/// against.
///
/// One file of JSON lines in `<home>/trials/`: a header that names strategy and data, then
/// `{"configuration":…,"sharpe":…}`. Only ever appended to, under a lock; a torn last line is
/// cut.
public final class TrialRegistry {
  private static final int KEY_DIGITS = 16;

  private final Path file;
  private final ObjectNode header;

  /// What was read so far, and how far: the file only grows.
  private final Map<String, Double> known = new LinkedHashMap<>();

  private long readTo;

  private TrialRegistry(Path file, ObjectNode header) {
    this.file = file;
    this.header = header;
  }

  /// One trial.
  ///
  /// @param configuration hash of the manifest of its run
  /// @param sharpe        per period, not annualised; 0 if its returns do not vary
  public record Entry(String configuration, double sharpe) {}

  /// The registry of a strategy on stored data.
  ///
  /// @param strategy name, the same for all its versions
  /// @param symbols  in any order; the series are taken whole, whatever part a run uses
  public static TrialRegistry of(
      Workspace workspace,
      String strategy,
      String dataSet,
      List<String> symbols,
      Resolution resolution) {
    DataSet set = DataStore.in(workspace).get(dataSet);
    ObjectNode header = JsonNodeFactory.instance.objectNode().put("strategy", strategy);
    ArrayNode data = header.putArray("data");
    for (String symbol : symbols.stream().sorted().toList()) {
      Series series = set.get(symbol, resolution);
      data.addObject()
          .put("symbol", symbol)
          .put("resolution", resolution.toString())
          .put("hash", series.hash());
    }
    String key = Sha256.hex(CanonicalJson.bytes(header)).substring(0, KEY_DIGITS);
    return new TrialRegistry(workspace.home().resolve("trials").resolve(key + ".jsonl"), header);
  }

  /// The registry that a run belongs to.
  public static TrialRegistry of(Workspace workspace, Manifest run) {
    return of(
        workspace,
        run.strategy(),
        run.dataSet(),
        run.instruments().stream().map(used -> used.instrument().symbol()).toList(),
        run.instruments().getFirst().resolution());
  }

  /// Adds what is not there yet, and gives all there is: Sharpe ratios by configuration, in the
  /// order in which they were tried. On the disk when it returns.
  public synchronized Map<String, Double> add(List<Entry> entries) {
    try (WriteLock _ = WriteLock.take(lock(), WriteLock.PATIENCE)) {
      readOn();
      StringBuilder lines = new StringBuilder();
      if (readTo == 0) {
        lines.append(CanonicalJson.text(header)).append('\n');
      }
      Map<String, Double> added = new LinkedHashMap<>();
      for (Entry entry : entries) {
        if (!known.containsKey(entry.configuration())
            && added.putIfAbsent(entry.configuration(), entry.sharpe()) == null) {
          lines.append(CanonicalJson.text(line(entry))).append('\n');
        }
      }
      byte[] bytes = lines.toString().getBytes(StandardCharsets.UTF_8);
      append(readTo, bytes);
      readTo += bytes.length;
      known.putAll(added);
      return Collections.unmodifiableMap(new LinkedHashMap<>(known));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// All there is.
  public Map<String, Double> all() {
    return add(List.of());
  }

  /// Number and spread of these trials, to the bit the same in whatever order they were tried;
  /// empty of none.
  public static Optional<Trials> trials(Map<String, Double> all) {
    double[] sharpes = all.values().stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return sharpes.length == 0 ? Optional.empty() : Optional.of(Trials.of(sharpes));
  }

  private Path lock() {
    return file.resolveSibling(".locks").resolve(file.getFileName() + ".lock");
  }

  private static ObjectNode line(Entry entry) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("configuration", entry.configuration())
        .put("sharpe", entry.sharpe());
  }

  /// Takes the whole lines that have come since.
  private void readOn() throws IOException {
    long size = Files.exists(file) ? Files.size(file) : 0;
    if (size < readTo) {
      known.clear();
      readTo = 0;
    }
    if (size == readTo) {
      return;
    }
    byte[] bytes = new byte[Math.toIntExact(size - readTo)];
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      in.seek(readTo);
      in.readFully(bytes);
    }
    int start = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        if (readTo > 0) {
          JsonNode node = CanonicalJson.read(Arrays.copyOfRange(bytes, start, i));
          known.putIfAbsent(node.path("configuration").asText(), node.path("sharpe").asDouble());
        }
        readTo += i + 1 - start;
        start = i + 1;
      }
    }
  }

  private void append(long whole, byte[] lines) throws IOException {
    if (lines.length == 0) {
      return;
    }
    boolean isNew = Files.notExists(file);
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      channel.truncate(whole);
      channel.position(whole);
      ByteBuffer bytes = ByteBuffer.wrap(lines);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    if (isNew) {
      DurableFiles.syncFolder(file.getParent());
    }
  }
}
