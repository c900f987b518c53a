package io.papertape.workspace.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.papertape.experiment.Trials;
import io.papertape.journal.Sha256;
import io.papertape.workspace.DurableFiles;
import io.papertape.workspace.Workspace;
import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.WriteLock;
import io.papertape.workspace.run.CanonicalJson;
import io.papertape.workspace.run.Manifest;
import io.papertape.workspace.store.DataStore;
import io.papertape.workspace.store.Resolution;
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
/// `{"configuration":…,"sharpe":…}`. Only ever appended to, under a lock; a torn last line,
/// which a crash left, is moved to `trials/.torn/`.
public final class TrialRegistry {
  private static final int KEY_DIGITS = 16;

  private final Path file;
  private final TrialLineage lineage;
  private final ObjectNode header;

  /// What was read so far, and how far: the file only grows.
  private final Map<String, Double> known = new LinkedHashMap<>();

  private long readTo;

  private TrialRegistry(Path folder, TrialLineage lineage) {
    this.lineage = lineage;
    header = lineage.header();
    String key = Sha256.hex(CanonicalJson.bytes(header)).substring(0, KEY_DIGITS);
    file = folder.resolve(key + ".jsonl");
  }

  /// One trial.
  ///
  /// @param configuration [Manifest#configuration] of its run
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
    return new TrialRegistry(
        workspace.home().resolve("trials"),
        new TrialLineage(DataStore.in(workspace), dataSet, symbols, resolution, strategy));
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

  /// Adds what is not there yet or had another ratio, and gives all there is: Sharpe ratios by
  /// configuration, in the order in which they were first tried. On the disk when it returns.
  public synchronized Map<String, Double> add(List<Entry> entries) {
    try (WriteLock _ = WriteLock.take(lock(), WriteLock.PATIENCE)) {
      readOn();
      StringBuilder lines = new StringBuilder();
      Map<String, Double> added = new LinkedHashMap<>();
      if (readTo == 0) {
        lines.append(CanonicalJson.text(header)).append('\n');
        added.putAll(inherited());
      }
      for (Entry entry : entries) {
        Double before = added.getOrDefault(entry.configuration(), known.get(entry.configuration()));
        if (before == null || before != entry.sharpe()) {
          added.put(entry.configuration(), entry.sharpe());
        }
      }
      added.forEach((name, sharpe) -> append(new Entry(name, sharpe), lines));
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

  private static void append(Entry entry, StringBuilder lines) {
    ObjectNode line =
        JsonNodeFactory.instance
            .objectNode()
            .put("configuration", entry.configuration())
            .put("sharpe", entry.sharpe());
    lines.append(CanonicalJson.text(line)).append('\n');
  }

  /// What was tried when the series ended earlier.
  private Map<String, Double> inherited() throws IOException {
    Map<String, Double> all = new LinkedHashMap<>();
    Optional<Path> before = lineage.before(file.getParent());
    if (before.isPresent()) {
      wholeLines(before.get(), Files.readAllBytes(before.get()), 0, all);
    }
    return all;
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
    readTo += wholeLines(file, bytes, readTo, known);
  }

  /// Reads lines up to the last one that has its end.
  ///
  /// @param at where in the file they begin; the first line of all is a header
  /// @return length of what was read
  private static int wholeLines(Path file, byte[] bytes, long at, Map<String, Double> into) {
    int start = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        if (at + start > 0) {
          try {
            JsonNode node = CanonicalJson.read(Arrays.copyOfRange(bytes, start, i));
            if (!node.path("configuration").isTextual() || !node.path("sharpe").isNumber()) {
              throw damaged(file, at + start, "it names no trial", Optional.empty());
            }
            into.put(node.path("configuration").asText(), node.path("sharpe").asDouble());
          } catch (IOException e) {
            throw damaged(file, at + start, "it is no JSON", Optional.of(e));
          }
        }
        start = i + 1;
      }
    }
    return start;
  }

  private static WorkspaceException damaged(
      Path file, long offset, String reason, Optional<IOException> cause) {
    return new WorkspaceException(
        WorkspaceException.Kind.DATA,
        ("Trial registry has a damaged line: file=%s, line=%d, reason=%s. Put the file back from a"
                + " copy. Without one, take the line out: that trial is then no longer counted"
                + " until it is run again.")
            .formatted(file, lineNumber(file, offset), reason),
        cause.orElse(null));
  }

  /// From 1.
  private static long lineNumber(Path file, long offset) {
    try {
      byte[] all = Files.readAllBytes(file);
      long number = 1;
      for (int i = 0; i < Math.min(offset, all.length); i++) {
        number += all[i] == '\n' ? 1 : 0;
      }
      return number;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Keeps what a write that a crash cut has left, before it is cut off: whoever looks can see
  /// which trial is missing until it is run again.
  private void keepTorn(long whole) throws IOException {
    long size = Files.exists(file) ? Files.size(file) : 0;
    if (size <= whole) {
      return;
    }
    byte[] all = Files.readAllBytes(file);
    byte[] torn = Arrays.copyOfRange(all, Math.toIntExact(whole), all.length);
    Path folder = DurableFiles.createFolders(file.resolveSibling(".torn"));
    DurableFiles.replace(folder.resolve(file.getFileName() + "-" + whole), torn);
  }

  private void append(long whole, byte[] lines) throws IOException {
    if (lines.length == 0) {
      return;
    }
    boolean isNew = Files.notExists(file);
    keepTorn(whole);
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
