package io.papertape.workspace.experiment;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.papertape.experiment.Trials;
import io.papertape.journal.Sha256;
import io.papertape.workspace.Counted;
import io.papertape.workspace.DurableFiles;
import io.papertape.workspace.Workspace;
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
/// `{"configuration":…,"periods":…,"sharpe":…}` for each trial, with `"stopped":true` if it was
/// ended early, and `{"luck":…,"periods":…,"trials":…}` wherever the best was measured against
/// more luck than ever before; `{"uncounted":…}` if it was begun after other work. What has no
/// periods is of an earlier version, and taken to be as long as what it is compared with, and run
/// in full ([#note()]).
/// Only ever appended to, under a lock; a torn last line, which a crash left, is moved to
/// `trials/.torn/`.
public final class TrialRegistry {
  private static final int KEY_DIGITS = 16;

  private final Path file;
  private final TrialLineage lineage;
  private final EarlierWork earlier;
  private final Optional<String> now;
  private final ObjectNode header;

  /// What was read so far, and how far: the file only grows.
  private final Map<String, Entry> known = new LinkedHashMap<>();

  private KeptLuck luck = KeptLuck.NONE;

  private int uncounted;
  private long readTo;

  private TrialRegistry(
      Path folder, TrialLineage lineage, EarlierWork earlier, Optional<String> now) {
    this.lineage = lineage;
    this.earlier = earlier;
    this.now = now;
    header = lineage.header();
    String key = Sha256.hex(CanonicalJson.bytes(header)).substring(0, KEY_DIGITS);
    file = folder.resolve(key + ".jsonl");
  }

  /// One trial.
  ///
  /// @param configuration [Manifest#configuration] of its run
  /// @param sharpe        per period, not annualised; 0 if its returns do not vary
  /// @param periods       behind it; 0: not known
  /// @param isStopped     true if it was ended early, so that its ratio is that of a part
  public record Entry(String configuration, double sharpe, int periods, boolean isStopped) {
    /// A trial that was run to its end.
    public Entry(String configuration, double sharpe, int periods) {
      this(configuration, sharpe, periods, false);
    }

    /// What a trial as lucky as this one would show over so many periods.
    private double over(int other) {
      return KeptLuck.over(sharpe, periods, other);
    }

    /// True of one that an earlier version entered, which did not keep whether it was stopped
    /// either. A run without periods has none to keep, and no ratio.
    private boolean isOlder() {
      return periods == 0 && sharpe != 0;
    }

