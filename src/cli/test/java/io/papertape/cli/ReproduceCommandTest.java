package io.papertape.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReproduceCommandTest {
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
    Path strategy = Files.createDirectories(folder.resolve("cross"));
    Files.writeString(strategy.resolve("strategy.yaml"), RULES);
    assertThat(run("data", "generate", "--symbols", "1", "--days", "400")).isZero();
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

  /// Sweeps in a part of the data, with other costs, and gives its table.
  private Path sweep(String... more) throws IOException {
    String[] flags = {
      "sweep",
      "cross",
      "--grid",
      "fast=3..6,slow=10..14",
      "--fees-bps",
      "7",
      "--cash",
      "50000",
      "--from",
      "2010-03-01",
      "--resamples",
      "0"
    };
    String[] all = Stream.concat(Stream.of(flags), Stream.of(more)).toArray(String[]::new);
    assertThat(run(all)).as(err).isZero();
    try (Stream<Path> tables = Files.walk(folder.resolve(".papertape/sweeps"))) {
      return tables.filter(path -> path.endsWith("trials.csv")).findFirst().orElseThrow();
    }
  }

  private static List<String[]> rows(Path table) throws IOException {
    return Files.readAllLines(table).stream().map(line -> line.split(",", -1)).toList();
  }

  @Test
  void everyRowIsARunThatCanBeMadeInFull() throws IOException {
    List<String[]> rows = rows(sweep());
    assertThat(rows).hasSize(21);
    for (String[] row : rows.subList(1, 21)) {
      assertThat(run("reproduce", row[3])).as(err).isZero();
      assertThat(out)
          .contains("\nThe same as row %s of sweep ".formatted(row[0]))
          .contains(": final equity, fills and all 9 figures\n")
          .contains("20 on this data");
      JsonNode result =
          new ObjectMapper()
              .readTree(folder.resolve(".papertape/runs/" + row[3] + "/result.json").toFile());
      assertThat(result.path("finalEquity").asText()).isEqualTo(row[5]);
      assertThat(result.path("fills").asText()).isEqualTo(row[6]);
    }
    assertThat(run("verify", rows.get(7)[3])).as(out).isZero();
    assertThat(run("reproduce", rows.get(7)[3].substring(0, 6))).isZero();
  }

  @Test
  void aRunOfAWindowCanBeMadeToo() throws IOException {
    assertThat(
            run(
                "walk-forward",
                "cross",
                "--grid",
                "fast=3..6",
                "--train",
                "100",
                "--test",
                "50",
                "--json"))
        .as(err)
        .isZero();
    String id = new ObjectMapper().readTree(out).at("/windows/0/run").asText();

    assertThat(run("reproduce", id, "--json")).as(err).isZero();

    assertThat(new ObjectMapper().readTree(out).path("id").asText()).isEqualTo(id);
  }

  @Test
  void aRowThatWasChangedIsNotTheRun() throws IOException {
    Path table = sweep().resolveSibling("trials.jsonl");
    String text = Files.readString(table);
    JsonNode row = new ObjectMapper().readTree(text.lines().findFirst().orElseThrow());
    String id = row.path("run").asText();
    String equity = row.path("finalEquity").asText();
    Files.writeString(table, text.replaceFirst(equity, "99999"));

    assertThat(run("reproduce", id)).isEqualTo(1);

    assertThat(out)
        .contains("\nDIFFERS from row 1 of sweep ")
        .contains("\n  final equity: row 99999, run " + equity + "\n");

    Files.writeString(table, text.replaceFirst("\"fast\":\"3\"", "\"fast\":\"4\""));
    assertThat(run("reproduce", id)).isEqualTo(4);
    assertThat(err).startsWith("Row does not follow from its manifest: row 1 of sweep ");
  }

  @Test
  void aStrategyThatChangedIsNamed() throws IOException {
    List<String[]> rows = rows(sweep());
    Files.writeString(folder.resolve("cross/strategy.yaml"), RULES + "# changed\n");

    assertThat(run("reproduce", rows.get(1)[3])).isEqualTo(4);

    assertThat(err)
        .startsWith("Run cannot be made again: run=%s, source file".formatted(rows.get(1)[3]));
  }

  @Test
  void aTrialThatWasStoppedEarlyGoesOnToTheEnd() throws IOException {
    List<String[]> rows = rows(sweep("--early-stop", "drawdown=0.02"));
    String[] stopped =
        rows.stream().filter(row -> row[4].equals("stopped")).findFirst().orElseThrow();

    assertThat(run("reproduce", stopped[3])).as(err).isZero();

    assertThat(out)
        .contains("The same run as row " + stopped[0])
        .contains("which an early stop ended there; here it went on to the end");
  }

  @Test
  void whatIsNoRowIsNamed() {
    assertThat(run("reproduce", "abcd")).isEqualTo(2);
    assertThat(err)
        .isEqualTo(
            "No row of a sweep or walk-forward has this run: run=abcd. The column run of trials.csv"
                + " and windows.csv lists them.\n");
    assertThat(run("reproduce", "17")).isEqualTo(2);
    assertThat(err)
        .isEqualTo(
            "Not the id of a run: run=17. Give at least 4 of its hex digits, as trials.csv has"
                + " them.\n");
  }
}
