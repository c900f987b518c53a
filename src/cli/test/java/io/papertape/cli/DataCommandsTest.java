package io.papertape.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("StringConcatToTextBlock") // short files read better as lines joined
class DataCommandsTest {
  private static final String BARS =
      "Date,Open,High,Low,Close,Volume\n"
          + "2024-01-02,10,12,9,11,100\n"
          + "2024-01-03,11,12.5,10.25,12,200\n"
          + "2024-01-04,12,11,10,11,300\n";

  @TempDir private Path folder;
  private Map<String, String> environment = Map.of();
  private String out = "";
  private String err = "";

  @Test
  void importSaysWhatItDidAndAssumed() throws IOException {
    Files.writeString(folder.resolve("SPY.csv"), BARS);

    assertThat(run("data", "import", "SPY.csv")).isZero();

    assertThat(out.replace(folder.toString(), "FOLDER"))
        .isEqualTo(
            """
            Imported SPY: 2 accepted, 1 rejected
              rejected       open is outside low and high (1 of 1)
              rejected rows  FOLDER/.papertape/rejects/SPY.csv
              series         SPY 1d, 2 bars, 2024-01-02T14:30:00Z to 2024-01-03T21:00:00Z
              assumed        SPY is EQUITY in USD, price step 0.01, quantity step 1, \
            multiplier 1, volume step 1, calendar NYSE
              assumed        SPY.csv: columns time,open,high,low,close,volume \
            separated by ',', times year-month-day, zone America/New_York, \
            stamped at the start of the bar, resolution 1d
            """);
    assertThat(Files.readString(folder.resolve(".papertape/rejects/SPY.csv")))
        .isEqualTo(
            """
            file,line,reason,raw
            "SPY.csv",4,"high is below low","2024-01-04,12,11,10,11,300"
            """
                .replace("high is below low", "open is outside low and high"));
    assertThat(run("data", "list")).isZero();
    assertThat(out).startsWith("SPY                      1 series, 2 bars, hash ");
    assertThat(run("data", "show", "SPY")).isZero();
    assertThat(out).contains("  instrument  SPY is EQUITY in USD", "  source      SPY.csv sha256 ");
    assertThat(run("data", "check", "SPY")).isZero();
    assertThat(out).contains("  content hash    matches\n", "  largest move    9.09 %");
  }

  @Test
  void anInstrumentThatCannotBeIsOneClearLine() throws IOException {
    Files.writeString(folder.resolve("SPY.csv"), BARS);

    assertThat(run("data", "import", "SPY.csv", "--currency", "dollars")).isEqualTo(2);
    assertThat(err)
        .isEqualTo(
            "Unknown currency: symbol=SPY, currency=dollars. Use an ISO code such as USD.\n");
    assertThat(run("data", "import", "SPY.csv", "--symbol", "A/B")).isEqualTo(2);
    assertThat(err)
        .isEqualTo(
            "Instrument has no usable name: symbol=A/B. Use 1 to 40 letters, digits or .-_=^\n");
  }

  @Test
  void emptyStoreSaysWhatToDo() {
    assertThat(run("data", "list")).isZero();
    assertThat(out)
        .isEqualTo(
            ("No data sets in %s. papertape data import FILE adds one, papertape "
                    + "data generate makes one.\n")
                .formatted(folder.resolve(".papertape/data")));
    assertThat(run("data", "list", "--json")).isZero();
    assertThat(out).isEqualTo("[ ]\n");
  }

  @Test
  void exitCodesTellWhoHasToAct() throws IOException {
    Files.writeString(folder.resolve("bad.csv"), BARS);

    assertThat(run("data", "import", "bad.csv", "--strict")).isEqualTo(4);
    assertThat(err).startsWith("Strict import refused: accepted=2, rejected=1, first=line 4: ");
    assertThat(run("data", "import", "none.csv")).isEqualTo(4);
    assertThat(err)
        .isEqualTo(
            "No such file: file=%s. Give the path of a CSV, gzip, zip or Parquet file.\n"
                .formatted(folder.resolve("none.csv")));
    assertThat(run("data", "import", "bad.csv", "--zone", "Mars")).isEqualTo(2);
    assertThat(err)
        .isEqualTo("Unknown zone: zone=Mars. Use a name such as UTC or America/New_York.\n");
    assertThat(run("data", "import", "bad.csv", "--bogus")).isEqualTo(2);
    assertThat(run("data", "import")).isEqualTo(2);
    assertThat(run("data", "show", "none")).isEqualTo(4);
    assertThat(run("data", "import", "bad.csv", "--append", "--replace")).isEqualTo(2);
    assertThat(run("data")).isEqualTo(2);
    Files.createDirectory(folder.resolve("blocked"));
    Files.writeString(folder.resolve("blocked/data"), "a file where the folder should be");
    environment = Map.of("PAPERTAPE_HOME", "blocked");
    assertThat(run("data", "import", "bad.csv")).isEqualTo(3);
    assertThat(err).startsWith("File system refused: ").doesNotContain("\tat ");
    assertThat(run("data", "import", "bad.csv", "--stacktrace")).isEqualTo(3);
    assertThat(err).contains("\tat ");
  }

