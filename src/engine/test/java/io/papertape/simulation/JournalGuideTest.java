package io.papertape.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.execution.Fees;
import io.papertape.execution.Slippage;
import io.papertape.indicator.Sma;
import io.papertape.journal.EntryKind;
import io.papertape.journal.Journal;
import io.papertape.journal.RecordLevel;
import io.papertape.market.Bar;
import io.papertape.market.BarColumns;
import io.papertape.market.FixedPoint;
import io.papertape.market.Instrument;
import io.papertape.market.MutableMarket;
import io.papertape.market.Times;
import io.papertape.order.Order;
import io.papertape.order.Side;
import io.papertape.order.Size;
import io.papertape.risk.RiskLimits;
import io.papertape.strategy.Context;
import io.papertape.strategy.Reason;
import io.papertape.strategy.Strategy;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Every line of a journal that the guide shows is one that the engine writes.
class JournalGuideTest {
  private static final Pattern KIND = Pattern.compile("\"kind\":\"([a-z-]+)\"");

  @Test
  void theGuideShowsTheJournalOfThisRun() throws IOException {
    List<String> lines = new ArrayList<>(journal(new Shown(), RecordLevel.FOLDED));
    lines.addAll(actions());
    lines.add(lineOf(journal(new Failing(), RecordLevel.FOLDED), "failure"));
    lines.add(lineOf(journal(new Shown(), RecordLevel.EACH), "hold"));

    assertThat(guide().lines().filter(line -> line.startsWith("{\"seq\"")).toList())
        .isEqualTo(lines);
  }

  @Test
  void theGuideShowsEveryKindThatIsWritten() throws IOException {
    Set<String> shown = new TreeSet<>();
    Matcher kinds = KIND.matcher(guide());
    while (kinds.find()) {
      shown.add(kinds.group(1));
    }
    Set<String> wanted = new TreeSet<>();
    for (EntryKind kind : EntryKind.values()) {
      wanted.add(kind.text());
    }
    wanted.removeAll(Set.of("market-gap", "operator"));
    assertThat(shown).isEqualTo(wanted);
  }

  private static String guide() throws IOException {
    Path root = Path.of(System.getProperty("papertape.root"));
    return Files.readString(root.resolve("docs/runs-and-journals.md"));
  }

  private static String lineOf(List<String> lines, String kind) {
    String key = "\"kind\":\"%s\"".formatted(kind);
    return lines.stream().filter(line -> line.contains(key)).findFirst().orElseThrow();
  }

  private static List<String> journal(Strategy strategy, RecordLevel level) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    RunResult result =
        Simulation.of(strategy)
            .named("shown")
            .on(Instrument.equity("SPY"), bars())
            .under(Assumptions.papertape().withFees(Fees.bps(2)).withSlippage(Slippage.bps(1)))
            .within(new RiskLimits(0, 0, 0, 0, 0, 0, false))
            .manifest("9f".repeat(32))
            .journal(bytes::write, level)
            .run();
    assertThat(result.root()).isNotEmpty();
    return bytes.toString(StandardCharsets.UTF_8).lines().toList();
  }

  /// Entries of which a strategy is not the cause.
  private static List<String> actions() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    MutableMarket market = new MutableMarket(Instrument.equity("SPY"));
    Journal journal = new Journal(market, bytes::write, RecordLevel.FOLDED);
    market.beginMoment(Times.nanos(Instant.parse("2024-03-15T04:00:00Z")));
    long dividend = journal.corporateAction(0, "dividend 1.59");
    journal.cash(0, "dividend", FixedPoint.parse("159"), FixedPoint.parse("51159"), dividend);
    return bytes.toString(StandardCharsets.UTF_8).lines().toList();
  }

  private static BarColumns bars() {
    List<Bar> bars = new ArrayList<>();
    for (int day = 0; day < 7; day++) {
      Instant open = Instant.parse("2024-03-04T14:30:00Z").plusSeconds(86_400L * day);
      long price = FixedPoint.ofUnits(500 + day);
      bars.add(
          new Bar(
              Times.nanos(open),
              Times.nanos(open.plusSeconds(23_400)),
              price,
              price + FixedPoint.ofUnits(2),
              price - FixedPoint.ofUnits(2),
              price + FixedPoint.ONE,
              1_000_000));
    }
    return BarColumns.of(bars);
  }

  /// Buys with a stop, is refused a short sale, leaves a limit order resting.
  private static final class Shown implements Strategy {
    private Reason up = new Reason(0, "none");

    @Override
    public void onStart(Context context) {
      context.use(0, new Sma(2));
      up = context.reason("rising");
    }

    @Override
    public void onBar(Context context, int instrument) {
      switch (context.barIndex(instrument)) {
        case 3 -> {
          context.because(up);
          context.submit(
              instrument, Order.market(Side.BUY, Size.units(10)), FixedPoint.ofUnits(450), 0);
        }
        case 5 -> {
          context.because(up);
          context.sell(instrument, Size.units(20));
          context.submit(instrument, Order.limit(Side.BUY, Size.units(1), FixedPoint.ofUnits(400)));
        }
        default -> {}
      }
    }
  }

  private static final class Failing implements Strategy {
    @Override
    public void onBar(Context context, int instrument) {
      throw new IllegalStateException("No price for bar %d".formatted(1));
    }
  }
}
