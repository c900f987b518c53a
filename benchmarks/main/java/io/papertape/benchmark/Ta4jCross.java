package io.papertape.benchmark;

import io.papertape.market.BarColumns;
import io.papertape.market.FixedPoint;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.ta4j.core.Bar;
import org.ta4j.core.BarSeries;
import org.ta4j.core.BaseBar;
import org.ta4j.core.BaseBarSeriesBuilder;
import org.ta4j.core.BaseStrategy;
import org.ta4j.core.Strategy;
import org.ta4j.core.Trade;
import org.ta4j.core.TradingRecord;
import org.ta4j.core.analysis.cost.CostModel;
import org.ta4j.core.analysis.cost.LinearTransactionCostModel;
import org.ta4j.core.analysis.cost.ZeroCostModel;
import org.ta4j.core.backtest.BarSeriesManager;
import org.ta4j.core.backtest.TradeOnNextOpenModel;
import org.ta4j.core.indicators.averages.SMAIndicator;
import org.ta4j.core.indicators.helpers.ClosePriceIndicator;
import org.ta4j.core.num.NumFactory;
import org.ta4j.core.rules.CrossedDownIndicatorRule;
import org.ta4j.core.rules.CrossedUpIndicatorRule;

/// [CrossRule] in ta4j. Its series is built beforehand, and only the trading run is measured:
/// ta4j's equity curve is quadratic in the number of trades.
final class Ta4jCross {
  static final CostModel FEES = new LinearTransactionCostModel(CrossRule.FEE_BPS / 10_000.0);

  private final BarSeries series;
  private final BarSeriesManager manager;

  Ta4jCross(BarColumns bars, NumFactory numbers) {
    this(series(bars, numbers));
  }

  private static BarSeries series(BarColumns bars, NumFactory numbers) {
    List<Bar> list = new ArrayList<>(bars.size());
    for (int i = 0; i < bars.size(); i++) {
      Instant start = Instant.ofEpochSecond(0, bars.openTimeNanos()[i]);
      Instant end = Instant.ofEpochSecond(0, bars.closeTimeNanos()[i]);
      list.add(
          new BaseBar(
              Duration.between(start, end),
              start,
              end,
              numbers.numOf(FixedPoint.format(bars.open()[i])),
              numbers.numOf(FixedPoint.format(bars.high()[i])),
              numbers.numOf(FixedPoint.format(bars.low()[i])),
              numbers.numOf(FixedPoint.format(bars.close()[i])),
              numbers.numOf(bars.volume()[i]),
              numbers.zero(),
              0));
    }
    return new BaseBarSeriesBuilder().withNumFactory(numbers).withBars(list).build();
  }

  Ta4jCross(BarSeries series) {
    this.series = series;
    manager = new BarSeriesManager(series, FEES, new ZeroCostModel(), new TradeOnNextOpenModel());
  }

  BarSeries series() {
    return series;
  }

  /// New indicators each time, as each run needs them.
  Strategy strategy(CrossRule rule) {
    ClosePriceIndicator close = new ClosePriceIndicator(series);
    SMAIndicator fast = new SMAIndicator(close, rule.fast());
    SMAIndicator slow = new SMAIndicator(close, rule.slow());
    return new BaseStrategy(
        new CrossedUpIndicatorRule(fast, slow),
        new CrossedDownIndicatorRule(fast, slow),
        rule.firstBar() + 1);
  }

  TradingRecord run(CrossRule rule) {
    return manager.run(
        strategy(rule), Trade.TradeType.BUY, series.numFactory().numOf(CrossRule.UNITS));
  }

  /// Fills and equity as the record of trades has them.
  Outcome outcome(TradingRecord trades) {
    BigDecimal cash = BigDecimal.valueOf(CrossRule.CASH);
    BigDecimal held = BigDecimal.ZERO;
    for (Trade trade : trades.getTrades()) {
      BigDecimal units = exact(trade.getAmount());
      BigDecimal signed = trade.isBuy() ? units : units.negate();
      cash = cash.subtract(signed.multiply(exact(trade.getPricePerAsset())));
      cash = cash.subtract(exact(trade.getCost()));
      held = held.add(signed);
    }
    BigDecimal equity = cash.add(held.multiply(exact(series.getLastBar().getClosePrice())));
    return new Outcome(
        trades.getTrades().size(),
        equity.setScale(8, RoundingMode.HALF_UP).unscaledValue().longValueExact());
  }

  private static BigDecimal exact(org.ta4j.core.num.Num number) {
    return number.bigDecimalValue();
  }
}