    /// True if it says more than what is known, or something else. What comes to the same ratio
    /// when it is stopped early was stopped then too.
    private boolean replaces(Entry before) {
      return before == null
          || (isStopped && before.isOlder() && sharpe == before.sharpe)
          || (isStopped == before.isStopped
              && (sharpe != before.sharpe || periods != before.periods))
          || (!isStopped && before.isStopped);
    }
  }

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
    return of(workspace, strategy, dataSet, symbols, resolution, Optional.empty());
  }

  private static TrialRegistry of(
      Workspace workspace,
      String strategy,
      String dataSet,
      List<String> symbols,
      Resolution resolution,
      Optional<String> now) {
    return new TrialRegistry(
        folder(workspace),
        new TrialLineage(DataStore.in(workspace), dataSet, symbols, resolution, strategy),
        new EarlierWork(workspace.home(), strategy, dataSet, symbols, resolution),
        now);
  }

  /// Of all registries.
  static Path folder(Workspace workspace) {
    return workspace.home().resolve("trials");
  }

  /// The registry that a run belongs to which is already kept.
  static TrialRegistry ofKept(Workspace workspace, Manifest run) {
    return of(workspace, run, Optional.of(Manifest.id(run.hash())));
  }

  /// The registry that a run belongs to.
  public static TrialRegistry of(Workspace workspace, Manifest run) {
    return of(workspace, run, Optional.empty());
  }

  private static TrialRegistry of(Workspace workspace, Manifest run, Optional<String> now) {
    return of(
        workspace,
        run.strategy(),
        run.dataSet(),
        run.instruments().stream().map(used -> used.instrument().symbol()).toList(),
        run.instruments().getFirst().resolution(),
        now);
  }

  /// Adds what is not there yet or had another ratio, and gives all there is: Sharpe ratios by
  /// configuration, in the order in which they were first tried. What was once run in full is not
  /// replaced by what was stopped early. On the disk when it returns.
  public synchronized Map<String, Double> add(List<Entry> entries) {
    try (WriteLock _ = WriteLock.take(lock(), WriteLock.PATIENCE)) {
      readOn();
      StringBuilder lines = new StringBuilder();
      Map<String, Entry> added = new LinkedHashMap<>();
      if (readTo == 0) {
        lines.append(CanonicalJson.text(header)).append('\n');
        TrialLines before = inherited(added);
        luck = before.luck();
        luck.ratios().forEach((periods, ratio) -> append(ratio, periods, added.size(), lines));
        uncounted = added.isEmpty() ? earlier.count(now) : before.uncounted();
        if (uncounted > 0) {
          lines.append("{\"%s\":%d}\n".formatted(TrialLines.UNCOUNTED, uncounted));
        }
      }
      for (Entry entry : entries) {
        String name = entry.configuration();
        if (entry.replaces(added.getOrDefault(name, known.get(name)))) {
          added.put(name, entry);
        }
      }
      added.values().forEach(entry -> append(entry, lines));
      append(lines);
      known.putAll(added);
      return ratios();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// All there is.
  public Map<String, Double> all() {
    return add(List.of());
  }

  /// The ratios of all there is, as trials of so many periods would show them.
  synchronized Map<String, Double> ratios(int periods) {
    all();
    Map<String, Double> ratios = new LinkedHashMap<>();
    known.forEach((name, entry) -> ratios.put(name, entry.over(periods)));
    return Collections.unmodifiableMap(ratios);
  }

  /// Number and spread of all trials, to the bit the same in whatever order they were tried, with
  /// no less luck than the best was ever measured against; empty of none.
  ///
  /// @param periods of what is to be measured against them
  public synchronized Optional<Trials> trials(int periods) {
    double[] sharpes = ratios(periods).values().stream().mapToDouble(one -> one).sorted().toArray();
    return sharpes.length == 0
        ? Optional.empty()
        : Optional.of(Trials.of(sharpes).atLeast(luck.over(periods)));
  }

  /// As many trials with the spread of those that were run in full; empty of none.
  private Optional<Trials> inFull(int periods) {
    double[] sharpes =
        known.values().stream()
            .filter(one -> !one.isStopped())
            .mapToDouble(one -> one.over(periods))
            .sorted()
            .toArray();
    return sharpes.length == 0
        ? Optional.empty()
        : Optional.of(Trials.of(sharpes).counting(known.size()));
  }

  /// What the best is measured against at the end of a command: all trials, with no less luck than
  /// any part of them, or all of them at an earlier time, had room for. That is kept, so that
  /// further trials never make it less; but not what trials have widened that were stopped early:
  /// their ratios are those of a fall, until they are run in full.
  ///
  /// @param parts   of the trials, such as those of the command
  /// @param periods of what is measured
  public synchronized Trials judging(List<Trials> parts, int periods) {
    Trials all = trials(periods).orElseThrow();
    double now = inFull(periods).map(Trials::luckySharpe).orElse(0.0);
    for (Trials part : parts) {
      all = all.atLeast(part.luckySharpe());
      now = Math.max(now, part.luckySharpe());
    }
    try (WriteLock _ = WriteLock.take(lock(), WriteLock.PATIENCE)) {
      readOn();
      if (now > luck.over(periods)) {
        StringBuilder line = new StringBuilder();
        append(now, periods, known.size(), line);
        append(line);
        luck = luck.or(now, periods);
      }
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What is known to have been tried beside what is in it.
  public synchronized Uncounted uncounted() {
    all();
    try {
      return Uncounted.of(uncounted, file.getParent(), header);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What a person should know of trials that an earlier version entered, a sentence; empty if
  /// there are none.
  public synchronized Optional<String> note() {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    all();
    long older = known.values().stream().filter(Entry::isOlder).count();
    return older == 0
        ? Optional.empty()
        : Optional.of(
            ("%d of %s on this data %s entered by an earlier version, which kept neither how long"
                    + " they were nor whether they were stopped early: each counts as run in full,"
                    + " and as long as what it is compared with, until it is run again")
                .formatted(
                    older, Counted.of(known.size(), "trial"), Counted.words(older, "was", "were")));
  }

  /// The same of the registry that trials belong to.
  public static Optional<String> note(Workspace workspace, TrialRunner runner) {
    return of(workspace, runner.manifest()).note();
  }

  private Map<String, Double> ratios() {
    Map<String, Double> ratios = new LinkedHashMap<>();
    known.forEach((name, entry) -> ratios.put(name, entry.sharpe()));
    return Collections.unmodifiableMap(ratios);
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
    if (entry.periods() > 0) {
      line.put(TrialLines.PERIODS, entry.periods());
    }
    if (entry.isStopped()) {
      line.put(TrialLines.STOPPED, true);
    }
    lines.append(CanonicalJson.text(line)).append('\n');
  }

  private static void append(double luck, int periods, int trials, StringBuilder lines) {
    ObjectNode line =
        JsonNodeFactory.instance.objectNode().put(TrialLines.LUCK, luck).put("trials", trials);
    if (periods > 0) {
      line.put(TrialLines.PERIODS, periods);
    }
    lines.append(CanonicalJson.text(line)).append('\n');
  }

  /// What was tried when the series ended earlier, and the most luck it was measured against.
  private TrialLines inherited(Map<String, Entry> all) throws IOException {
    Optional<Path> before = lineage.before(file.getParent());
    return before.isPresent()
        ? TrialLines.read(before.get(), Files.readAllBytes(before.get()), 0, all)
        : new TrialLines(0, KeptLuck.NONE, 0);
  }

  /// Takes the whole lines that have come since.
  private void readOn() throws IOException {
    long size = Files.exists(file) ? Files.size(file) : 0;
    if (size < readTo) {
      known.clear();
      luck = KeptLuck.NONE;
      uncounted = 0;
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
    TrialLines read = TrialLines.read(file, bytes, readTo, known);
    readTo += read.length();
    luck = luck.or(read.luck());
    uncounted = Math.max(uncounted, read.uncounted());
  }

  private void append(StringBuilder text) throws IOException {
    byte[] lines = text.toString().getBytes(StandardCharsets.UTF_8);
    if (lines.length > 0) {
      append(readTo, lines);
      readTo += lines.length;
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
    keepTorn(whole);
    if (whole == 0) { // all that it begins with, or nothing
      DurableFiles.replace(file, lines);
      return;
    }
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
  }
}
