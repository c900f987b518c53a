package io.papertape.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class VolumelessDataTest extends StagedCommands {
  private static final String CAP = "the cap on our part of the volume cannot hold";

  @Test
  void barsWithoutVolumeFillWithoutTheCapAndTheRunSaysSo() throws IOException {
    write("novol.csv", "", "");

    assertThat(run("data", "import", "novol.csv")).as(err).isZero();
    assertThat(out).contains("novol.csv: no volume column: " + CAP);
    assertThat(run("data", "show", "novol")).isZero();
    assertThat(out).contains("multiplier 1, without volume, calendar NYSE");
    assertThat(run("backtest", "strategies/average", "--data=novol", "--symbols=novol")).isZero();
    assertThat(out)
        .doesNotContain("fills 0")
        .contains(
            "note: The data of novol have no volume: orders fill there without the cap of 10 % of"
                + " a bar's volume, however large they are.\n");
    String run = out.replaceAll("(?s).*\nrun +([0-9a-f]{16})\n.*", "$1");
    assertThat(Files.readString(folder.resolve(".papertape/runs/" + run + "/report.html")))
        .contains(
            "before the target; no cap on our part of the volume, because no volume is known;",
            "No volume is known, so the cap of 10.00\u00A0% of a bar&#39;s volume does not hold.")
        .doesNotContain("at most a tenth of", "We are at most");
  }

  @Test
  void theSweepOfBarsWithoutVolumeClaimsNoCapEither() throws IOException {
    write("novol.csv", "", "");
    run("data", "import", "novol.csv");

    String[] data = {"--data=novol", "--symbols=novol"};
    assertThat(run("sweep", "strategies/average", "--grid=days=10..14", data[0], data[1]))
        .as(err)
        .isZero();
    String sweep = out.replaceAll("(?s).*\nsweep +([0-9a-f]{16})\n.*", "$1");
    assertThat(Files.readString(folder.resolve(".papertape/sweeps/" + sweep + "/report.html")))
        .contains("no cap on our part of the volume, because no volume is known;")
        .doesNotContain("at most a tenth of");
  }

  @Test
  void barsOfVolumeZeroStillFillNothingAndTheRunSaysWhy() throws IOException {
    write("still.csv", ",volume", ",0");

    assertThat(run("data", "import", "still.csv")).as(err).isZero();
    assertThat(run("backtest", "strategies/average", "--data=still", "--symbols=still")).isZero();
    assertThat(out)
        .contains("fills 0")
        .containsPattern(
            "note: (The only order was not|None of [0-9]+ orders was) filled: every bar of still"
                + " has volume 0, and at most 10 % of a bar's volume fills\\."
                + " --set execution\\.participation=0 lifts that cap\\.\n");
    assertThat(run("why-not", "last", "still", "2020-06-01")).as(err).isZero();
    assertThat(out)
        .contains(
            "no order could fill: the bar has volume 0, and at most 10 % of a bar's volume"
                + " fills\n");
  }

  @Test
  void anExportKeepsThatThereIsNoVolume() throws IOException {
    write("novol.csv", "", "");
    run("data", "import", "novol.csv");
    String hash = hash("novol");

    assertThat(run("data", "export", "novol", "--csv", "out.csv")).isZero();
    assertThat(run("data", "import", "out.csv", "--name=copy")).as(err).isZero();
    assertThat(hash("copy")).isEqualTo(hash);
    assertThat(run("data", "show", "copy")).isZero();
    assertThat(out).contains("without volume");
  }

  @Test
  void volumeCannotFollowWhereThereIsNone() throws IOException {
    write("novol.csv", "", "");
    run("data", "import", "novol.csv");
    Files.writeString(
        folder.resolve("more.csv"),
        """
        date,open,high,low,close,volume
        2022-01-03,100,101,99,100,500
        2022-01-04,100,101,99,100,0
        """);

    assertThat(run("data", "import", "more.csv", "--name=novol", "--symbol=novol", "--append"))
        .as(err)
        .isZero();
    assertThat(out).contains("1 accepted, 1 rejected");
    assertThat(Files.readString(folder.resolve(".papertape/rejects/novol.csv")))
        .contains("volume where the series has none; --replace takes the whole series");
  }

  private String hash(String set) {
    run("data", "show", set, "--json");
    return out.replaceAll("(?s).*\"hash\"\\s*:\\s*\"([0-9a-f]{64})\".*", "$1");
  }

  private void write(String file, String header, String volume) throws IOException {
    StringBuilder text = new StringBuilder("date,open,high,low,close" + header + "\n");
    LocalDate day = LocalDate.of(2020, 1, 1);
    for (int i = 0; i < 400; i++) {
      int price = 100 + (i % 60 < 30 ? i % 60 : 60 - i % 60);
      day = day.plusDays(1);
      if (day.getDayOfWeek().getValue() < 6) {
        text.append(
            "%s,%d,%d,%d,%d%s\n".formatted(day, price, price + 1, price - 1, price, volume));
      }
    }
    Files.writeString(folder.resolve(file), text);
  }
}
