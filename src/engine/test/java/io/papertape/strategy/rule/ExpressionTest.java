package io.papertape.strategy.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertape.market.Instrument;
import io.papertape.simulation.Simulation;
import io.papertape.strategy.Context;
import io.papertape.strategy.Strategy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpressionTest {
  private static final Vocabulary VOCABULARY =
      new Vocabulary(new TreeMap<>(Map.of("bars", "2", "level", "11.5", "venue", "NYSE")));

  /// Values of an expression on bars that close at 10, 12, 11, 13, 13.
  private static List<Double> values(String text) {
    Expression expression = Expression.parse(text);
    VOCABULARY.define("checked_" + Integer.toHexString(text.hashCode()), expression);
    RuleSet rules =
        new RuleSet(
            Schedule.parse("every bar"),
            List.of(new Feature("x", expression)),
            new Decision.Target(expression, 0),
            new Vocabulary(new TreeMap<>(Map.of("bars", "2", "level", "11.5", "venue", "NYSE"))));
    List<Double> values = new ArrayList<>();
    Simulation.of(new Recorder(rules, values))
        .on(Instrument.equity("A"), Prices.of(10, 12, 11, 13, 13))
        .run();
    return values;
  }

  private static final class Recorder implements Strategy {
    private final RuleSet rules;
    private final List<Double> values;
    private final List<BoundRules> bound = new ArrayList<>();

    Recorder(RuleSet rules, List<Double> values) {
      this.rules = rules;
      this.values = values;
    }

    @Override
    public void onStart(Context context) {
      bound.add(new BoundRules(context, 0, rules, Optional.empty()));
    }

    @Override
    public void onMoment(Context context) {
      bound.getFirst().update();
      values.add(bound.getFirst().feature(0));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1 + 2 * 3                  | 7, 7, 7, 7, 7",
        "(1 + 2) * 3 - -1           | 10, 10, 10, 10, 10",
        "8 / 4 / 2                  | 1, 1, 1, 1, 1",
        "close                      | 10, 12, 11, 13, 13",
        "open                       | 10, 10, 12, 11, 13",
        "close(1)                   | NaN, 10, 12, 11, 13",
        "high - low                 | 2, 4, 3, 4, 2",
        "median                     | 10, 11, 11.5, 12, 13",
        "volume                     | 1e6, 1e6, 1e6, 1e6, 1e6",
        "sma(bars)                  | NaN, 11, 11.5, 12, 13",
        "bollinger(2,1).upper       | NaN, 12, 12, 13, 13",
        "returns(1) * 60            | NaN, 12, -5, 10.909090909090908, 0",
        "close > level              | 0, 1, 0, 1, 1",
        "not close > level          | 1, 0, 1, 0, 0",
        "close >= 12 and close <= 12| 0, 1, 0, 0, 0",
        "close == 10 or close == 13 | 1, 0, 0, 1, 1",
        "close != close(1)          | NaN, 1, 1, 1, 0",
        "close < 11 or close(1) > 0 | 1, 1, 1, 1, 1",
        "close > 11 and close(1) > 0| 0, 1, 0, 1, 1",
        "not close(1) > 0           | NaN, 0, 0, 0, 0",
        "1 / (close - 12)           | -0.5, NaN, -1, 1, 1",
        "crosses_above(close, level)| NaN, 1, 0, 1, 0",
        "crosses_below(close, level)| NaN, 0, 1, 0, 0",
        "crosses_above(close, 13)   | NaN, 0, 0, 0, 0",
        "min(close, 11) + max(2, 1) | 12, 13, 13, 13, 13",
        "abs(close - 12) + sqrt(4)  | 4, 2, 3, 3, 3",
        "position                   | 0, 0, 0, 0, 0",
        "bars_held                  | NaN, NaN, NaN, NaN, NaN"
      })
  void anExpressionGivesWhatItsTextSays(String text, String expected) {
    List<Double> wanted = new ArrayList<>();
    for (String one : expected.split(",", -1)) {
      wanted.add(Double.parseDouble(one.strip()));
    }
    List<Double> got = values(text);
    assertThat(got).hasSameSizeAs(wanted);
    for (int i = 0; i < wanted.size(); i++) {
      if (Double.isNaN(wanted.get(i))) {
        assertThat(got.get(i)).isNaN();
      } else {
        assertThat(got.get(i)).isCloseTo(wanted.get(i), org.assertj.core.data.Offset.offset(1e-12));
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "1 +            | at=4, found=the end",
        "(1 + 2         | at=7, wanted=), found=the end",
        "1 2            | at=3, found=2",
        "close # 3      | at=7, sign=#",
        "bollinger(2,1). | at=16, wanted=name of an output, found=the end",
        "a < b < c      | at=7, found=<"
      })
  void textThatIsNoExpressionIsRefusedWithItsColumn(String text, String what) {
    assertThatThrownBy(() -> Expression.parse(text))
        .hasMessage(
            "Not an expression: text=%s, %s. See docs/strategies.md for what may be written."
                .formatted(text, what));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "cloze          | Unknown name: name=cloze, at=1. Did you mean close?",
        "venue + 1      | Parameter has the wrong type: name=venue, value=NYSE. Give a number.",
        "bollinger(2,1).uper | Unknown output: indicator=bollinger(2,1), output=uper, at=1. Did you"
            + " mean upper?",
        "crosses_abov(close, 1) | Unknown function: name=crosses_abov, at=1. Did you mean"
            + " crosses_above?",
        "abs(1, 2)      | Wrong number of arguments: function=abs, given=2, at=1. Give 1.",
        "abs(1).upper   | Function has no outputs: name=abs, output=upper, at=1. Leave the output"
            + " out.",
        "close(0.5)     | Not a number of bars: function=close, at=7. Give a whole number from 1 or"
            + " a parameter that is one.",
        "sma(1 + 1)     | Argument of an indicator is a formula: indicator=sma, at=7. Give a"
            + " number, a parameter or a price such as typical.",
        "sma()          | Indicator lacks a parameter: name=sma(), given=0. See"
            + " docs/indicators.md.",
        "1 + (close > 2) | Not a number but a condition: at=12. Give a formula, as in 2 * atr(14).",
        "not close      | Not a condition but a number: at=5. Compare it with something, as in"
            + " rsi(14) < 30."
      })
  void anExpressionWithoutSenseIsRefused(String text, String message) {
    assertThatThrownBy(() -> VOCABULARY.define("never", Expression.parse(text)))
        .hasMessage(message);
  }

  @Test
  void aNameIsGivenOnce() {
    Vocabulary vocabulary = new Vocabulary(new TreeMap<>(Map.of("n", "1")));
    vocabulary.define("a", Expression.parse("close"));
    for (String name : List.of("a", "n")) {
      assertThatThrownBy(() -> vocabulary.define(name, Expression.parse("close")))
          .hasMessage("Name is taken: feature=%s. Give the feature another name.".formatted(name));
    }
    assertThatThrownBy(() -> new Vocabulary(new TreeMap<>(Map.of("close", "1"))))
        .hasMessage("Name is taken: parameter=close. Give the parameter another name.");
  }
}
