package io.papertape.workspace.lean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.papertape.market.AdjustedView;
import io.papertape.market.Bar;
import io.papertape.market.BarColumns;
import io.papertape.market.CorporateAction;
import io.papertape.market.CorporateActions;
import io.papertape.market.DividendRule;
import io.papertape.market.FixedPoint;
import io.papertape.market.Session;
import io.papertape.market.TradingCalendar;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/// Adjusted series computed by others, from raw bars and actions.
class AdjustedSeriesTest {
  private static final TradingCalendar NYSE = TradingCalendar.nyse();

  @Test
  void leansAdjustedSeriesOfAppleAndSpyComeBack() throws IOException {
    LeanFolder folder = new LeanFolder(LeanReference.lean());
    for (String ticker : List.of("aapl", "spy")) {
      BarColumns raw = folder.daily(ticker);
      AdjustedView view = all(raw, folder.actions(ticker), DividendRule.CLOSE_BEFORE);
      List<String> rows =
          LeanReference.rows("oracles/corporate-actions/lean_" + ticker + "_adjusted.csv.gz");
      assertThat(view.size()).isEqualTo(rows.size());
      for (int i = 0; i < view.size(); i++) {
        String[] cells = rows.get(i).split(",", -1);
        double priceUnit = unit(cells[6], 7);
        double splitUnit = unit(cells[7], 7);
        double rawClose = Double.parseDouble(cells[4]);
        double slack =
            rawClose
                * (priceUnit * Double.parseDouble(cells[7])
                    + splitUnit * Double.parseDouble(cells[6]));
        assertThat(view.priceFactor(i))
            .as("%s %s", ticker, cells[0])
            .isCloseTo(Double.parseDouble(cells[6]), within(priceUnit));
        assertThat(view.splitFactor(i)).isCloseTo(Double.parseDouble(cells[7]), within(splitUnit));
        assertThat(view.close(i)).isCloseTo(Double.parseDouble(cells[9]), within(slack + 1e-12));
      }
    }
  }

  @Test
  void quandlsFactorsOnExDatesComeBackTo1e13() throws IOException {
    List<String[]> prices = quandlRows();
    List<String> events =
        Files.readAllLines(LeanReference.path("oracles/corporate-actions/quandl_2014_events.csv"));
    for (String ticker : List.of("AAPL", "MSFT")) {
      List<String[]> rows = prices.stream().filter(row -> row[0].equals(ticker)).toList();
      BarColumns raw = quandlBars(rows);
      CorporateActions actions = quandlActions(ticker, events);
      AdjustedView view = all(raw, actions, DividendRule.CLOSE_ON_EX_DATE);
      int checked = 0;
      for (String line : events) {
        String[] event = line.split(",", -1);
        if (event[0].equals(ticker)) {
          int ex = indexOf(rows, event[1]);
          double before = view.priceFactor(ex - 1) * view.splitFactor(ex - 1);
          double ratio = before / (view.priceFactor(ex) * view.splitFactor(ex));
          assertThat(ratio).as(line).isCloseTo(Double.parseDouble(event[4]), within(1e-13));
          checked++;
        }
      }
      assertThat(checked).isEqualTo(actions.actions().size()).isBetween(4, 5);
      int last = view.size() - 1;
      double scale = Double.parseDouble(rows.get(last)[12]) / view.close(last);
      for (int i = 0; i <= last; i++) {
        double published = Double.parseDouble(rows.get(i)[12]);
        assertThat(view.close(i) * scale).isCloseTo(published, within(published * 1e-12));
      }
    }
  }

  /// Half a unit of the last printed digit other than zero, of the given decimal if that is
  /// finer.
  private static double unit(String printed, int decimals) {
    int scale = Math.max(decimals, new BigDecimal(printed).stripTrailingZeros().scale());
    return 0.5 * BigDecimal.ONE.movePointLeft(scale).doubleValue() * (1 + 1e-6);
  }

  private static AdjustedView all(BarColumns raw, CorporateActions actions, DividendRule rule) {
    return AdjustedView.asOf(raw, actions, raw.closeTimeNanos()[raw.size() - 1], rule);
  }

  private static CorporateActions quandlActions(String ticker, List<String> events) {
    List<CorporateAction> actions = new ArrayList<>();
    for (String line : events) {
      String[] cells = line.split(",", -1);
      if (!cells[0].equals(ticker)) {
        continue;
      }
      LocalDate exDate = LocalDate.parse(cells[1]);
      long exTime = NYSE.nanos(exDate.atStartOfDay());
      if (Double.parseDouble(cells[2]) > 0) {
        actions.add(new CorporateAction.CashDividend(exDate, exTime, FixedPoint.parse(cells[2])));
      }
      if (!cells[3].equals("1.0")) {
        long ratio = new BigDecimal(cells[3]).longValueExact();
        actions.add(new CorporateAction.Split(exDate, exTime, ratio, 1));
      }
    }
    return new CorporateActions(ticker, actions);
  }

  private static BarColumns quandlBars(List<String[]> rows) {
    BarColumns.Builder builder = new BarColumns.Builder();
    for (String[] row : rows) {
      Session session = NYSE.session(LocalDate.parse(row[1])).orElseThrow();
      long close = FixedPoint.parse(row[5]);
      builder.add(
          new Bar(session.openNanos(), session.closeNanos(), close, close, close, close, 0));
    }
    return builder.build();
  }

  private static int indexOf(List<String[]> rows, String date) {
    for (int i = 0; i < rows.size(); i++) {
      if (rows.get(i)[1].equals(date)) {
        return i;
      }
    }
    throw new AssertionError("No row on " + date);
  }

  private static List<String[]> quandlRows() throws IOException {
    try (InputStream in =
            Files.newInputStream(LeanReference.path("market-data/zipline/QUANDL_ARCHIVE.zip"));
        ZipInputStream zip = new ZipInputStream(in)) {
      zip.getNextEntry();
      String text = new String(zip.readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().skip(1).map(line -> line.split(",", -1)).toList();
    }
  }
}
