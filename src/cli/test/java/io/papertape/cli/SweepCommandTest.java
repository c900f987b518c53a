package io.papertape.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SweepCommandTest {
  private static final String RULES =
      """
      name: cross
      data: {set: synthetic, symbols: [SYN1]}
      parameters: {fast: 5, slow: 20}
      features: {quick: sma(fast), calm: sma(slow)}
      rules:
        kind: threshold
        enter_long: {up: "crosses_above(quick, calm)"}
        exit_long: {down: "crosses_below(quick, calm)"}
        size: {equity: 0.95}
      """;

  @TempDir private Path folder;
  private String out = "";
  private String err = "";

  @BeforeEach
  void stage() throws IOException {
    stage(folder);
  }

  private void stage(Path place) throws IOException {
    Path strategy = Files.createDirectories(place.resolve("cross"));
    Files.writeString(strategy.resolve("strategy.yaml"), RULES);
    assertThat(run(place, "data", "generate", "--symbols", "2", "--days", "400")).isZero();
  }

  private int run(Path place, String... arguments) {
    StringWriter outText = new StringWriter();
    StringWriter errText = new StringWriter();
    Terminal terminal = new Terminal(new PrintWriter(outText), new PrintWriter(errText));
    int code = Main.run(terminal, Map.of(), place, arguments);
    out = outText.toString();
    err = errText.toString();
    return code;
  }

  @Test
  void aSweepPrintsTheBestRowsAndTheVerdict() {
    assertThat(run(folder, "sweep", "cross", "--grid", "fast=3..6,slow=10..14")).as(err).isZero();
    assertThat(out)
        .contains("trials               20                  grid, best first by sharpe; 20 ever")
        .contains("fast  slow  Sharpe  deflated")
        .contains("\nPBO  ")
        .contains("\nDSR  ")
        .contains("\nverdict: ")
        .contains("\npessimistic fills ");
    assertThat(err).contains("Tried 20 of 20, 0:00:00 left\n");
    String best = out.lines().filter(line -> line.startsWith("    1 ")).findFirst().orElseThrow();
    String[] cells = best.strip().split(" +", -1);
    assertThat(
            run(
                folder,
                "backtest",
                "cross",
                "--set",
                "fast=" + cells[1],
                "--set",
                "slow=" + cells[2]))
        .isZero();
    assertThat(out).contains(cells[cells.length - 1]).contains(" of 20 on this data");
    assertThat(run(folder, "backtest", "cross", "--set", "slow=99")).isZero();
    assertThat(out).contains("trial             21 on this data");
  }

  @Test
  void jsonIsTheSummary() throws IOException {
    assertThat(
            run(
                folder,
                "sweep",
                "cross",
                "--grid",
                "fast=3..40",
                "--where",
                "fast < slow",
                "--search",
                "random",
                "--trials",
                "9",
                "--objective",
                "profit-factor",
                "--json"))
        .as(err)
        .isZero();
    JsonNode json = new ObjectMapper().readTree(out);
    assertThat(json.path("trials").asInt()).isEqualTo(9);
    assertThat(json.path("objective").asText()).isEqualTo("profitFactor");
    assertThat(json.path("best").get(0).path("figures").findValuesAsText("name"))
        .contains("profitFactor", "sharpe");
    assertThat(json.path("verdict").path("findings")).hasSize(3);
  }

  @Test
  void whatMakesNoSenseIsRefusedWithOneLine() {
    refuses(
        "Unknown parameter: --grid fats=3..4, parameter=fats. Did you mean fast?\n",
        "--grid",
        "fats=3..4");
    refuses(
        "No such figure: objective=shrape. Did you mean sharpe?\n",
        "--grid",
        "fast=3..4",
        "--objective",
        "shrape");
    refuses(
        "Unknown search: --search=bayes. Use grid, random or evolve.\n",
        "--grid",
        "fast=3..4",
        "--search",
        "bayes");
    refuses(
        "Too many trials: trials=8, most=5. Raise --max-trials, take larger steps, or draw some"
            + " with --search random --trials N.\n",
        "--grid",
        "fast=3..10",
        "--max-trials",
        "5");
    refuses(
        "A grid is tried as a whole: --trials=5. Add --search random or --search evolve, or leave"
            + " it out.\n",
        "--grid",
        "fast=3..10",
        "--trials",
        "5");
    refuses(
        "Not a rule: --early-stop=0.3. Write drawdown=X with X above 0 and below 1.\n",
        "--grid",
        "fast=3..10",
        "--early-stop",
        "0.3");
    refuses(
        "Out of range: --threads=0. Use 1 to 1000.\n", "--grid", "fast=3..10", "--threads", "0");
  }

  @Test
  void whatContradictsItselfOrIsTooLargeIsRefused() {
    refuses(
        "Parameter is set and varied: --set fast=7, --grid fast. Leave one of them out.\n",
        "--grid",
        "fast=3..10",
        "--set",
        "fast=7");
    refuses(
        "Grid is too large to be tried as a whole: points=99800100, most=10000000. Take larger"
            + " steps, or draw some with --search random --trials N.\n",
        "--grid",
        "fast=3..9992,slow=3..9992",
        "--where",
        "fast > 20000");
    refuses(
        "Grid is too large to be tried as a whole: points=9998000100, most=10000000. Take larger"
            + " steps, or draw some with --search random --trials N.\n",
        "--grid",
        "fast=3..99992,slow=3..99992");
    refuses(
        "Grid is empty: points=8, of which --where fast > 100 leaves none. Change one of them.\n",
        "--grid",
        "fast=3..10",
        "--where",
        "fast > 100");
  }

  @Test
  void moreTrialsThanMemoryHoldsAreRefusedBeforeTheFirst() {
    long heapMegabytes = Runtime.getRuntime().maxMemory() >> 20;
    assumeThat(heapMegabytes).as("heap of the tests").isLessThan(4_000);

    String[] sweep =
        "sweep cross --grid fast=3..9992,slow=3..9992 --search evolve --trials 1000000"
            .split(" ", -1);

    assertThat(run(folder, sweep)).isEqualTo(Failures.ENVIRONMENT);

    assertThat(err)
        .isEqualTo(
            "Returns do not fit into memory: trials=1000000, periods=400, megabytes=3051,"
                + " heapMegabytes="
                + heapMegabytes
                + ". Try fewer, or set JAVA_TOOL_OPTIONS=-Xmx5g.\n");
  }

  @Test
  void aSweepOverOneDaySaysWhyItHasNoBest() {
    assertThat(run(folder, "sweep", "cross", "--grid", "fast=3..5", "--from", "2011-08-03"))
        .isZero();
    assertThat(out)
        .contains("\nNo trial has a sharpe: none has a fill\n")
        .contains("\nverdict: unknown, the data have fewer than two periods\n")
        .doesNotContain("the best is now");
  }

  /// It is somebody else's, and nobody knows whose: it is named and stops nothing.
  @Test
  void aRegistryThatCannotBeReadIsNamed() throws IOException {
    Path trials = Files.createDirectories(folder.resolve(".papertape/trials"));
    Path damaged = Files.writeString(trials.resolve("0123456789abcdef.jsonl"), "{\"data\":[{");
    String note =
        ("note: a registry of trials is passed over: file=%s, line=1, reason=it does not say whose"
                + " they are. Put it back from a copy, or move it away\n")
            .formatted(damaged);

    assertThat(run(folder, "sweep", "cross", "--grid", "fast=3..5", "--resamples", "0")).isZero();
    assertThat(err).contains(note);
    assertThat(out).contains("ever on this data");
    assertThat(run(folder, "backtest", "cross")).isZero();
    assertThat(out).contains(note);
  }

  @Test
  void aSweepThatIsEndedByASignalSaysHowItGoesOn() throws IOException, InterruptedException {
    ProcessStage process = new ProcessStage(folder);
    Process ended =
        process.start(
            Redirect.DISCARD, "sweep", "cross", "--grid", "fast=2..41,slow=50..149", "--threads=1");
    Path sweeps = folder.resolve(".papertape/sweeps");
    process.await(ended, "trials in the log", () -> isBegun(sweeps));
    ended.destroy();

    ProcessStage.Outcome outcome = process.outcome(ended);

    assertThat(outcome.code()).isEqualTo(128 + 15);
    assertThat(outcome.err())
        .endsWith(
            "\nStopped. Trials that were done are kept: the same command goes on with this"
                + " sweep.\n");
  }

  private static boolean isBegun(Path sweeps) throws IOException {
    if (!Files.isDirectory(sweeps)) {
      return false;
    }
    try (Stream<Path> files = Files.walk(sweeps)) {
      return files.anyMatch(file -> file.endsWith("trials.log") && file.toFile().length() > 10_000);
    }
  }

  @Test
  void aNumberOutsideItsRangeIsNamed() {
    refuses(
        "Out of range: --max-trials=-3. Use 1 to 1000000.\n",
        "--grid",
        "fast=3..10",
        "--max-trials",
        "-3");
    refuses(
        "Out of range: --resamples=100001. Use 0 to 100000.\n",
        "--grid",
        "fast=3..10",
        "--resamples",
        "100001");
  }

  private void refuses(String message, String... flags) {
    String[] arguments =
        Stream.concat(Stream.of("sweep", "cross"), Stream.of(flags)).toArray(String[]::new);
    assertThat(run(folder, arguments)).isEqualTo(Failures.USAGE);
    assertThat(err).isEqualTo(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--search=grid", "--search=evolve --trials=1500 --seed=4"})
  void aSweepThatIsKilledGoesOnAndLeavesTheSameTable(String search)
      throws IOException, InterruptedException {
    String[] sweep =
        ("sweep cross --grid fast=2..41,slow=50..99 --resamples=20 --threads=2 " + search)
            .split(" ", -1);
    Path other = Files.createDirectories(folder.resolve("other"));
    stage(other);
    assertThat(run(other, sweep)).as(err).isZero();
    Path whole = only(other);

    ProcessStage process = new ProcessStage(folder);
    Process killed = process.start(Redirect.DISCARD, sweep);
    Path log =
        folder.resolve(".papertape/sweeps").resolve(whole.getFileName()).resolve("trials.log");
    process.await(
        killed, "trials in the log", () -> Files.exists(log) && Files.size(log) >= 100_000);
    assertThat(process.kill(killed)).isEqualTo(128 + 9);
    assertThat(log.resolveSibling("trials.csv")).doesNotExist();

    assertThat(run(folder, sweep)).as(err).isZero();
    assertThat(err).contains("Taken up again: ");
    for (String name :
        new String[] {"trials.csv", "trials.jsonl", "sweep.json", "report.html", "summary.txt"}) {
      assertThat(only(folder).resolve(name)).hasSameTextualContentAs(whole.resolve(name));
    }
    assertThat(only(folder).resolve("trials.parquet"))
        .hasSameBinaryContentAs(whole.resolve("trials.parquet"));
    assertThat(log).doesNotExist();
  }

  @Test
  void aSweepThatWasDoneIsShownAndNotDoneAgain() throws IOException {
    String[] sweep = {"sweep", "cross", "--grid", "fast=3..6,slow=10..14"};
    assertThat(run(folder, sweep)).isZero();
    String first = out;
    FileTime made = Files.getLastModifiedTime(only(folder).resolve("trials.csv"));

    assertThat(run(folder, sweep)).isZero();

    assertThat(out).isEqualTo(first);
    assertThat(err).isEqualTo("This sweep was done before; --again runs it once more\n");
    assertThat(Files.getLastModifiedTime(only(folder).resolve("trials.csv"))).isEqualTo(made);
    assertThat(run(folder, "backtest", "cross", "--set", "slow=99")).isZero();
    assertThat(run(folder, sweep)).isZero();
    assertThat(out)
        .containsPattern(
            "\nsince then           1 more configuration was tried on these data; by all 21 the"
                + " deflated Sharpe ratio of the best is [0-9.]+ %\n");

    assertThat(run(folder, "sweep", "cross", "--grid", "fast=3..6,slow=10..14", "--again"))
        .isZero();

    assertThat(err).contains("Tried 20 of 20");
    assertThat(out).contains("; 21 ever on this data").doesNotContain("since then");
  }

  private static Path only(Path place) throws IOException {
    try (Stream<Path> folders = Files.list(place.resolve(".papertape/sweeps"))) {
      return folders
          .filter(path -> !path.getFileName().toString().startsWith("."))
          .findFirst()
          .orElseThrow();
    }
  }
}
