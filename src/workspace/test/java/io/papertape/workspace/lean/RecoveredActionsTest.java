package io.papertape.workspace.lean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.papertape.market.CorporateAction;
import io.papertape.market.CorporateAction.CashDividend;
import io.papertape.market.CorporateAction.Split;
import io.papertape.market.FixedPoint;
import io.papertape.market.TradingCalendar;
import io.papertape.workspace.WorkspaceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecoveredActionsTest {
  /// Rows whose split factor does not come back: the file multiplied rounded factors. Every price
  /// factor comes back.
  private static final Map<String, Integer> ROWS_THAT_DIFFER =
      Map.of("aig", 4, "eem", 5, "twx", 24, "vxx.1", 3);

  @Test
  void allButTheListedRowsOfAllFactorFilesComeBackToTheirDigits() throws IOException {
    LeanFolder folder = new LeanFolder(LeanReference.lean());
    Map<String, Integer> differ = new TreeMap<>();
    int rows = 0;
    for (String name : factorFiles()) {
      RecoveredActions recovered = folder.recovered(name).orElseThrow();
      rows += recovered.rows();
      assertThat(recovered.differences()).allMatch(found -> found.factor().equals("split"));
      assertThat(recovered.differences())
          .as(name)
          .allSatisfy(
              found ->
                  assertThat(found.recomputed().doubleValue() / found.printed().doubleValue())
                      .isCloseTo(1, within(1.1e-4)));
      if (!recovered.differences().isEmpty()) {
        differ.put(name, recovered.differences().size());
      }
    }
    assertThat(rows).isEqualTo(875);
    assertThat(differ).containsExactlyInAnyOrderEntriesOf(ROWS_THAT_DIFFER);
  }

  @Test
  void splitsAreThePublishedRatios() {
    assertThat(splits("aapl"))
        .containsExactly("2000-06-21 2:1", "2005-02-28 2:1", "2014-06-09 7:1", "2020-08-31 4:1");
    assertThat(splits("aig"))
        .containsExactly("1998-08-03 3:2", "1999-08-02 5:4", "2000-07-31 3:2", "2009-07-01 1:20");
    assertThat(splits("eem")).containsExactly("2005-06-09 3:1", "2008-07-24 3:1");
    assertThat(splits("ibm")).containsExactly("1999-05-27 2:1");
    assertThat(splits("uso")).containsExactly("2020-04-29 1:8");
    assertThat(splits("twx"))
        .containsExactly(
            "1998-03-17 2:1",
            "1998-11-18 2:1",
            "1999-02-23 2:1",
            "1999-11-23 2:1",
            "2009-03-30 1:3");
    assertThat(splits("spy")).isEmpty();
  }

  @Test
  void dividendsOfSharesThatPayWholeCentsAreWholeCents() {
    for (String ticker : List.of("ibm", "tap.a", "nwsa")) {
      assertThat(dividends(ticker))
          .as(ticker)
          .isNotEmpty()
          .allMatch(paid -> paid.amountPerShare() % (FixedPoint.ONE / 100) == 0);
    }
    assertThat(dividends("ibm").getLast())
        .isEqualTo(
            new CashDividend(LocalDate.parse("2021-02-09"), midnight("2021-02-09"), 163_000_000L));
    assertThat(dividends("aapl").getLast().amountPerShare()).isEqualTo(20_500_000L);
  }

  @Test
  void applesActionsOf2014AreThoseOfAnotherVendor() throws IOException {
    List<String> quandl = new ArrayList<>();
    Path file = LeanReference.path("oracles/corporate-actions/quandl_2014_events.csv");
    for (String line : Files.readAllLines(file)) {
      String[] cells = line.split(",", -1);
      if (cells[0].equals("AAPL")) {
        quandl.add(cells[1] + " " + Double.valueOf(cells[2]) + " " + Double.valueOf(cells[3]));
      }
    }
    List<String> ours =
        actions("aapl").stream()
            .filter(action -> action.exDate().getYear() == 2014)
            .map(RecoveredActionsTest::row)
            .toList();
    assertThat(ours).isEqualTo(quandl).hasSize(5);
  }

  @Test
  void everyEventOfTheKnownAnswersIsFoundOnItsDay() throws IOException {
    for (String ticker : List.of("aapl", "spy")) {
      JsonNode events =
          LeanReference.json("oracles/corporate-actions/lean_" + ticker + "_events.json")
              .path("events");
      List<CorporateAction> ours = actions(ticker);
      assertThat(ours).hasSize(events.size());
      for (int i = 0; i < ours.size(); i++) {
        JsonNode event = events.get(i);
        assertThat(ours.get(i).exDate())
            .isEqualTo(
                LocalDate.parse(event.path("ex_date").asText(), DateTimeFormatter.BASIC_ISO_DATE));
        switch (ours.get(i)) {
          case Split split ->
              assertThat(1 / split.priceFactor())
                  .isCloseTo(event.path("new_shares_per_old").asDouble(), within(1e-4));
          case CashDividend paid -> {
            // The answer is computed from factors of 7 decimals and printed with 4.
            double slack = event.path("reference_close").asDouble() * 1.6e-7 + 5e-5;
            assertThat(FixedPoint.toDouble(paid.amountPerShare()))
                .isCloseTo(event.path("dividend_per_share_unadjusted").asDouble(), within(slack));
          }
        }
      }
    }
  }

  @Test
  void aFileThatIsNoFactorFileIsRefusedWithItsLine(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("x.csv"), "20200102,1,1,1\n20200103,1,0,1\n");
    assertThatThrownBy(() -> FactorFile.read(file))
        .isInstanceOf(WorkspaceException.class)
        .hasMessage(
            "Factor file is malformed: file=x.csv, line=2, text=20200103,1,0,1."
                + " A line is date,priceFactor,splitFactor,referenceClose.");
  }

  @Test
  void aPriceFactorThatRisesIsRefused(@TempDir Path folder) throws IOException {
    String text = "20200102,1.1,1,50\n20501231,1,1,0\n";
    List<FactorRow> rows = FactorFile.read(Files.writeString(folder.resolve("x.csv"), text));
    assertThatThrownBy(() -> RecoveredActions.of("X", rows, TradingCalendar.nyse()))
        .isInstanceOf(WorkspaceException.class)
        .hasMessage(
            "Price factor is no dividend: symbol=X, date=2020-01-02, priceFactor=1.1,"
                + " referenceClose=50. Check the factor file.");
  }

  private static List<String> factorFiles() throws IOException {
    try (Stream<Path> files =
        Files.list(LeanReference.path("market-data/lean/equity/usa/factor_files"))) {
      return files.map(file -> file.getFileName().toString().replace(".csv", "")).sorted().toList();
    }
  }

  private static String row(CorporateAction action) {
    return switch (action) {
      case Split split -> split.exDate() + " 0.0 " + 1 / split.priceFactor();
      case CashDividend paid ->
          paid.exDate() + " " + FixedPoint.toDouble(paid.amountPerShare()) + " 1.0";
    };
  }

  private static List<CorporateAction> actions(String ticker) {
    return new LeanFolder(LeanReference.lean()).actions(ticker).actions();
  }

  private static List<String> splits(String ticker) {
    return actions(ticker).stream()
        .filter(Split.class::isInstance)
        .map(Split.class::cast)
        .map(split -> split.exDate() + " " + split.numerator() + ":" + split.denominator())
        .toList();
  }

  private static List<CashDividend> dividends(String ticker) {
    return actions(ticker).stream()
        .filter(CashDividend.class::isInstance)
        .map(CashDividend.class::cast)
        .toList();
  }

  private static long midnight(String date) {
    return TradingCalendar.nyse().nanos(LocalDate.parse(date).atStartOfDay());
  }
}
