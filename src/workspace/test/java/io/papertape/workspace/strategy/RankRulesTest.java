package io.papertape.workspace.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The section `rules` of a ranked portfolio with a short side.
class RankRulesTest {
  private static final String DECILES =
      """
      name: mine
      data: {set: us}
      parameters: {share: 10, few: 3}
      rules:
        kind: rank
        by: returns(20)
        top: 10%
        weight: 0.9
        bottom: share%
        weight_short: 0.8
        only_short: close > 5
        tolerance: 0.02
      execution:
        funding: {kind: margin, leverage: 2}
      """;

  @TempDir Path home;

  private FolderFixture fixture;

  @BeforeEach
  void makeFixture() {
    fixture = new FolderFixture(home);
  }

  @Test
  void decilesOnBothSidesAreRead() {
    assertThat(fixture.load(DECILES).create().getClass().getSimpleName()).isEqualTo("RankStrategy");
    assertThat(fixture.load(DECILES.replace("10%", "few").replace("share%", "few"))).isNotNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bottom: share% | '' | Nothing is sold short: file=strategy.yaml, line=11, column=15,"
            + " key=rules.only_short. Add bottom, or leave it out.",
        "top: 10% | top: 0% | Refused: file=strategy.yaml, line=7, column=8, key=rules.top. Part"
            + " out of range: percent=0.0. Give more than 0% and at most 100%.",
        "bottom: share% | bottom: 101% | Refused: file=strategy.yaml, line=9, column=11,"
            + " key=rules.bottom. Part out of range: percent=101.0. Give more than 0% and at most"
            + " 100%.",
        "bottom: share% | bottom: some% | Wrong type: file=strategy.yaml, line=9, column=11,"
            + " key=rules.bottom, value=some%. Give a number such as 3 or a percentage such as"
            + " 10%.",
        "bottom: share% | bottom: 2.5 | Out of range: file=strategy.yaml, line=9, column=11,"
            + " key=rules.bottom, value=2.5. Give 1 to 10000.",
        "weight_short: 0.8 | weight_short: -0.8 | Out of range: file=strategy.yaml, line=10,"
            + " column=17, key=rules.weight_short, value=-0.8. Give 0.0 to 1000.0.",
        "only_short: close > 5 | only_short: close | 'Refused: file=strategy.yaml, line=11,"
            + " column=15, key=rules.only_short. Not a condition but a number: at=1. Compare it"
            + " with something, as in rsi(14) < 30.'",
        "bottom: share% | botom: share% | Unknown key: file=strategy.yaml, line=9, column=3,"
            + " key=rules.botom. Did you mean bottom?",
        "leverage: 2 | leverage: 0.5 | Out of range: file=strategy.yaml, line=14, column=37,"
            + " key=execution.funding.leverage, value=0.5. Give 1 to 1000."
      })
  void aMistakeIsNamedWithItsPlaceAndTheWayOut(String old, String written, String message) {
    assertThatThrownBy(() -> fixture.load(DECILES.replace(old, written))).hasMessage(message);
  }

  @Test
  void aShortSideThatCouldNeverStandIsRefused() {
    assertThatThrownBy(() -> fixture.load(DECILES, Map.of("risk.allow_short", "false")))
        .hasMessage(
            "Short side is not allowed: file=strategy.yaml, line=9, column=11, key=rules.bottom,"
                + " risk.allow_short=false. Allow it.");
    assertThatThrownBy(
            () -> fixture.load(DECILES.replace("{kind: margin, leverage: 2}", "{kind: cash}")))
        .hasMessage(
            "Cash accounts sell nothing short: file=strategy.yaml, line=9, column=11,"
                + " key=rules.bottom, execution.funding.kind=cash. Use margin.");
  }
}
