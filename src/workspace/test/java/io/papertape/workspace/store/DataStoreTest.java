package io.papertape.workspace.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertape.market.BarColumns;
import io.papertape.market.Instrument;
import io.papertape.workspace.Workspace;
import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.store.DataSetWriter.Mode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataStoreTest {
  private static final Instrument SPY = Instrument.equity("SPY");
  private static final Resolution MINUTE = Resolution.parse("1m");
  private static final Origin ORIGIN = new Origin("UTC", "start", List.of(), List.of("made up"));
  private static final long MINUTE_NANOS = 60_000_000_000L;

  @TempDir private Path home;
  private DataStore store;

  @BeforeEach
  void open() {
    store = DataStore.in(new Workspace(home));
  }

  @Test
  void loadsTheBarsThatWereWritten() {
    DataSet written = write("us", Mode.CREATE, bars(0, 10_000));

    BarColumns loaded = store.load("us", "SPY", MINUTE);

    assertThat(loaded.size()).isEqualTo(10_000);
    assertThat(DataStore.contentHash(loaded)).isEqualTo(DataStore.contentHash(bars(0, 10_000)));
    assertThat(store.get("us")).isEqualTo(written);
    assertThat(loaded.bar(9_999)).isEqualTo(bars(9_999, 10_000).bar(0));
    assertThat(store.names()).containsExactly("us");
  }

  @Test
  void theLeastValueOfAnOrderIsKeptWhereThereIsOne() throws IOException {
    write("us", Mode.CREATE, bars(0, 10));
    Path description = home.resolve("data/us/data-set.json");
    assertThat(description).content().doesNotContain("minNotional");
    try (DataSetWriter writer = store.writer("us", Mode.APPEND)) {
      writer.series(SPY, MINUTE, ORIGIN).describe(SPY.withMinNotional(550_000_000L), ORIGIN);
      writer.commit();
    }

    assertThat(description).content().contains("\"minNotional\" : \"5.5\"");
    assertThat(store.get("us").get("SPY", MINUTE).instrument())
        .isEqualTo(SPY.withMinNotional(550_000_000L));
    assertThat(store.get("us").get("SPY", MINUTE).rows()).isEqualTo(10);
  }

  @Test
  void hashIsTheDocumentedOne() throws Exception {
    int rows = 4_096 + 5;
    Series series = write("us", Mode.CREATE, bars(0, rows)).get("SPY", MINUTE);

    MessageDigest whole = MessageDigest.getInstance("SHA-256");
    whole.update("papertape-bars-2\n".getBytes(StandardCharsets.US_ASCII));
    whole.update(littleEndian(new long[] {rows}));
    whole.update(blockHash(bars(0, 4_096)));
    whole.update(blockHash(bars(4_096, rows)));

    assertThat(series.hash()).isEqualTo(HexFormat.of().formatHex(whole.digest()));
  }

  @Test
  void anySequenceOfAppendsEqualsOneWrite() {
    SplittableRandom random = new SplittableRandom(7);
    for (int round = 0; round < 5; round++) {
      String name = "set" + round;
      int rows = 0;
      while (rows < 13_000) {
        int more = random.nextInt(1, 6_000);
        write(name, Mode.APPEND, bars(rows, rows + more));
        rows += more;
      }
      Series series = store.get(name).get("SPY", MINUTE);
      assertThat(series.rows()).isEqualTo(rows);
      assertThat(series.hash()).isEqualTo(DataStore.contentHash(bars(0, rows)));
      assertThat(DataStore.contentHash(store.load(name, "SPY", MINUTE))).isEqualTo(series.hash());
    }
  }

  @Test
  void moreSeriesThanFilesAreHeldOpenForCanBeWrittenInTurns() {
    int step = 3_000;
    try (DataSetWriter writer = store.writer("many", Mode.CREATE)) {
      for (int turn = 0; turn < 4; turn++) {
        for (int i = 0; i < 40; i++) {
          BarColumns more = bars(turn * step, (turn + 1) * step);
          writer.series(Instrument.equity("S" + i), MINUTE, ORIGIN).add(more);
        }
        writer.commit();
      }
    }
    String hash = DataStore.contentHash(bars(0, 4 * step));
    for (Series series : store.get("many").series()) {
      assertThat(series.hash()).isEqualTo(hash);
      assertThat(DataStore.contentHash(store.load("many", series.symbol(), MINUTE)))
          .isEqualTo(hash);
    }
  }

  @Test
  void tornAppendIsInvisibleAndTheNextWriterGoesOn() throws IOException {
    write("us", Mode.CREATE, bars(0, 5_000));
    // What a killed writer leaves: files longer than committed, a tail of a block that is not
    // committed, and a draft description.
    Path series = home.resolve("data/us/SPY/1m");
    for (String file : List.of("rows.1.blocks", "rows.1.index", "rows.1.tail.1")) {
      Files.write(series.resolve(file), new byte[] {1, 2, 3, 4, 5}, StandardOpenOption.APPEND);
    }
    Files.write(series.resolve("rows.1.tail.2"), new byte[] {1, 2, 3, 4, 5});
    Files.writeString(home.resolve("data/us/data-set.json.draft"), "{\"format\":");

    assertThat(store.load("us", "SPY", MINUTE).size()).isEqualTo(5_000);
    write("us", Mode.APPEND, bars(5_000, 9_000));

    assertThat(DataStore.contentHash(store.load("us", "SPY", MINUTE)))
        .isEqualTo(DataStore.contentHash(bars(0, 9_000)))
        .isEqualTo(store.get("us").get("SPY", MINUTE).hash());
  }

  @Test
  void writerThatDoesNotCommitLeavesTheStoreAsItWas() throws IOException {
    write("us", Mode.CREATE, bars(0, 5_000));
    Map<String, String> before = snapshot();

    for (Mode mode : List.of(Mode.APPEND, Mode.REPLACE)) {
      try (DataSetWriter writer = store.writer("us", mode)) {
        BarColumns more = mode == Mode.APPEND ? bars(5_000, 20_000) : bars(0, 20_000);
        writer.series(SPY, MINUTE, ORIGIN).add(more);
        writer.series(Instrument.equity("IBM"), MINUTE, ORIGIN).add(more);
      }
      assertThat(snapshot()).isEqualTo(before);
    }
    try (DataSetWriter writer = store.writer("new", Mode.CREATE)) {
      writer.series(SPY, MINUTE, ORIGIN).add(bars(0, 10));
    }
    assertThat(home.resolve("data/new")).doesNotExist();
  }

  @Test
  void replaceChangesTheBarsAndLeavesNoOldFile() throws IOException {
    write("us", Mode.CREATE, bars(0, 5_000));

    write("us", Mode.REPLACE, bars(0, 5_001));

    assertThat(store.load("us", "SPY", MINUTE).size()).isEqualTo(5_001);
    assertThat(files()).containsExactly("rows.2.blocks", "rows.2.index", "rows.2.tail.1");
  }

  @Test
  void seriesThatExistsIsNotOverwrittenByAccident() {
    write("us", Mode.CREATE, bars(0, 3));

    assertThatThrownBy(() -> write("us", Mode.CREATE, bars(0, 3)))
        .isInstanceOf(WorkspaceException.class)
        .hasMessage(
            "Series exists already: dataSet=us, symbol=SPY, resolution=1m, rows=3. Add --append or"
                + " --replace, or choose another --name.");
  }

  @Test
  void readerSeesWholeCommitsOnlyWhileAnotherAppends() throws Exception {
    write("us", Mode.CREATE, bars(0, 100));
    AtomicBoolean done = new AtomicBoolean();
    try (ExecutorService threads = Executors.newFixedThreadPool(1)) {
      Future<?> reader =
          threads.submit(
              () -> {
                long looks = 0;
                while (!done.get() || looks == 0) {
                  DataSet seen = store.get("us");
                  Series series = seen.get("SPY", MINUTE);
                  BarColumns bars = store.load(seen, series);
                  assertThat(series.rows() % 100).isZero();
                  assertThat(DataStore.contentHash(bars)).isEqualTo(series.hash());
                  looks++;
                }
              });
      try (DataSetWriter writer = store.writer("us", Mode.APPEND)) {
        for (int from = 100; from < 9_000; from += 100) {
          writer.series(SPY, MINUTE, ORIGIN).add(bars(from, from + 100));
          writer.commit();
        }
      }
      done.set(true);
      reader.get();
    }
    assertThat(store.load("us", "SPY", MINUTE).size()).isEqualTo(9_000);
  }

  @Test
  void shortFileIsNamed() throws IOException {
    write("us", Mode.CREATE, bars(0, 4_099));
    Path series = home.toAbsolutePath().resolve("data/us/SPY/1m");
    for (String name : List.of("rows.1.tail.1", "rows.1.index", "rows.1.blocks")) {
      Path file = series.resolve(name);
      byte[] whole = Files.readAllBytes(file);
      Files.write(file, Arrays.copyOf(whole, 16));

      assertThatThrownBy(() -> store.load("us", "SPY", MINUTE))
          .hasMessage(
              "File of the store is too short: file=%s, bytes=16, committed=%d."
                  + " Import the data set again.",
              file, whole.length);
      Files.write(file, whole);
    }
    Files.delete(series.resolve("rows.1.tail.1"));
    assertThatThrownBy(() -> store.load("us", "SPY", MINUTE))
        .hasMessage(
            "File of the store is missing: dataSet=us, file=%s. Import the data set again.",
            series.resolve("rows.1.tail.1"));
  }

  @Test
  void anyChangedByteIsFound() throws IOException {
    write("us", Mode.CREATE, bars(0, 4_099));
    String hash = store.get("us").get("SPY", MINUTE).hash();
    SplittableRandom random = new SplittableRandom(5);
    for (String name : List.of("rows.1.blocks", "rows.1.tail.1")) {
      Path file = home.resolve("data/us/SPY/1m").resolve(name);
      byte[] whole = Files.readAllBytes(file);
      for (int i = 0; i < 500; i++) {
        byte[] changed = whole.clone();
        changed[i < 150 ? i : random.nextInt(whole.length)] ^= (byte) (1 << random.nextInt(8));
        Files.write(file, changed);
        assertThat(hashOfStored()).as("%s, change %d", name, i).isNotEqualTo(hash);
      }
      Files.write(file, whole);
      assertThat(hashOfStored()).isEqualTo(hash);
    }
  }

  /// The hash of the rows that are read, or why they cannot be.
  private String hashOfStored() {
    try {
      return DataStore.contentHash(store.load("us", "SPY", MINUTE));
    } catch (WorkspaceException e) {
      assertThat(e).hasMessageContaining("is damaged: file=");
      return e.getMessage();
    }
  }

  @Test
  void damagedIndexIsNamed() throws IOException {
    write("us", Mode.CREATE, bars(0, 8_192));
    Path file = home.toAbsolutePath().resolve("data/us/SPY/1m/rows.1.index");
    byte[] index = Files.readAllBytes(file);
    index[3] ^= 1;
    Files.write(file, index);

    assertThatThrownBy(() -> store.load("us", "SPY", MINUTE))
        .hasMessage(
            "File of the store is damaged: file=%s, block=0. Import the data set again.", file);
  }

  @Test
  void tailsGoWhenTheirBlocksAreFull() throws IOException {
    write("us", Mode.CREATE, bars(0, 100));
    assertThat(files()).containsExactly("rows.1.tail.0");
    DataSet before = store.get("us");

    write("us", Mode.APPEND, bars(100, 9_000));
    assertThat(files()).containsExactly("rows.1.blocks", "rows.1.index", "rows.1.tail.2");

    // Who read the description before the append still gets what it describes.
    BarColumns seen = store.load(before, before.get("SPY", MINUTE));
    assertThat(DataStore.contentHash(seen)).isEqualTo(DataStore.contentHash(bars(0, 100)));

    write("us", Mode.APPEND, bars(9_000, 12_288));
    assertThat(files()).containsExactly("rows.1.blocks", "rows.1.index");
    assertThat(store.load("us", "SPY", MINUTE).size()).isEqualTo(12_288);
  }

  private List<String> files() throws IOException {
    try (Stream<Path> all = Files.list(home.resolve("data/us/SPY/1m"))) {
      return all.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void missingNamesAreAnsweredWithThoseThereAre() {
    assertThatThrownBy(() -> store.get("us"))
        .hasMessage(
            "No such data set: name=us. The store is empty: papertape data import FILE fills it.");
    write("us", Mode.CREATE, bars(0, 3));
    assertThatThrownBy(() -> store.get("eu"))
        .hasMessage("No such data set: name=eu. There are: us.");
    assertThatThrownBy(() -> store.load("us", "SPY", Resolution.DAY))
        .hasMessage("No such series: dataSet=us, symbol=SPY, resolution=1d. It holds: SPY 1m.");
    assertThatThrownBy(() -> store.find("../x"))
        .hasMessage(
            "Not a data set name: name=../x. Use 1 to 80 letters, digits or ._- and start with a"
                + " letter or digit.");
  }

  private DataSet write(String name, Mode mode, BarColumns bars) {
    try (DataSetWriter writer = store.writer(name, mode)) {
      writer.series(SPY, MINUTE, ORIGIN).add(bars);
      return writer.commit();
    }
  }

  private static BarColumns bars(int from, int to) {
    int rows = to - from;
    long[][] columns = new long[7][rows];
    for (int i = 0; i < rows; i++) {
      long n = (long) from + i;
      columns[0][i] = n * MINUTE_NANOS;
      columns[1][i] = (n + 1) * MINUTE_NANOS;
      columns[2][i] = 1_000_000 + n;
      columns[3][i] = 1_000_009 + n;
      columns[4][i] = 999_990 + n;
      columns[5][i] = 1_000_001 + n;
      columns[6][i] = n * n;
    }
    return new BarColumns(
        rows, columns[0], columns[1], columns[2], columns[3], columns[4], columns[5], columns[6]);
  }

  private static byte[] blockHash(BarColumns bars) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    for (long[] column : RowLayout.of(bars)) {
      digest.update(BlockCodeTest.documented(column));
    }
    return digest.digest();
  }

  private static byte[] littleEndian(long[] values) {
    ByteBuffer bytes = ByteBuffer.allocate(values.length * 8).order(ByteOrder.LITTLE_ENDIAN);
    for (long value : values) {
      bytes.putLong(value);
    }
    return bytes.array();
  }

  private Map<String, String> snapshot() throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(home.resolve("data"))) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        if (!file.toString().endsWith(".lock")) {
          files.put(file.toString(), HexFormat.of().formatHex(Files.readAllBytes(file)));
        }
      }
    }
    return files;
  }
}
