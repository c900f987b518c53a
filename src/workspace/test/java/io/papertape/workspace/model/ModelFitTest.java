package io.papertape.workspace.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertape.market.BarColumns;
import io.papertape.workspace.Workspace;
import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.store.DataSetWriter;
import io.papertape.workspace.store.DataSetWriter.Mode;
import io.papertape.workspace.store.DataStore;
import io.papertape.workspace.store.Resolution;
import io.papertape.workspace.store.Series;
import io.papertape.workspace.store.SeriesWriter;
import io.papertape.workspace.synthetic.SyntheticMarket;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.SortedMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelFitTest {
  private static final String SPECIFICATION =
      """
      kind: ridge
      target: return(5)
      features: [return(1), rank(return(10)), rsi(14)]
      lambda: [0.1, 1, 10]
      symbols: [SYN2, SYN3]
      folds: 3
      """;
  private static final TrainingWindow WINDOW =
      new TrainingWindow(LocalDate.of(2010, 1, 4), LocalDate.of(2011, 6, 30));

  @TempDir private Path folder;
  private DataStore store;

  @BeforeEach
  void makeMarket() throws IOException {
    store = DataStore.in(new Workspace(folder.resolve("home")));
    new SyntheticMarket(5, 3, 600, Resolution.DAY).generate(store, "made", Mode.CREATE);
    write(SPECIFICATION);
  }

  @Test
  void fittingAgainGivesTheSameBytes() {
    assertThat(texts(fit(WINDOW, 1))).isEqualTo(texts(fit(WINDOW, 1)));
  }

  @Test
  void theSeedReachesOnlyTheTestOfLuck() {
    var first = fit(WINDOW, 1);
    var second = fit(WINDOW, 2);

    assertThat(text(second, "model.json")).isEqualTo(text(first, "model.json"));
    assertThat(text(second, "training.json")).contains("\"seed\" : 2");
    assertThat(text(second, "baseline.json")).isNotEqualTo(text(first, "baseline.json"));
  }

  /// Bars after the window, which only later versions of the data set have, change nothing.
  @Test
  void nothingAfterTheWindowCounts() {
    var before = texts(fit(WINDOW, 1));
    new SyntheticMarket(5, 3, 601, Resolution.DAY).generate(store, "longer", Mode.CREATE);
    BarColumns made = store.load("made", "SYN2", Resolution.DAY);
    BarColumns longer = store.load("longer", "SYN2", Resolution.DAY);

    assertThat(longer.size()).isEqualTo(made.size() + 1);
    ModelSpecification specification = ModelSpecification.read(folder);
    ModelFit.Result again =
        new ModelFit(store, specification).run("0001", "longer", WINDOW, 1, "fit");
    assertThat(texts(ModelFolder.write(again.version(), again.record())).replace("longer", "made"))
        .isEqualTo(before);
  }

  @Test
  void aVersionIsReadBackBitForBit() {
    ModelFit.Result result =
        new ModelFit(store, ModelSpecification.read(folder)).run("0001", "made", WINDOW, 1, "fit");
    Path version = folder.resolve("models/0001");

    assertThat(ModelFolder.save(version, ModelFolder.write(result.version(), result.record())))
        .isTrue();
    StoredModel read = ModelFolder.read(version);
    assertThat(read.version()).isEqualTo(result.version());
    assertThat(read.record().orElseThrow()).isEqualTo(result.record());
    assertThat(read.record().orElseThrow().window()).isEqualTo(WINDOW);
    assertThat(read.hash()).hasSize(64);
    assertThat(ModelFolder.versions(folder)).containsExactly(version);
    assertThat(ModelFolder.nextId(folder)).isEqualTo("0002");
  }

  @Test
  void aVersionIsNeverOverwritten() {
    Path version = folder.resolve("models/0001");
    assertThat(ModelFolder.save(version, fit(WINDOW, 1))).isTrue();
    assertThat(ModelFolder.save(version, fit(WINDOW, 1))).isFalse();

    SortedMap<String, byte[]> other = fit(WINDOW, 2);
    assertThatThrownBy(() -> ModelFolder.save(version, other))
        .isInstanceOf(WorkspaceException.class)
        .hasMessage(
            ("Model version is there and differs: folder=%s, file=baseline.json."
                    + " Versions stay: fit into a new folder, or remove this one first.")
                .formatted(version));
  }

  @Test
  void aSplitThatIsStoredIsLearnedThroughAndRecorded() throws IOException {
    write(SPECIFICATION.replace("SYN2", "SYN1"));

    String training = text(fit(WINDOW, 1), "training.json");
    assertThat(training).containsOnlyOnce("\"splits\" : \"2010-12-15 2:1\"");
  }

  @Test
  void aSplitThatIsNotStoredIsRefused() throws IOException {
    write(SPECIFICATION.replace("SYN2", "SYN1"));
    BarColumns bars = store.load("made", "SYN1", Resolution.DAY);
    try (DataSetWriter writer = store.writer("bare", Mode.CREATE)) {
      Series series = store.get("made").get("SYN1", Resolution.DAY);
      SeriesWriter out = writer.series(series.instrument(), Resolution.DAY, series.origin());
      for (int i = 0; i < bars.size(); i++) {
        out.add(
            bars.openTimeNanos()[i],
            bars.closeTimeNanos()[i],
            bars.open()[i],
            bars.high()[i],
            bars.low()[i],
            bars.close()[i],
            bars.volume()[i]);
      }
      writer.commit();
    }
    write(Files.readString(folder.resolve("model.yaml")).replace("[SYN1, SYN3]", "[SYN1]"));
    ModelFit bare = new ModelFit(store, ModelSpecification.read(folder));

    assertThatThrownBy(() -> bare.run("0001", "bare", WINDOW, 1, "fit"))
        .isInstanceOf(WorkspaceException.class)
        .hasMessageStartingWith(
            "Price jumps as a split does: symbol=SYN1, time=2010-12-15T14:30:00Z, close=")
        .hasMessageEndingWith(
            " If it is one, add it with papertape data import-actions; else leave the symbol out,"
                + " or choose a window without it.");
  }

  /// Also where the damage lies outside the window: nothing of such a series can be relied on.
  @Test
  void barsThatAreNotThoseImportedAreRefused() throws IOException {
    Path rows = folder.resolve("home/data/made/SYN2/1d/rows.1.tail.0");
    byte[] bytes = Files.readAllBytes(rows);
    bytes[bytes.length - Long.BYTES] ^= 1;
    Files.write(rows, bytes);

    assertThatThrownBy(() -> fit(WINDOW, 1))
        .isInstanceOf(WorkspaceException.class)
        .hasMessageMatching(
            "Stored bars are damaged: dataSet=made, symbol=SYN2, resolution=1d,"
                + " imported=[0-9a-f]{64}, found=[0-9a-f]{64}\\. Import them again with"
                + " --replace\\.");
  }

  @Test
  void aWindowTooShortIsRefused() {
    TrainingWindow week = new TrainingWindow(LocalDate.of(2010, 1, 4), LocalDate.of(2010, 2, 10));

    assertThatThrownBy(() -> fit(week, 1))
        .isInstanceOf(WorkspaceException.class)
        .hasMessageStartingWith(
            "Model cannot be fitted: dataSet=made, from=2010-01-04, to=2010-02-10. Too few rows");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "kind: ridge | kind: tree | Value does not fit: file=model.yaml, line=1, key=kind,"
            + " value=tree. Unknown kind of model: kind=tree. Use linear, ridge or logistic.",
        "folds: 3 | fold: 3 | Unknown key: file=model.yaml, line=6, key=fold. Did you"
            + " mean folds?",
        "folds: 3 | colour: 3 | Unknown key: file=model.yaml, line=6, key=colour. Use one of:"
            + " kind, features, scaler, target, lambda, folds, holdout, data, symbols, resolution,"
            + " from, to, seed.",
        "folds: 3 | folds: [3, 4] | Value does not fit: file=model.yaml, line=6, key=folds,"
            + " value=3, 4. Give one value.",
        "folds: 3 | kind: ridge | Key is there twice: file=model.yaml, line=6, key=kind. Leave"
            + " one of them out.",
        "target: return(5) | seed: 1 | Key is missing: file=model.yaml, key=target. Add it.",
        "target: return(5) | target: {a: b} | Not a plain value: file=model.yaml, line=2,"
            + " key=target. Write a value or a list of values.",
        "lambda: [0.1, 1, 10] | lambda: [1, 0.1] | Penalties are out of order: lambda=[1.0,"
            + " 0.1]. Write them ascending, each once.",
      })
  void aSpecificationThatIsWrongSaysWhere(String right, String wrong, String message)
      throws IOException {
    write(SPECIFICATION.replace(right, wrong));

    assertThatThrownBy(() -> ModelSpecification.read(folder))
        .isInstanceOf(WorkspaceException.class)
        .hasMessage(message);
  }

  @Test
  void theExampleOfTheGuideIsRead() throws IOException {
    String guide =
        Files.readString(Path.of(System.getProperty("papertape.root"), "docs/models.md"));
    int start = guide.indexOf("```yaml\n") + "```yaml\n".length();
    write(guide.substring(start, guide.indexOf("```", start)));

    ModelSpecification read = ModelSpecification.read(folder);
    assertThat(read.features()).hasSize(5);
    assertThat(read.lambda()).containsExactly(0.01, 0.1, 1.0, 10.0);
    assertThat(read.holdout()).isEqualTo(0.2);
    assertThat(read.to()).contains(LocalDate.of(2016, 12, 31));
  }

  private void write(String specification) throws IOException {
    Files.writeString(folder.resolve("model.yaml"), specification);
  }

  private SortedMap<String, byte[]> fit(TrainingWindow window, long seed) {
    ModelFit.Result result =
        new ModelFit(store, ModelSpecification.read(folder))
            .run("0001", "made", window, seed, "fit");
    return ModelFolder.write(result.version(), result.record());
  }

  private static String texts(SortedMap<String, byte[]> files) {
    StringBuilder all = new StringBuilder();
    files.keySet().forEach(name -> all.append(name).append('\n').append(text(files, name)));
    return all.toString();
  }

  private static String text(SortedMap<String, byte[]> files, String name) {
    return new String(files.get(name), StandardCharsets.UTF_8);
  }
}
