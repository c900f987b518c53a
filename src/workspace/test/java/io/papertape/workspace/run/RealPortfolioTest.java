package io.papertape.workspace.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.papertape.market.BarColumns;
import io.papertape.market.FixedPoint;
import io.papertape.simulation.CashFlows.CashFlow;
import io.papertape.simulation.FillLog;
import io.papertape.simulation.RunResult;
import io.papertape.workspace.run.Verification.Verdict;
import io.papertape.workspace.strategy.StrategyFolder;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The bundled portfolio strategy on five real shares, 1998 to 2021, with splits and dividends.
class RealPortfolioTest {
  private static final BigDecimal CASH = new BigDecimal("100000");

  @TempDir private Path home;
  private LeanStage stage;
  private StrategyFolder loader;
  private Path folder;
  private Backtest.Outcome outcome;

  @BeforeEach
  void run() {
    stage = new LeanStage(home);
    loader = new StrategyFolder(stage.workspace);
    folder =
        Path.of(System.getProperty("papertape.root"))
            .resolve("strategies/cross-sectional-momentum");
    RunPlan plan =
        RunPlan.of(loader.load(folder, Map.of())).on(stage.select(LeanStage.SYMBOLS)).from(folder);
    outcome = new Backtest(stage.workspace).run(plan, RunProgress.SILENT);
  }

  @Test
  void theRunCoversEveryBarAndIsVerified() {
    assertThat(outcome.result().path("status").asText()).isEqualTo("complete");
    assertThat(outcome.result().path("bars").asInt()).isEqualTo(5849 * 3 + 5661 + 5244);
    assertThat(outcome.result().path("from").asText()).isEqualTo("1998-01-02T14:30:00Z");
    assertThat(outcome.result().path("to").asText()).isEqualTo("2021-03-31T20:00:00Z");
    StrategyPlaces places = new StrategyPlaces(loader, home, Optional.of(folder));
    assertThat(
            Verifier.verify(stage.workspace, places, outcome.folder(), Optional.empty()).verdict())
        .isEqualTo(Verdict.VERIFIED);
  }

  /// From the lines of the journal alone, in decimal arithmetic: cash and shares after each fill,
  /// split and dividend are what the lines state, and at the end what the result states.
  @Test
  void theJournalsLinesAddUpToTheUnit() throws IOException {
    BigDecimal cash = CASH;
    BigDecimal fees = BigDecimal.ZERO;
    Map<String, BigDecimal> shares = new TreeMap<>();
    LeanStage.SYMBOLS.forEach(symbol -> shares.put(symbol, BigDecimal.ZERO));
    for (JsonNode line : journal()) {
      String symbol = line.path("instrument").asText();
      switch (line.path("kind").asText()) {
        case "fill" -> {
          BigDecimal bought = decimal(line, "quantity");
          bought = line.path("side").asText().equals("buy") ? bought : bought.negate();
          cash = cash.subtract(bought.multiply(decimal(line, "price")));
          cash = cash.subtract(decimal(line, "fee"));
          fees = fees.add(decimal(line, "fee"));
          shares.merge(symbol, bought, BigDecimal::add);
          assertThat(shares.get(symbol)).isEqualByComparingTo(decimal(line, "position"));
          assertThat(cash).isEqualByComparingTo(decimal(line, "cash"));
        }
        case "cash" -> {
          cash = cash.add(decimal(line, "amount"));
          assertThat(cash).isEqualByComparingTo(decimal(line, "cash"));
        }
        case "corporate-action" -> shares.computeIfPresent(symbol, (_, held) -> after(line, held));
        default -> {}
      }
    }
    assertThat(outcome.result().path("finalCash").asText())
        .isEqualTo(cash.stripTrailingZeros().toPlainString());
    assertThat(outcome.result().path("fees").asText())
        .isEqualTo(fees.stripTrailingZeros().toPlainString());
    BigDecimal equity = cash;
    for (Map.Entry<String, BigDecimal> held : shares.entrySet()) {
      equity = equity.add(held.getValue().multiply(lastClose(held.getKey())));
    }
    assertThat(outcome.result().path("finalEquity").asText())
        .isEqualTo(equity.stripTrailingZeros().toPlainString());
    assertThat(shares.values()).filteredOn(held -> held.signum() > 0).isNotEmpty();
  }

  @Test
  void fillsFeesAndCashFlowsMakeTheFinalCash() {
    RunResult result = outcome.run().result();
    long cash = FixedPoint.parse("100000") + result.cashFlows().total() - result.feesPaid();
    FillLog fills = result.fills();
    for (int i = 0; i < fills.size(); i++) {
      cash -= FixedPoint.notional(fills.price(i), fills.signedQuantity(i));
    }
    assertThat(result.finalCash()).isEqualTo(cash);
    assertThat(result.finalEquity())
        .isEqualTo(cash + result.openPositions().stream().mapToLong(p -> p.marketValue()).sum());
  }

