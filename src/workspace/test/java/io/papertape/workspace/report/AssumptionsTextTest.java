package io.papertape.workspace.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.account.Funding;
import io.papertape.execution.Fees;
import io.papertape.execution.FillRules;
import io.papertape.market.FixedPoint;
import io.papertape.market.Instrument;
import io.papertape.risk.RiskLimits;
import io.papertape.simulation.Assumptions;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AssumptionsTextTest {
  private static final VolumeCap BARS =
      VolumeCap.of(VolumeCap.Measure.BARS, List.of(Instrument.equity("TEST")));

  @Test
  void everyAssumptionThatChangesChangesTheText() throws ReflectiveOperationException {
    Set<List<String>> texts = new HashSet<>();
    List<Object> variations = variations(Assumptions.papertape());
    for (Object changed : variations) {
      texts.add(AssumptionsText.of((Assumptions) changed, RiskLimits.NONE, BARS));
    }
    texts.add(AssumptionsText.of(Assumptions.papertape(), RiskLimits.NONE, BARS));
    // preset, 10 fill rules with 8 values of enums to change to, 4 fees, 3 slippage, …
    assertThat(variations).hasSizeGreaterThan(25);
    assertThat(texts).hasSize(variations.size() + 1);
  }

  @Test
  void everyLimitThatChangesChangesTheText() throws ReflectiveOperationException {
    Set<List<String>> texts = new HashSet<>();
    List<Object> variations = variations(RiskLimits.NONE);
    for (Object changed : variations) {
      texts.add(AssumptionsText.of(Assumptions.papertape(), (RiskLimits) changed, BARS));
    }
    texts.add(AssumptionsText.of(Assumptions.papertape(), RiskLimits.NONE, BARS));
    assertThat(variations).hasSize(7);
    assertThat(texts).hasSize(8);
  }

  @Test
  void readsAsPlainSentences() {
    List<String> sentences =
        AssumptionsText.of(
            Assumptions.papertape()
                .withFees(new Fees(20_000, FixedPoint.ONE / 200, 0, FixedPoint.ONE))
                .withFunding(Funding.margin(2)),
            RiskLimits.NONE,
            BARS);
    assertThat(sentences)
        .contains(
            "The preset is papertape.",
            "The account starts with 100000 in cash.",
            "Margin account: gross exposure stays within 2 times equity; short sales are allowed.",
            "Fees of a fill: 2 bps of the traded value, plus 0.005 a unit, plus 0 a fill, at least"
                + " 1.",
            "A limit order fills only if the price goes through the limit.",
            "We are at most 10.00\u00A0% of a bar's volume; the rest of an order waits,"
                + " and that of a stop that was reached is at the market.");
    assertThat(sentences).allMatch(sentence -> sentence.endsWith("."));
  }

  @Test
  void aRunOnQuotesDoesNotSpeakOfBarsThatFillItsOrders() {
    VolumeCap quotes = VolumeCap.of(VolumeCap.Measure.QUOTES, List.of(Instrument.equity("TEST")));

    List<String> sentences = AssumptionsText.of(Assumptions.papertape(), RiskLimits.NONE, quotes);

    assertThat(sentences)
        .contains(
            "Market orders fill at the first quote they meet.",
            "A trailing stop follows each quote.",
            "Latency: none; an order reaches the market at the moment of its decision and can first"
                + " meet the next quote.")
        .noneMatch(sentence -> sentence.matches(".*\\bbars?\\b.*"));
  }

  @Test
  void presetsOfOtherEnginesReadDifferently() {
    assertThat(FillRules.backtestingPy()).isNotEqualTo(FillRules.backtrader());
    assertThat(AssumptionsText.of(Assumptions.backtestingPy(), RiskLimits.NONE, BARS))
        .isNotEqualTo(AssumptionsText.of(Assumptions.backtrader(), RiskLimits.NONE, BARS));
  }

  /// The record with one component changed, for each component and each other value of an enum;
  /// components that are records are changed inside.
  private static List<Object> variations(Record base) throws ReflectiveOperationException {
    RecordComponent[] components = base.getClass().getRecordComponents();
    Class<?>[] types = new Class<?>[components.length];
    Object[] values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      types[i] = components[i].getType();
      values[i] = components[i].getAccessor().invoke(base);
    }
    Constructor<?> constructor = base.getClass().getDeclaredConstructor(types);
    List<Object> all = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      for (Object other : others(values[i])) {
        Object[] changed = values.clone();
        changed[i] = other;
        all.add(constructor.newInstance(changed));
      }
    }
    return all;
  }

  private static List<Object> others(Object value) throws ReflectiveOperationException {
    return switch (value) {
      case Record nested -> variations(nested);
      case Enum<?> constant -> {
        List<Object> rest =
            new ArrayList<>(List.of(constant.getDeclaringClass().getEnumConstants()));
        rest.remove(constant);
        yield rest;
      }
      case Boolean flag -> List.of(!flag);
      case Long number -> List.of(number + 1_000_000);
      case Integer number -> List.of(number + 1);
      case Double number -> List.of(number + 0.5);
      default -> List.of(value + "-changed");
    };
  }
}