  @Test
  void aWorkspaceThatIsAFileIsAnErrorOfEveryVerbButHelp() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "a file where the folder should be");
    for (String home : List.of("file", "file/below")) {
      environment = Map.of("PAPERTAPE_HOME", home);
      for (String verb : List.of("data list", "backtest none", "paper list", "verify last")) {
        assertThat(run(verb.split(" "))).as(verb).isEqualTo(3);
        assertThat(err)
            .isEqualTo(
                ("Workspace is no folder: home=%s, file=%s. Set PAPERTAPE_HOME to a folder, or move"
                        + " the file.\n")
                    .formatted(folder.resolve(home), file));
      }
      assertThat(run("data", "--help")).isZero();
      assertThat(run("--version")).isZero();
    }
  }

  @Test
  void exportAndImportKeepTheHash() throws IOException {
    assertThat(run("data", "generate", "--symbols", "2", "--days", "40", "--out", "g.csv"))
        .isZero();
    assertThat(run("data", "export", "synthetic", "--csv", "again.csv")).isZero();
    assertThat(out)
        .isEqualTo(
            "Exported 75 bars of synthetic to again.csv, 1 corporate action to"
                + " again-actions.csv\n");
    assertThat(folder.resolve("again.csv")).hasSameTextualContentAs(folder.resolve("g.csv"));
    assertThat(folder.resolve("again-actions.csv"))
        .hasSameTextualContentAs(folder.resolve("g-actions.csv"));
    assertThat(run("data", "import", "again.csv", "--json")).isZero();
    JsonNode bars = new ObjectMapper().readTree(out).get(0);
    assertThat(run("data", "import-actions", "again-actions.csv", "--name", "again", "--json"))
        .isZero();
    JsonNode report = new ObjectMapper().readTree(out);
    assertThat(run("data", "show", "synthetic", "--json")).isZero();
    JsonNode original = new ObjectMapper().readTree(out);

    assertThat(report.at("/dataSet/hash").asText())
        .hasSize(64)
        .isEqualTo(original.get("hash").asText());
    assertThat(bars.get("accepted").asInt()).isEqualTo(75);
    assertThat(report.get("actions").asInt()).isEqualTo(1);
    assertThat(run("data", "show", "synthetic")).isZero();
    assertThat(out).endsWith("\nSYN1, 1 corporate action\n  2010-01-27 split 2:1\n");
  }

  @Test
  void checkFindsAChangedByte() throws IOException {
    assertThat(run("data", "generate", "--symbols", "1", "--days", "40")).isZero();
    Path rows = folder.resolve(".papertape/data/synthetic/SYN1/1d/rows.1.tail.0");
    byte[] bytes = Files.readAllBytes(rows);
    bytes[6 * Long.BYTES] ^= 1; // the first volume
    Files.write(rows, bytes);

    assertThat(run("data", "check", "synthetic")).isEqualTo(4);
    assertThat(out).contains("  content hash    DIFFERS: import it again\n");
    assertThat(run("data", "check", "synthetic", "--json")).isEqualTo(4);
    assertThat(out).contains("\"hashMatches\" : false");
  }

  @Test
  void checkNamesMissingSessionsAndActionsThatDoNotFit() throws IOException {
    Files.writeString(
        folder.resolve("SPY.csv"),
        "Date,Open,High,Low,Close\n2024-01-12,9,9,9,9\n2024-01-15,9,9,9,9\n2024-01-17,9,9,9,9\n");
    Files.writeString(
        folder.resolve("actions.csv"), "symbol,ex_date,kind,ratio\nSPY,2024-01-17,split,3:1\n");
    assertThat(run("data", "import", "SPY.csv")).isZero();
    assertThat(out)
        .endsWith(
            "  look at        SPY.csv: 1 bar on days without a session of NYSE, first"
                + " 2024-01-15T14:30:00Z; it has its usual hours\n");
    assertThat(run("data", "import-actions", "actions.csv", "--name", "SPY")).isZero();
    assertThat(out).startsWith("Imported 1 corporate action into SPY, hash ");
    assertThat(run("data", "check", "SPY")).isZero();
    assertThat(out)
        .endsWith(
            """
              sessions        3 of NYSE, 1 without a bar: 2024-01-16
              outside         1 bar outside sessions: 2024-01-15T14:30:00Z
              action          2024-01-17 split 3:1: the price moved by a factor \
            of 1.000 there, as if the bars were adjusted already
            """);
    assertThat(run("data", "check", "SPY", "--json")).isZero();
    assertThat(out).contains("\"firstMissing\" : [ \"2024-01-16\" ]");
  }

  /// New York opens at 14:30 UTC; 2024-01-15 was a holiday.
  @Test
  void checkCountsTicksOutsideSessions() throws IOException {
    Files.writeString(
        folder.resolve("SPY.csv"),
        """
        timestamp,bid,ask
        2024-01-12T14:29:59Z,470.1,470.2
        2024-01-12T14:30:00Z,470.1,470.2
        2024-01-12T20:59:59Z,470.1,470.2
        2024-01-12T21:00:00Z,470.1,470.2
        2024-01-15T15:00:00Z,470.1,470.2
        2024-01-16T15:00:00Z,470.1,470.2
        """);
    assertThat(run("data", "import", "SPY.csv", "--calendar", "NYSE")).as(err).isZero();
    assertThat(run("data", "check", "SPY")).isZero();
    assertThat(out)
        .endsWith(
            "  outside         3 rows outside sessions of NYSE, first 2024-01-12T14:29:59Z\n");
    assertThat(run("data", "check", "SPY", "--json")).isZero();
    assertThat(out)
        .contains("\"outsideSessions\" : 3", "\"firstOutside\" : [ \"2024-01-12T14:29:59Z\" ]");
  }

  @Test
  void theLeastValueOfAnOrderIsToldAndShown() throws IOException {
    Files.writeString(folder.resolve("BTCUSDT.csv"), BARS);
    String told = "orders from 5.5";
    assertThat(run("data", "import", "BTCUSDT.csv", "--min-notional", "5.5")).isZero();
    assertThat(out).contains("volume step 1, calendar 24/7, " + told + "\n");
    assertThat(run("data", "show", "BTCUSDT")).isZero();
    assertThat(out).contains(told);
    assertThat(run("data", "show", "BTCUSDT", "--json")).isZero();
    assertThat(out).contains("\"minNotional\" : \"5.5\"");

    assertThat(run("data", "import", "BTCUSDT.csv", "--min-notional", "-1")).isEqualTo(2);
    assertThat(err).isEqualTo("No value of an order: minNotional=-1. Use 0 or more, such as 5.\n");
    assertThat(run("data", "import", "BTCUSDT.csv", "--min-notional", "five")).isEqualTo(2);
    assertThat(err)
        .isEqualTo(
            "No value of an order: minNotional=five. Not a fixed-point number: text=five. At most 8"
                + " decimals and below 10^10.\n");
  }

  @Test
  void theTermsOfAFutureAreToldAndShown() throws IOException {
    Files.writeString(folder.resolve("ES.csv"), BARS);
    assertThat(
            run(
                "data",
                "import",
                "ES.csv",
                "--like",
                "future",
                "--multiplier",
                "50",
                "--price-step",
                "0.25"))
        .isZero();
    assertThat(run("data", "show", "ES")).isZero();
    assertThat(out)
        .contains("ES is FUTURE in USD, price step 0.25, quantity step 1, multiplier 50, ");
    assertThat(run("data", "import", "ES.csv", "--multiplier", "0")).isEqualTo(2);
    assertThat(err)
        .isEqualTo("No term of a contract: multiplier=0. Use a number above 0, such as 50.\n");
    assertThat(run("data", "import", "ES.csv", "--price-step", "a quarter")).isEqualTo(2);
    assertThat(err)
        .isEqualTo(
            "No term of a contract: priceStep=a quarter. Not a fixed-point number: text=a quarter."
                + " At most 8 decimals and below 10^10.\n");
  }

  @Test
  void folderIsTakenForALeanFolder() throws IOException {
    Files.createDirectories(folder.resolve("other"));
    assertThat(run("data", "import", "other")).isEqualTo(4);
    assertThat(err)
        .isEqualTo(
            ("No Lean data folder: folder=%s. Give the folder that contains "
                    + "equity/usa, or equity/usa itself.\n")
                .formatted(folder.resolve("other")));
    Files.createDirectories(folder.resolve("lean/equity/usa"));
    assertThat(run("data", "import", "lean", "--zone", "UTC")).isEqualTo(2);
    assertThat(err)
        .isEqualTo(
            "Options for CSV files only: layout=lean. Beside --resolution and --symbols leave them"
                + " out.\n");
    assertThat(run("data", "import", "bad.csv", "--symbols", "SPY")).isEqualTo(2);
    assertThat(err)
        .isEqualTo(
            "Only a Lean folder is cut to symbols: symbols=SPY. Use --symbol for a CSV file.\n");
    assertThat(run("data", "import", "lean", "other", "--layout", "lean")).isEqualTo(2);
    assertThat(err).isEqualTo("More than one Lean folder: folders=2. Give one.\n");
    leanFolder(folder.resolve("own"), "acme");
    assertThat(run("data", "import", "own")).isZero();
    assertThat(out)
        .isEqualTo(
            """
            Imported own: 2 accepted, 0 rejected
              series         ACME 1d, 2 bars, 2024-01-02T14:30:00Z to 2024-01-03T21:00:00Z
              assumed        ACME is EQUITY in USD, price step 0.001, quantity step 1, \
            multiplier 1, volume step 1, calendar NYSE
              assumed        Lean folder: raw prices in US dollars, times in New York, \
            daily bars from open to close of the session, half days too
              assumed        ACME: no map file, so the whole ticker file is taken for one company
              assumed        ACME: no factor file, so no splits and dividends are known
            """);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"import", "import-actions", "list", "show", "check", "export", "generate"})
  void helpShowsExamples(String verb) {
    assertThat(run("data", verb, "--help")).isZero();
    assertThat(out).contains("Examples:", "papertape data " + verb, "--json");
  }

  /// Runs every `papertape data` line of the guide, in its order, in one folder.
  @Test
  void everyCommandOfTheGuideWorks() throws IOException {
    Path guide = Path.of(System.getProperty("papertape.root", ".")).resolve("docs/market-data.md");
    String text = Files.readString(guide);
    Files.writeString(folder.resolve("SPY.csv"), BARS);
    Files.writeString(folder.resolve("ES.csv"), BARS);
    Files.writeString(
        folder.resolve("eurusd-1h.csv"),
        "time,open,high,low,close\n2024-01-02 10:00,1,1,1,1\n2024-01-02 11:00,1,1,1,1\n");
    Files.writeString(folder.resolve("jan.csv"), "1704153600,1,1,1,1,5\n1704153660,1,1,1,1,5\n");
    Files.writeString(folder.resolve("feb.csv"), "1706832000,1,1,1,1,5\n1706832060,1,1,1,1,5\n");
    Files.writeString(
        folder.resolve("actions.csv"), "symbol,ex_date,kind,amount\nSPY,2024-01-03,dividend,0.5\n");
    Files.writeString(
        folder.resolve("EURUSD-ticks.csv"), "time,bid,ask\n2024-01-02T10:00:00Z,1.1,1.1001\n");
    leanFolder(folder.resolve("lean"), "spy", "aapl");
    Matcher commands = Pattern.compile("(?m)^papertape (data .*)$").matcher(text);
    int count = 0;
    while (commands.find()) {
      List<String> words = List.of(commands.group(1).split(" +"));
      assertThat(run(words.toArray(String[]::new))).as(commands.group() + "\n" + err).isZero();
      count++;
    }
    assertThat(count).isGreaterThan(8);
  }

  /// Daily bars of two days per ticker, as Lean writes them.
  private static void leanFolder(Path root, String... tickers) throws IOException {
    Path daily = Files.createDirectories(root.resolve("equity/usa/daily"));
    for (String ticker : tickers) {
      try (ZipOutputStream zip =
          new ZipOutputStream(Files.newOutputStream(daily.resolve(ticker + ".zip")))) {
        zip.putNextEntry(new ZipEntry(ticker + ".csv"));
        zip.write(
            ("20240102 00:00,100000,110000,90000,100000,5\n20240103 "
                    + "00:00,100000,110000,90000,105050,7\n")
                .getBytes(StandardCharsets.US_ASCII));
      }
    }
  }

  private int run(String... arguments) {
    StringWriter outText = new StringWriter();
    StringWriter errText = new StringWriter();
    Terminal terminal = new Terminal(new PrintWriter(outText), new PrintWriter(errText));
    int code = Main.run(terminal, environment, folder, arguments);
    out = outText.toString();
    err = errText.toString();
    return code;
  }
}
