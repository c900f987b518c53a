package io.papertape.strategy.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.market.BarHistory;
import io.papertape.market.CorporateAction;
import io.papertape.market.CorporateActions;
import io.papertape.market.FixedPoint;
import io.papertape.market.Instrument;
import io.papertape.model.MadeBars;
import io.papertape.simulation.RunResult;
import io.papertape.simulation.Simulation;
import io.papertape.strategy.Context;
import io.papertape.strategy.Series;
import io.papertape.strategy.Strategy;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Prices of the past as columns against the history that a strategy sees, over two splits.
class PastPriceTest {
  private static final CorporateActions SPLITS =
      new CorporateActions(
          "A",
          List.of(
              new CorporateAction.Split(LocalDate.of(1970, 1, 22), 21 * Prices.DAY, 3, 1),
              new CorporateAction.Split(LocalDate.of(1970, 1, 27), 26 * Prices.DAY, 2, 7)));

  @Test
  void aPastPriceIsThatOfHistory() {
    Reader reader = new Reader();
    RunResult result =
        Simulation.of(reader).on(Instrument.equity("A"), MadeBars.walk(3, 60), SPLITS).run();
    assertThat(result.failure()).isEmpty();
    assertThat(reader.read).isEqualTo(60 * 3 * 7);
  }

  private static final class Reader implements Strategy {
    private static final int[] AGO = {0, 1, 9};

    private final List<List<Series>> series = new ArrayList<>();
    private int read;

    @Override
    public void onStart(Context context) {
      RuleSet rules =
          new RuleSet(
              Schedule.parse("every bar"),
              List.of(),
              new Decision.Target(Expression.parse("1"), 0),
              new Vocabulary(new TreeMap<>()));
      RuleSeries all = new RuleSeries(context, 0, rules);
      for (int ago : AGO) {
        series.add(
            Vocabulary.PRICES.stream()
                .map(name -> ago == 0 ? name : name + "(" + ago + ")")
                .map(text -> all.of(Expression.parse(text)).orElseThrow())
                .toList());
      }
    }

    @Override
    public void onBar(Context context, int instrument) {
      BarHistory bars = context.history(0);
      for (int i = 0; i < AGO.length; i++) {
        for (int field = 0; field < Vocabulary.PRICES.size(); field++) {
          double expected =
              AGO[i] < bars.size() ? price(bars, Vocabulary.PRICES.get(field), AGO[i]) : Double.NaN;
          assertThat(series.get(i).get(field).value()).isEqualTo(Double.valueOf(expected));
          read++;
        }
      }
    }

    private static double price(BarHistory bars, String field, int ago) {
      return switch (field) {
        case "open" -> FixedPoint.toDouble(bars.open(ago));
        case "high" -> FixedPoint.toDouble(bars.high(ago));
        case "low" -> FixedPoint.toDouble(bars.low(ago));
        case "close" -> FixedPoint.toDouble(bars.close(ago));
        case "median" -> FixedPoint.toDouble(bars.high(ago) + bars.low(ago)) / 2;
        case "typical" -> FixedPoint.toDouble(bars.high(ago) + bars.low(ago) + bars.close(ago)) / 3;
        default -> bars.volume(ago);
      };
    }
  }
}
