package io.papertape.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealedExperimentTest {
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
  private static final String[] SWEEP = {"sweep", "cross", "--grid", "fast=3..5", "--resamples=0"};

  @TempDir private Path folder;
  private String out = "";
  private String err = "";

  @BeforeEach
  void stage() throws IOException {
    Path strategy = Files.createDirectories(folder.resolve("cross"));
    Files.writeString(strategy.resolve("strategy.yaml"), RULES);
    assertThat(run("data", "generate", "--symbols", "2", "--days", "400")).isZero();
  }

  @Test
  void aSweepIsVerified() throws IOException {
    assertThat(run(SWEEP)).as(err).isZero();
    Path sweep = only("sweeps");
    String id = sweep.getFileName().toString();

    assertThat(run("verify", id.substring(0, 6))).as(out + err).isZero();
    assertThat(out)
        .startsWith("Experiment " + id + ": verified\n")
        .contains("ok   manifest    its hash begins with the id")
        .containsPattern("ok   files +[0-9]+ files as sealed.json says")
        .contains("ok   ledger      sealed.json as the ledger says");
    assertThat(run(SWEEP)).isZero();
    assertThat(err).contains("This sweep was done before");
  }

  @ParameterizedTest
  @ValueSource(strings = {"trials.csv", "sweep.json", "summary.txt", "report.html"})
  void anEditedFileOfASweepIsFoundAndNotShown(String name) throws IOException {
    run(SWEEP);
    Path sweep = only("sweeps");
    String id = sweep.getFileName().toString();
    Files.writeString(
        sweep.resolve(name),
        Files.readString(sweep.resolve(name)).replaceFirst("[0-9]", "7") + " ");

    assertThat(run("verify", id)).isEqualTo(1);
    assertThat(out)
        .startsWith("Experiment " + id + ": FAILED: the record was changed\n")
        .contains("NO   files       " + name + " was changed");
    assertThat(run(SWEEP)).isEqualTo(4);
    assertThat(out).isEmpty();
    assertThat(err)
        .isEqualTo(
            ("Record was changed since it was sealed: folder=%s, %s was changed. papertape verify"
                    + " %s says more; --again runs it once more.\n")
                .formatted(sweep, name, id));
  }

  @Test
  void aSealThatWasForgedTooIsNotTheLedgers() throws IOException {
    run(SWEEP);
    Path sweep = only("sweeps");
    String id = sweep.getFileName().toString();
    Path seal = sweep.resolve("sealed.json");
    Files.writeString(seal, Files.readString(seal).replaceFirst("\"sweep.json\":\"[^\"]*\",", ""));
    Files.writeString(sweep.resolve("sweep.json"), "{}");

    assertThat(run("verify", id)).isEqualTo(1);
    assertThat(out).contains("NO   ledger      sealed.json is another than the ledger says");
    Files.delete(seal);
    assertThat(run("verify", id)).isEqualTo(1);
    assertThat(out).contains("NO   seal        sealed.json is missing");
    String[] again = Stream.concat(Stream.of(SWEEP), Stream.of("--again")).toArray(String[]::new);
    assertThat(run(again)).as(err).isZero();
    assertThat(run("verify", id)).as(out).isZero();
  }

  @Test
  void soIsAWalkForward() throws IOException {
    String[] walk = {
      "walk-forward", "cross", "--grid", "fast=3..5", "--train=6m", "--test=3m", "--resamples=0"
    };
    assertThat(run(walk)).as(err).isZero();
    Path done = only("walk-forwards");
    assertThat(run("verify", done.getFileName().toString())).as(out).isZero();
    Files.writeString(done.resolve("windows.csv"), "forged\n");

    assertThat(run("verify", done.getFileName().toString())).isEqualTo(1);
    assertThat(out).contains("NO   files       windows.csv was changed");
    assertThat(run(walk)).isEqualTo(4);
  }

  private Path only(String kind) throws IOException {
    try (Stream<Path> all = Files.list(folder.resolve(".papertape").resolve(kind))) {
      return all.filter(one -> !one.getFileName().toString().startsWith("."))
          .findFirst()
          .orElseThrow();
    }
  }

  private int run(String... arguments) {
    StringWriter outText = new StringWriter();
    StringWriter errText = new StringWriter();
    Terminal terminal = new Terminal(new PrintWriter(outText), new PrintWriter(errText));
    int code = Main.run(terminal, Map.of(), folder, arguments);
    out = outText.toString();
    err = errText.toString();
    return code;
  }
}