  /// IWM was first traded on 2000-05-26 and BAC is on file under its name from 1998-10-01; the
  /// rule wants a year of bars before it ranks a share.
  @Test
  void aShareIsTradedOnlyOnceItHasAYearOfItsOwnBars() throws IOException {
    Map<String, String> firstFill = new TreeMap<>();
    for (JsonNode line : journal()) {
      if (line.path("kind").asText().equals("fill")) {
        firstFill.putIfAbsent(line.path("instrument").asText(), line.path("happened").asText());
      }
    }
    assertThat(firstFill).containsOnlyKeys(LeanStage.SYMBOLS);
    assertThat(firstFill.get("SPY")).startsWith("1999-01-05");
    assertThat(LeanStage.day(stage.bars("BAC").openTimeNanos()[0])).isEqualTo("1998-10-01");
    assertThat(LeanStage.day(stage.bars("IWM").openTimeNanos()[0])).isEqualTo("2000-05-26");
    assertThat(firstFill.get("BAC")).isGreaterThan("1999-10-01");
    assertThat(firstFill.get("IWM")).isGreaterThan("2001-05-26");
    for (JsonNode line : journal()) {
      if (line.path("kind").asText().equals("decision")) {
        String day = line.path("time").asText().substring(0, 10);
        assertThat(line.path("inputs").path("score.BAC").isNull() || day.compareTo("1999-10") >= 0)
            .isTrue();
        assertThat(line.path("inputs").path("score.IWM").isNull() || day.compareTo("2001-05") >= 0)
            .isTrue();
      }
    }
  }

  /// As the companies announced them: Apple's seven-for-one of June 2014, four-for-one of August
  /// 2020 and 47 cents of August 2014; the fund's 1.4354 dollars of December 2018.
  @Test
  void announcedSplitsAndDividendsAreInTheJournal() throws IOException {
    assertThat(actions("2014-06-09T04:00:00.000000000Z")).containsExactly("AAPL split 7:1");
    assertThat(actions("2020-08-31T04:00:00.000000000Z")).containsExactly("AAPL split 4:1");
    assertThat(actions("2014-08-07T04:00:00.000000000Z"))
        .contains("AAPL dividend 0.47")
        .anyMatch(text -> text.startsWith("AAPL paid "));
    assertThat(actions("2018-12-21T05:00:00.000000000Z"))
        .contains("SPY dividend 1.4354")
        .anyMatch(text -> text.startsWith("SPY paid "));
  }

  /// Every dividend paid is the announced amount for each share that the fills of the days before
  /// left, splits counted.
  @Test
  void holdersOfTheDayBeforeArePaid() throws IOException {
    Map<String, BigDecimal> shares = new TreeMap<>();
    BigDecimal perShare = BigDecimal.ZERO;
    int paid = 0;
    for (JsonNode line : journal()) {
      String symbol = line.path("instrument").asText();
      switch (line.path("kind").asText()) {
        case "fill" -> shares.put(symbol, decimal(line, "position"));
        case "corporate-action" -> {
          String action = line.path("action").asText();
          shares.computeIfPresent(symbol, (_, held) -> after(line, held));
          if (action.startsWith("dividend ")) {
            perShare = new BigDecimal(action.substring("dividend ".length()));
          }
        }
        case "cash" -> {
          assertThat(decimal(line, "amount"))
              .isEqualByComparingTo(perShare.multiply(shares.get(symbol)));
          paid++;
        }
        default -> {}
      }
    }
    assertThat(paid).isEqualTo(outcome.run().result().cashFlows().all().size());
    assertThat(outcome.run().result().cashFlows().all())
        .extracting(CashFlow::reason)
        .containsOnly("dividend");
  }

  private static BigDecimal after(JsonNode line, BigDecimal held) {
    String action = line.path("action").asText();
    if (!action.startsWith("split ")) {
      return held;
    }
    String[] ratio = action.substring("split ".length()).split(":", -1);
    return held.multiply(new BigDecimal(ratio[0]))
        .divide(new BigDecimal(ratio[1]), 8, RoundingMode.UNNECESSARY);
  }

  private List<String> actions(String time) throws IOException {
    List<String> found = new ArrayList<>();
    for (JsonNode line : journal()) {
      if (line.path("time").asText().equals(time)) {
        String symbol = line.path("instrument").asText();
        switch (line.path("kind").asText()) {
          case "corporate-action" -> found.add(symbol + " " + line.path("action").asText());
          case "cash" -> found.add(symbol + " paid " + line.path("amount").asText());
          default -> {}
        }
      }
    }
    return found;
  }

  private List<JsonNode> journal() throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : Files.readAllLines(outcome.folder().journal())) {
      lines.add(CanonicalJson.read(line.getBytes(StandardCharsets.UTF_8)));
    }
    return lines;
  }

  private BigDecimal lastClose(String symbol) {
    BarColumns bars = stage.bars(symbol);
    return BigDecimal.valueOf(bars.close()[bars.size() - 1], FixedPoint.DECIMALS);
  }

  private static BigDecimal decimal(JsonNode line, String key) {
    return new BigDecimal(line.path(key).asText());
  }
}
