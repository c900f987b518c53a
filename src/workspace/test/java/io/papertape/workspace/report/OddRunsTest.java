package io.papertape.workspace.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.account.Funding;
import io.papertape.market.Bar;
import io.papertape.market.BarColumns;
import io.papertape.market.FixedPoint;
import io.papertape.market.Instrument;
import io.papertape.order.Order;
import io.papertape.order.Side;
import io.papertape.order.Size;
import io.papertape.simulation.Assumptions;
import io.papertape.strategy.Context;
import io.papertape.strategy.Strategy;
import java.io.StringReader;
import java.nio.file.Files;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.function.Supplier;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

/// Reports of runs at the edge: prices that grow four hundredfold, no trade, one bar, ruin. Each
/// is left in `target/report` for looking at.
class OddRunsTest {
  private static final long DAY = 86_400_000_000_000L;
  private static final long START = 1_262_563_200_000_000_000L; // 2010-01-04
  private static final String LINEAR = "id=\"scale-linear\" checked=\"checked\"";
  private static final String LOG = "id=\"scale-log\" checked=\"checked\"";
  private static final String ALONE = "id=\"scale-alone\" checked=\"checked\"";

  @Test
  void besideABenchmarkThatRoseFourHundredfoldTheScaleIsLogarithmic() throws Exception {
    String page = page("steep", 500, day -> 10 * Math.pow(400, day / 499.0), () -> enter(0.1, 1));
    assertThat(page)
        .contains(LOG, "Shown logarithmic: on a linear scale most of it would be a flat line.")
        .doesNotContain(LINEAR, ALONE);
  }

  @Test
  void whatCanBeSeenOnALinearScaleIsShownOnOne() throws Exception {
    String page = page("mild", 500, day -> 100 + 20 * Math.sin(day / 40.0), () -> enter(0.9, 1));
    assertThat(page)
        .contains(LINEAR, "for=\"scale-log\">Logarithmic<", ">Strategy alone, linear<")
        .doesNotContain(LOG, ALONE, "Shown ");
  }

  @Test
  void aRuinedAccountBesideASteepBenchmarkIsShownAlone() throws Exception {
    String page =
        page("ruined", 60, day -> day < 50 ? 10 + day * 0.05 : 4_000, () -> enter(0.01, -1));
    assertThat(page)
        .contains(
            "The account was ruined.",
            ALONE,
            "Shown without the benchmark, beside which it would be a flat line; equity at or below"
                + " zero has no logarithm.")
        .doesNotContain(LINEAR, "scale-log\"");
  }

  @Test
  void aRunThatNeverTradedIsALineNotAnError() throws Exception {
    String page = page("idle", 300, day -> 100 + day * 0.1, () -> new Strategy() {});
    assertThat(page).contains(LINEAR, "No round trip was closed.", "none: nothing was traded");
  }

  @Test
  void aRunOfOneBarSaysWhatItCannotShow() throws Exception {
    String page = page("one-bar", 1, _ -> 100, () -> enter(0.5, 1));
    assertThat(page).contains("No round trip was closed.", "All returns are equal");
  }

  @Test
  void aPositionThatWasNeverClosedIsNoRoundTrip() throws Exception {
    String page = page("held", 300, day -> 100 + day * 0.1, () -> enter(0.5, 1));
    assertThat(page).contains("No round trip was closed.");
  }

  @Test
  void aRunWithinADayIsDrawnMomentByMoment() throws Exception {
    String page =
        page(
            "minutes",
            bars(390, DAY / 1440, minute -> 100 + Math.sin(minute / 30.0)),
            () -> enter(0.9, 1));
    assertThat(page)
        .contains(
            "At each moment of the run, in USD. The benchmark at the end of each day.",
            "At each moment of the run: distance below the highest equity so far.",
            ">03:00<",
            ">06:00<");
    String line = page.substring(page.indexOf("class=\"equity line\""));
    assertThat(line.substring(0, line.indexOf(">")).split("L")).hasSize(391);
  }

  private static String page(
      String name, int days, IntToDoubleFunction close, Supplier<Strategy> strategy)
      throws Exception {
    return page(name, bars(days, DAY, close), strategy);
  }

  private static String page(String name, BarColumns bars, Supplier<Strategy> strategy)
      throws Exception {
    SampleRun run =
        new SampleRun(
            name,
            List.of(Instrument.equity("ODD")),
            List.of(bars),
            Assumptions.papertape().withFunding(Funding.margin(2)),
            strategy);
    String page = HtmlReport.render(run.report(List.of()));
    Files.writeString(SampleBars.target(name + ".html"), page);
    assertThat(page).doesNotContain("NaN", "Infinity", "%s", "Optional");
    DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(page)));
    return page;
  }

  /// Enters on the first bar and stays.
  private static Strategy enter(double fraction, int direction) {
    return new Strategy() {
      @Override
      public void onBar(Context context, int instrument) {
        if (context.barIndex(instrument) == 0) {
          Side side = direction > 0 ? Side.BUY : Side.SELL;
          context.submit(instrument, Order.market(side, Size.ofEquity(fraction)));
        }
      }
    };
  }

  private static BarColumns bars(int count, long apart, IntToDoubleFunction close) {
    BarColumns.Builder bars = new BarColumns.Builder();
    for (int i = 0; i < count; i++) {
      long price = FixedPoint.of(close.applyAsDouble(i));
      long start = START + i * apart;
      bars.add(
          new Bar(
              start,
              start + apart / 4,
              price,
              price + FixedPoint.ONE / 10,
              price - FixedPoint.ONE / 10,
              price,
              1_000_000_000));
    }
    return bars.build();
  }
}
