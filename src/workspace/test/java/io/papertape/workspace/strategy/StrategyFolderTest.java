package io.papertape.workspace.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertape.account.Funding;
import io.papertape.execution.Fees;
import io.papertape.execution.FillRules;
import io.papertape.execution.Slippage;
import io.papertape.market.FixedPoint;
import io.papertape.risk.RiskLimits;
import io.papertape.simulation.Assumptions;
import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.store.Resolution;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StrategyFolderTest {
  private static final String RULES = FolderFixture.RULES;

  @TempDir Path home;

  private FolderFixture fixture;

  @BeforeEach
  void makeFixture() {
    fixture = new FolderFixture(home);
  }

  @Test
  void everyKeyReachesItsPlace() {
    LoadedStrategy strategy =
        fixture.load(
            RULES
                .replace(
                    "data: {set: us}",
                    "data:\n"
                        + "  {set: us, symbols: [B, A], resolution: 5m, from: 2010-01-31,"
                        + " to: 2012-02-29, benchmark: A}")
                .replace(
                    "  fees: {bps: 5}",
                    """
                      cash: 25000.5
                      fees: {bps: 5, per_unit: 0.005, per_fill: 1, minimum: 2}
                      slippage: {spread: 0.0004}
                      latency: 1.5s
                      funding: {kind: margin, leverage: 2}
                      participation: 0.25
                      limit: touch
                      ending: close-at-last-open
                    risk:
                      max_position: 100
                      max_order_notional: 5000
                      max_gross_exposure: 2
                      max_net_exposure: 1.5
                      max_orders_per_day: 7
                      max_drawdown: 0.2
                      allow_short: false
                    """));
    assertThat(strategy.name()).isEqualTo("mine");
    assertThat(strategy.parameters()).isEqualTo(Map.of("fast", "3", "share", "0.5"));
    assertThat(strategy.sources().keySet()).containsExactly("strategy.yaml");
    assertThat(strategy.data())
        .isEqualTo(
            new DataSelection(
                "us",
                List.of("B", "A"),
                Resolution.parse("5m"),
                Optional.of(LocalDate.of(2010, 1, 31)),
                Optional.of(LocalDate.of(2012, 2, 29)),
                Optional.of("A")));
    assertThat(strategy.assumptions())
        .isEqualTo(
            new Assumptions(
                "papertape",
                FillRules.papertape()
                    .withParticipation(FixedPoint.ONE / 4)
                    .withLimit(FillRules.Limit.TOUCH),
                new Fees(50_000, 500_000, FixedPoint.ONE, 2 * FixedPoint.ONE),
                new Slippage(20_000, false, false),
                1_500_000_000L,
                Funding.margin(2),
                2_500_050_000_000L,
                Assumptions.Ending.CLOSE_AT_LAST_OPEN));
    assertThat(strategy.limits())
        .isEqualTo(
            new RiskLimits(100 * FixedPoint.ONE, 5_000 * FixedPoint.ONE, 2, 1.5, 7, 0.2, false));
  }

  @Test
  void whatIsLeftOutIsThePreset() {
    LoadedStrategy strategy = fixture.load(RULES.replace("fees: {bps: 5}", "preset: backtrader"));
    assertThat(strategy.assumptions()).isEqualTo(Assumptions.backtrader());
    assertThat(strategy.limits()).isEqualTo(RiskLimits.NONE);
    assertThat(strategy.data().resolution()).isEqualTo(Resolution.DAY);
  }

  @Test
  void fundingThatThePresetWouldIgnoreIsRefused() {
    for (String stated :
        List.of(
            "preset: backtrader\n  funding: {kind: margin, leverage: 2}",
            "preset: backtesting.py\n  funding: {kind: cash}")) {
      assertThatThrownBy(() -> fixture.load(RULES.replace("fees: {bps: 5}", stated)))
          .isInstanceOf(WorkspaceException.class)
          .hasMessageContaining("The preset has a rule of its own for money: ")
          .hasMessageEndingWith("Leave it out, or state another execution.preset.");
    }
  }

  @Test
  void overridesReplaceParametersAndAssumptions() {
    LoadedStrategy strategy =
        fixture.load(
            RULES,
            Map.of(
                "fast",
                "7",
                "execution.fees.bps",
                "1",
                "data.symbols",
                "[X, Y]",
                "risk.max_drawdown",
                "0.3"));
    assertThat(strategy.parameters()).containsEntry("fast", "7");
    assertThat(strategy.assumptions().fees()).isEqualTo(Fees.bps(1));
    assertThat(strategy.data().symbols()).containsExactly("X", "Y");
    assertThat(strategy.limits().maxDrawdown()).isEqualTo(0.3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "fast | 1 | Out of range: --set fast=1, key=parameters.fast.default, value=1. Give 2 to"
            + " 50.",
        "fast | 2.5 | Wrong type: --set fast=2.5, key=parameters.fast.default, value=2.5. Give a"
            + " whole number.",
        "fast | 1000000000 | Wrong type: --set fast=1000000000, key=parameters.fast.default,"
            + " value=1000000000. Give a whole number of at most 9 digits.",
        "fats | 3 | Unknown parameter: --set fats=3, parameter=fats. Did you mean fast?",
        "share | half | Wrong type: --set share=half, key=parameters.share, value=half. Give a"
            + " number.",
        "execution.fees.bsp | 3 | Unknown key: --set execution.fees.bsp=3, key=execution.fees.bsp."
            + " Did you mean bps?",
        "execution.fees.bps | -3 | Out of range: --set execution.fees.bps=-3,"
            + " key=execution.fees.bps, value=-3. Give 0 to 9999.99.",
        "exection.cash | 3 | Cannot be set: --set exection.cash=3, section=exection. Did you mean"
            + " execution?",
        "rules.size | 3 | Cannot be set: --set rules.size=3, section=rules. Use one of: data,"
            + " parameters, execution, risk."
      })
  void aWrongOverrideIsRefused(String key, String value, String message) {
    assertThatThrownBy(() -> fixture.load(RULES, Map.of(key, value))).hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "features: | featurs: | Unknown key: file=strategy.yaml, line=6, column=1, key=featurs. Did"
            + " you mean features?",
        "fees: | fee: | Unknown key: file=strategy.yaml, line=14, column=3, key=execution.fee. Did"
            + " you mean fees?",
        "min: 2 | mim: 2 | Unknown key: file=strategy.yaml, line=4, column=22,"
            + " key=parameters.fast.mim. Did you mean min?",
        "enter_long | entry_long | Unknown key: file=strategy.yaml, line=10, column=3,"
            + " key=rules.entry_long. Did you mean enter_long?",
        "set: us | sets: us | Unknown key: file=strategy.yaml, line=2, column=8, key=data.sets. Did"
            + " you mean set?",
        "name: mine | nothing: x | Unknown key: file=strategy.yaml, line=1, column=1, key=nothing."
            + " Use one of: name, description, data, parameters, execution, risk, code, model,"
            + " schedule, features, rules.",
        "set: us | symbols: A | Key is missing: file=strategy.yaml, line=2, column=7, key=data.set."
            + " Add it.",
        "set: us | set: us, set: eu | Key is there twice: file=strategy.yaml, line=2, column=17,"
            + " key=set. Leave one of them out.",
        "set: us | set: [a] | Wrong type: file=strategy.yaml, line=2, column=13, key=data.set,"
            + " value=a list. Give a single value.",
        "set: us | 'set: us, from: 2010-02-30' | Wrong type: file=strategy.yaml, line=2, column=23,"
            + " key=data.from, value=2010-02-30. Give a date such as 2010-01-31.",
        "bps: 5 | bps: many | Wrong type: file=strategy.yaml, line=14, column=15,"
            + " key=execution.fees.bps, value=many. Give a number.",
        "bps: 5 | bps: 10000 | Out of range: file=strategy.yaml, line=14, column=15,"
            + " key=execution.fees.bps, value=10000. Give 0 to 9999.99.",
        "max: 50 | max: 2.5 | Out of range: file=strategy.yaml, line=4, column=19,"
            + " key=parameters.fast.default, value=3. Give 2 to 2.5.",
        "name: mine | name: yours | Name differs from the folder's: file=strategy.yaml, line=1,"
            + " column=7, key=name, value=yours, folder=mine. Rename one of them.",
        "kind: threshold | kind: treshold | Unknown value: file=strategy.yaml, line=9, column=9,"
            + " key=rules.kind, value=treshold. Did you mean threshold?",
        "sma(fast) | smaa(fast) | Refused: file=strategy.yaml, line=7, column=12,"
            + " key=features.average. Unknown function: name=smaa, at=1. Did you mean sma?",
        "sma(fast) | sma(fats) | 'Refused: file=strategy.yaml, line=7, column=12,"
            + " key=features.average. Indicator parameter is not usable: name=sma(fats),"
            + " parameter=fats. Give a whole number.'",
        "close > average | close > avrage | Refused: file=strategy.yaml, line=10, column=15,"
            + " key=rules.enter_long. Unknown name: name=avrage, at=9. Did you mean average?",
        "close > average | close average | 'Refused: file=strategy.yaml, line=10, column=15,"
            + " key=rules.enter_long. Not an expression: text=close average, at=7, found=average."
            + " See docs/strategies.md for what may be written.'",
        "close > average | close - average | 'Refused: file=strategy.yaml, line=10, column=15,"
            + " key=rules.enter_long. Not a condition but a number: at=7. Compare it with"
            + " something, as in rsi(14) < 30.'",
        "equity: share | equity: share, units: 5 | 'Size is stated twice or not at all:"
            + " file=strategy.yaml, line=12, column=9, key=rules.size, given=[units, equity]. Give"
            + " one of units, notional, equity and weight.'"
      })
  void aMistakeIsNamedWithItsPlaceAndTheWayOut(String old, String written, String message) {
    assertThatThrownBy(() -> fixture.load(RULES.replace(old, written)))
        .isInstanceOfSatisfying(
            WorkspaceException.class,
            e -> assertThat(e.kind()).isEqualTo(WorkspaceException.Kind.CONFIGURATION))
        .hasMessage(message);
  }

  @Test
  void rulesBesideJavaCodeAreRefused() {
    assertThatThrownBy(() -> fixture.load(RULES.replace("rules:", "code:")))
        .hasMessage(
            "Key belongs to rules: file=strategy.yaml, line=7, column=3, key=features."
                + " Leave it out; the Java code decides when and on what.");
  }

  @Test
  void textThatIsNoYamlIsRefusedWithItsPlace() {
    assertThatThrownBy(() -> fixture.load(RULES.replace("{set: us}", "{set: us")))
        .hasMessageStartingWith("Not YAML: file=strategy.yaml, line=3, column=");
  }

  @Test
  void aMissingFolderNamesItsNeighbour() {
    fixture.load(RULES);
    assertThatThrownBy(
            () ->
                new StrategyFolder(fixture.workspace())
                    .load(fixture.folder().resolveSibling("mime"), Map.of()))
        .hasMessage(
            "No strategy: file=%s. Did you mean mine?"
                .formatted(fixture.folder().resolveSibling("mime").resolve("strategy.yaml")));
  }

  @Test
  void aMissingModelNamesTheNearest() {
    fixture.with("models/0003/model.json", "{}");
    assertThatThrownBy(() -> fixture.load(FolderFixture.CODE + "model: 0004\n"))
        .hasMessage(
            "No such model: file=strategy.yaml, line=5, column=8, key=model, value=0004."
                + " Did you mean 0003?");
  }

  @Test
  void aModelThatWasNeverFittedSaysHow() {
    assertThatThrownBy(() -> fixture.load(FolderFixture.CODE + "model: \"0001\"\n"))
        .hasMessage(
            ("No such model: file=strategy.yaml, line=5, column=8, key=model, value=0001."
                    + " The strategy has no version yet: papertape model fit %s makes one.")
                .formatted(fixture.folder()));
  }
}
