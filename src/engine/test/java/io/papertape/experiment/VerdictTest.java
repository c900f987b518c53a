package io.papertape.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.experiment.Verdict.Grade;
import io.papertape.performance.Measure;
import io.papertape.performance.PerformanceConvention;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictTest {
  private static Measure measure(String name, OptionalDouble value) {
    return value.isPresent()
        ? Measure.of(name, PerformanceConvention.PAPERTAPE, 100, value.getAsDouble())
        : Measure.absent(name, PerformanceConvention.PAPERTAPE, 100, "it was not asked");
  }

  private static OptionalDouble number(String text) {
    return text.equals("none") ? OptionalDouble.empty() : OptionalDouble.of(Double.valueOf(text));
  }

  private static Verdict verdict(String deflated, String overfitting, String superior) {
    return verdict(true, deflated, overfitting, superior);
  }

  private static Verdict verdict(
      boolean isWhole, String deflated, String overfitting, String superior) {
    return Verdict.of(
        10,
        10,
        isWhole,
        measure("sharpe", OptionalDouble.of(1)),
        measure("luckySharpe", OptionalDouble.of(0.5)),
        measure("deflatedSharpe", number(deflated)),
        measure("backtestOverfitting", number(overfitting)),
        measure("superiorAbility", number(superior)));
  }

  @ParameterizedTest
  @CsvSource({
    "0.99, 0.01, 0.01, HOLDS",
    "0.99, none, none, HOLDS",
    "0.99, none, 0.08, DOUBTFUL",
    "0.20, 0.01, 0.01, FAILS",
    "0.99, 0.60, none, FAILS",
    "none, 0.01, 0.01, UNKNOWN",
    "none, 0.20, none, UNKNOWN",
    "none, 0.60, none, FAILS",
    "none, none, 0.90, FAILS",
    "none, none, none, UNKNOWN"
  })
  void oneFailureIsAFailureWhateverIsUnknown(
      String deflated, String overfitting, String superior, Grade whole) {
    assertThat(verdict(deflated, overfitting, superior).grade()).isEqualTo(whole);
  }

  @ParameterizedTest
  @CsvSource({
    "0.99, 0.99, HOLDS",
    "0.99, 0.70, DOUBTFUL",
    "0.70, 0.99, DOUBTFUL",
    "0.99, 0.10, FAILS",
    "0.20, 0.99, FAILS",
    "none, 0.10, FAILS",
    "none, 0.70, UNKNOWN",
    "none, 0.99, UNKNOWN",
    "0.99, none, HOLDS"
  })
  void theWholeIsNoBetterThanWhatWasEarnedOutOfSample(
      String deflated, String confidence, Grade whole) {
    Verdict after =
        verdict(deflated, "none", "none")
            .after(measure("probabilisticSharpe", number(confidence)), "tests", "They were made.");

    assertThat(after.grade()).isEqualTo(whole);
    assertThat(after.findings()).hasSize(4);
  }

  @ParameterizedTest
  @CsvSource({"0.99, DOUBTFUL", "0.70, DOUBTFUL", "0.20, FAILS", "none, UNKNOWN"})
  void withoutTrialsToCompareNothingHolds(String deflated, Grade whole) {
    assertThat(verdict(false, deflated, "none", "none").grade()).isEqualTo(whole);
  }

  @Test
  void aFailureOutOfSampleIsSaidBeforeWhatIsUnknown() {
    Verdict after =
        verdict("none", "none", "none")
            .after(measure("probabilisticSharpe", number("0.1")), "tests", "They lost.");

    assertThat(after.findings())
        .extracting(Verdict.Finding::grade)
        .containsExactly(Grade.FAILS, Grade.UNKNOWN, Grade.UNKNOWN, Grade.UNKNOWN);
    assertThat(after.summary())
        .startsWith("They lost. Over the whole history: Nothing can be said of the best of 10");
  }
}
