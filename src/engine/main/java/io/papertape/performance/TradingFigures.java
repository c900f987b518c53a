package io.papertape.performance;

import io.papertape.market.FixedPoint;
import java.util.Arrays;
import java.util.List;

/// How much was at work, how often it was turned over and what that cost.
final class TradingFigures {
  private static final double DAYS_PER_YEAR = 365.25;
  private static final double BPS = 10_000;
  private static final String UNKNOWN = "exposure was not recorded";
  private static final String IDLE = "nothing was traded";

  private final PerformanceInput input;
  private final Gauge gauge;

  TradingFigures(PerformanceInput input) {
    this.input = input;
    this.gauge = new Gauge(PerformanceConvention.PAPERTAPE, input.equity().length);
  }

  List<Measure> all() {
    double[] gross = input.exposure().gross();
    double[] net = input.exposure().net();
    double traded = FixedPoint.toDouble(input.costs().tradedValue());
    double total = FixedPoint.toDouble(input.costs().total());
    double years = PapertapeFigures.days(input) / DAYS_PER_YEAR;
    double equity = Sample.mean(input.equity());
    double gain = input.equity()[input.equity().length - 1] - input.equity()[0];
    String noTime = "no time passed";
    return List.of(
        gauge.of("timeInMarket", busyShare(gross), UNKNOWN),
        gauge.of("averageGrossExposure", Sample.mean(gross), UNKNOWN),
        gauge.of("highestGrossExposure", Sample.maximum(gross), UNKNOWN),
        gauge.of("averageNetExposure", Sample.mean(net), UNKNOWN),
        gauge.of("turnoverPerYear", traded / 2 / equity / years, noTime),
        gauge.of("tradedValue", traded),
        gauge.of("fees", FixedPoint.toDouble(input.costs().fees())),
        gauge.of("slippage", FixedPoint.toDouble(input.costs().slippage())),
        gauge.of("financing", FixedPoint.toDouble(input.costs().financing())),
        gauge.of("costsPerYear", total / equity / years, noTime),
        gauge.of("costBps", total / traded * BPS, IDLE),
        gauge.of("breakEvenCostBps", (gain + total) / traded * BPS, IDLE));
  }

  private static double busyShare(double[] gross) {
    double busy = Arrays.stream(gross).filter(share -> share > 0).count();
    return busy / gross.length;
  }
}
