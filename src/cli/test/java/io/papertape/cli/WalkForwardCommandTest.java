package io.papertape.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WalkForwardCommandTest {
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
    assertThat(run(place, "data", "generate", "--symbols", "1", "--days", "600")).isZero();
  }

  private int run(String... arguments) {
    return run(folder, arguments);
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

  private int walk(String... more) {
    String[] all = new String[4 + more.length];
    System.arraycopy(
        new String[] {"walk-forward", "cross", "--grid", "fast=3..6,slow=10..14:2"}, 0, all, 0, 4);
    System.arraycopy(more, 0, all, 4, more.length);
    return run(all);
  }

  @Test
  void rollingWindowsEndWithATableAndAVerdict() {
    assertThat(walk("--train", "1y", "--test", "3m")).as(err).isZero();

    assertThat(out)
        .contains("cut              rolling windows, train 1y, test 3m, step 3m, purge 0\n")
        .contains("trials           12, chosen by sharpe; 12 ever on this data\n")
        .containsPattern("\ntest +chosen +Sharpe in +out +return in +out\n")
        .containsPattern("\nmean Sharpe +in sample -?[0-9.]+, out of sample -?[0-9.]+\n")
        .containsPattern("\nout of sample +return -?[0-9.]+ %, Sharpe -?[0-9.]+, drawdown ")
        .contains("\nverdict: ");
    assertThat(err).containsPattern("^Walk-forward [0-9a-f]{16}: 12 trials\n");
  }

  @Test
  void combinationsEndWithTheirPaths() throws IOException {
    assertThat(walk("--cpcv", "6,2", "--purge", "5", "--embargo", "5", "--json")).isZero();

    JsonNode json = new ObjectMapper().readTree(out);
    assertThat(json.path("windows")).hasSize(15);
    assertThat(json.path("paths")).hasSize(5);
    Path kept = folder.resolve(".papertape/walk-forwards").resolve(json.path("id").asText());
    assertThat(new ObjectMapper().readTree(kept.resolve("walk-forward.json").toFile()))
        .isEqualTo(json);
    assertThat(kept.resolve("paths.csv")).exists();
    assertThat(walk("--cpcv", "6,2", "--anchored")).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--search=grid", "--search=evolve --trials=200 --seed=4"})
  void oneThatIsKilledGoesOnAndLeavesTheSameTables(String search)
      throws IOException, InterruptedException {
    String[] walk =
        ("walk-forward cross --grid fast=2..41,slow=50..99 --train=200 --test=50 --resamples=20"
                + " --threads=2 "
                + search)
            .split(" ", -1);
    Path other = Files.createDirectories(folder.resolve("other"));
    stage(other);
    assertThat(run(other, walk)).as(err).isZero();
    Path whole = only(other);

    ProcessStage process = new ProcessStage(folder);
    Process killed = process.start(Redirect.DISCARD, walk);
    Path log =
        folder
            .resolve(".papertape/walk-forwards")
            .resolve(whole.getFileName())
            .resolve("trials.log");
    process.await(
        killed, "trials in the log", () -> Files.exists(log) && Files.size(log) >= 200_000);
    assertThat(process.kill(killed)).isEqualTo(128 + 9);
    assertThat(log.resolveSibling("windows.csv")).doesNotExist();

    assertThat(run(walk)).as(err).isZero();
    assertThat(err)
        .contains("Taken up again: ")
        .containsPattern("Tried [0-9]+ of [0-9]+, [0-9]:[0-9]{2}:[0-9]{2} left\n");
    try (Stream<Path> files = Files.list(whole)) {
      for (Path file : files.toList()) {
        if (!file.endsWith("origin.json")) {
          assertThat(only(folder).resolve(file.getFileName())).hasSameBinaryContentAs(file);
        }
      }
    }
    assertThat(log).doesNotExist();
    assertThat(run(walk)).isZero();
    assertThat(err).isEqualTo("This walk-forward was done before; --again runs it once more\n");
  }

  private static Path only(Path place) throws IOException {
    try (Stream<Path> folders = Files.list(place.resolve(".papertape/walk-forwards"))) {
      return folders
          .filter(path -> !path.getFileName().toString().startsWith("."))
          .findFirst()
          .orElseThrow();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--cpcv=6 | Not groups: --cpcv 6. Write two numbers such as 8,2.",
        "--embargo=3 | Embargo does not apply: --embargo 3. Training never comes after its test;"
            + " use --purge, or --cpcv.",
        "--purge=-1 | Out of range: --purge=-1. Use 0 to 1000000.",
        "--threads=0 | Out of range: --threads=0. Use 1 to 1000.",
        "--train=abc | Not a length: --train abc. Write 3y, 18m, 26w, 90d, or a number of periods"
            + " such as 756.",
        "--objective=profit-factor | Figure does not follow from returns alone:"
            + " objective=profit-factor. Choose by sharpe, sortino, calmar, cagr or another figure"
            + " of returns.",
        "--step=3m | History is too short: periods=595, from=2010-01-04, to=2012-05-18,"
            + " train=3y, purge=0. Train on less, or on more history.",
        "--train=20y | History is too short: periods=595, from=2010-01-04, to=2012-05-18,"
            + " train=20y, purge=0. Train on less, or on more history."
      })
  void wrongUseIsNamed(String word, String message) {
    assertThat(walk(word)).isEqualTo(2);
    assertThat(err).isEqualTo(message + "\n");
  }
}
