package io.papertape.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportCommandTest {
  private static final String ID = "0123456789abcdef";

  @TempDir private Path folder;
  private String out = "";
  private String err = "";

  @Test
  void printsWhereTheReportOfARunIs() throws IOException {
    Path run = storedRun();
    assertThat(run("report", ID)).isZero();
    assertThat(out).isEqualTo(run.resolve("report.html") + "\n");
    assertThat(run("report", ID, "--open-path")).isZero();
    assertThat(out).isEqualTo(run.resolve("report.html").toUri() + "\n");
    assertThat(run("report", run.toString())).isZero();
    assertThat(out).isEqualTo(run.resolve("report.html") + "\n");
  }

  @Test
  void csvReadsTheFillsFromTheJournal() throws IOException {
    Path run = storedRun();
    assertThat(run("report", ID, "--csv")).isZero();
    assertThat(out.lines().map(line -> Path.of(line).getFileName().toString()))
        .containsExactly("equity.csv", "fills.csv", "round-trips.csv");
    assertThat(Files.readString(run.resolve("fills.csv")))
        .isEqualTo(
            """
            time,symbol,side,quantity,price,fee,order,bar,signed_quantity
            2024-01-02T14:30:00.000000000Z,SPY,sell,10,470.25,0.94,3,17,-10
            """);
  }

  @Test
  void anUnknownRunIsAUsageError() {
    assertThat(run("report", ID)).isEqualTo(2);
    assertThat(err.replace(folder.toString(), "FOLDER"))
        .isEqualTo(
            "No runs yet: run=0123456789abcdef, folder=FOLDER/.papertape/runs."
                + " papertape backtest STRATEGY makes one.\n");
  }

  @Test
  void anEmptyIdIsAskedFor() throws IOException {
    String asked = "A run's id is needed: run is empty. Give one, its beginning, or last.";
    assertThat(run("report", "")).isEqualTo(2);
    assertThat(err).isEqualTo(asked + "\n");
    storedRun();
    assertThat(run("report", "")).isEqualTo(2);
    assertThat(err).isEqualTo(asked + " There are: 0123456789abcdef.\n");
  }

  @Test
  void aFolderWithoutReportIsADataError() throws IOException {
    Path run = storedRun();
    Files.delete(run.resolve("report.html"));
    assertThat(run("report", ID)).isEqualTo(4);
    assertThat(err.replace(folder.toString(), "FOLDER"))
        .isEqualTo(
            "Run folder is incomplete: missing=report.html,"
                + " folder=FOLDER/.papertape/runs/0123456789abcdef. Delete it and"
                + " run the backtest again.\n");
  }

  private Path storedRun() throws IOException {
    Path run = folder.resolve(".papertape/runs").resolve(ID);
    Files.createDirectories(run);
    Files.writeString(run.resolve("manifest.json"), "{}\n");
    Files.writeString(run.resolve("report.html"), "<!DOCTYPE html>");
    Files.writeString(run.resolve("equity.csv"), "time,equity\n");
    Files.writeString(run.resolve("round-trips.csv"), "symbol\n");
    Files.writeString(
        run.resolve("journal.jsonl"),
        """
        {"seq":0,"kind":"header"}
        {"seq":1,"kind":"fill","order":3,"instrument":"SPY","side":"sell","quantity":"10",\
        "price":"470.25","fee":"0.94","happened":"2024-01-02T14:30:00.000000000Z","bar":17}
        """);
    return run;
  }

  private int run(String... arguments) {
    StringWriter printed = new StringWriter();
    StringWriter failed = new StringWriter();
    Terminal terminal = new Terminal(new PrintWriter(printed), new PrintWriter(failed));
    int code = Main.run(terminal, Map.of(), folder, arguments);
    out = printed.toString();
    err = failed.toString();
    return code;
  }
}
