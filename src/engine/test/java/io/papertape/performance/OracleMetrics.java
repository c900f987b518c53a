package io.papertape.performance;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Our figure for a metric as the known answers name it.
final class OracleMetrics {
  private final LocalDate[] dates;
  private final double[] returns;
  private final double[] benchmark;
  private final double periods;
  private final EmpyricalMetrics empyrical;
  private final QuantstatsMetrics quantstats;
  private final QuantstatsDays days;

  OracleMetrics(List<String[]> rows, double periods) {
    this.dates = rows.stream().map(r -> LocalDate.parse(r[0])).toArray(LocalDate[]::new);
    this.returns = Oracles.column(rows, 1);
    this.benchmark = rows.getFirst().length > 2 ? Oracles.column(rows, 2) : new double[0];
    this.periods = periods;
    this.empyrical = new EmpyricalMetrics(returns, periods);
    this.quantstats = new QuantstatsMetrics(returns, periods);
    this.days = new QuantstatsDays(returns);
  }

  Object value(String name, String args) {
    return switch (name) {
      case "plain" -> plain();
      case "n_joint" -> (double) benchmark.length;
      case "qs.drawdown_details" -> drawdowns();
      case "qs.greeks" -> List.of(joint().beta().get(), joint().alpha().get());
      case "empyrical.up_alpha_beta" -> List.of(pair().upAlpha().get(), pair().upBeta().get());
      case "empyrical.down_alpha_beta" ->
          List.of(pair().downAlpha().get(), pair().downBeta().get());
      case "empyrical.aggregate_returns" -> periodic(args.contains("monthly"));
      default -> measure(name, args).get();
    };
  }

  private Measure measure(String name, String args) {
    String own = name.substring(name.indexOf('.') + 1);
    Measure found = name.startsWith("qs.") ? ofQuantstats(own, args) : ofEmpyrical(own, args);
    String expected = own.equals("ghpr") ? "expected_return" : own;
    if (!found.name().equals(expected)) {
      throw new IllegalStateException("Wrong name: name=%s.".formatted(found.name()));
    }
    return found;
  }

  private Measure ofEmpyrical(String name, String args) {
    return switch (name) {
      case "cum_returns_final" -> empyrical.totalReturn();
      case "annual_return" -> empyrical.annualReturn();
      case "cagr" -> empyrical.cagr();
      case "annual_volatility" -> empyrical.annualVolatility();
      case "sharpe_ratio" -> empyrical.sharpeRatio(argument(args, "risk_free"));
      case "sortino_ratio" -> empyrical.sortinoRatio(argument(args, "required_return"));
      case "downside_risk" -> empyrical.downsideRisk(0);
      case "calmar_ratio" -> empyrical.calmarRatio();
      case "max_drawdown" -> empyrical.maximumDrawdown();
      case "omega_ratio" -> empyrical.omegaRatio(argument(args, "required_return"));
      case "stability_of_timeseries" -> empyrical.stabilityOfTimeseries();
      case "tail_ratio" -> empyrical.tailRatio();
      case "value_at_risk" -> empyrical.valueAtRisk(argument(args, "cutoff"));
      case "conditional_value_at_risk" ->
          empyrical.conditionalValueAtRisk(argument(args, "cutoff"));
      case "beta" -> pair().beta();
      case "alpha" -> pair().alpha();
      case "excess_sharpe" -> pair().excessSharpe();
      case "capture" -> pair().capture();
      case "up_capture" -> pair().upCapture();
      case "down_capture" -> pair().downCapture();
      case "up_down_capture" -> pair().upDownCapture();
      case "beta_fragility_heuristic" -> pair().betaFragility();
      default -> throw new IllegalArgumentException("No such metric: name=%s.".formatted(name));
    };
  }

  private Measure ofQuantstats(String name, String args) {
    return switch (name) {
      case "comp" -> quantstats.comp();
      case "expected_return", "ghpr" -> quantstats.expectedReturn();
      case "cagr" -> quantstats.cagr();
      case "volatility" -> quantstats.volatility();
      case "sharpe" -> quantstats.sharpe(argument(args, "rf"));
      case "smart_sharpe" -> quantstats.smartSharpe();
      case "sortino" -> quantstats.sortino(argument(args, "rf"));
      case "smart_sortino" -> quantstats.smartSortino();
      case "adjusted_sortino" -> quantstats.adjustedSortino(0);
      case "autocorr_penalty" -> quantstats.autocorrPenalty();
      case "probabilistic_sharpe_ratio" -> quantstats.probabilisticSharpe();
      case "probabilistic_sortino_ratio" -> quantstats.probabilisticSortino();
      case "risk_return_ratio" -> quantstats.riskReturnRatio();
      case "omega" -> quantstats.omega(argument(args, "required_return"));
      case "skew" -> quantstats.skew();
      case "kurtosis" -> quantstats.kurtosis();
      case "value_at_risk" -> quantstats.valueAtRisk();
      case "conditional_value_at_risk" -> quantstats.conditionalValueAtRisk();
      case "tail_ratio" -> quantstats.tailRatio();
      case "max_drawdown" -> quantstats.maximumDrawdown();
      case "calmar" -> quantstats.calmar();
      case "ulcer_index" -> quantstats.ulcerIndex();
      case "ulcer_performance_index" -> quantstats.ulcerPerformanceIndex();
      case "serenity_index" -> quantstats.serenityIndex();
      case "recovery_factor" -> quantstats.recoveryFactor();
      case "r_squared" -> joint().rSquared();
      case "information_ratio" -> joint().informationRatio();
      case "treynor_ratio" -> joint().treynorRatio();
      default -> ofQuantstatsDays(name);
    };
  }

  private Measure ofQuantstatsDays(String name) {
    return switch (name) {
      case "best" -> days.best();
      case "worst" -> days.worst();
      case "consecutive_wins" -> days.consecutiveWins();
      case "consecutive_losses" -> days.consecutiveLosses();
      case "exposure" -> days.exposure();
      case "win_rate" -> days.winRate();
      case "avg_return" -> days.averageReturn();
      case "avg_win" -> days.averageWin();
      case "avg_loss" -> days.averageLoss();
      case "payoff_ratio" -> days.payoffRatio();
      case "profit_ratio" -> days.profitRatio();
      case "profit_factor" -> days.profitFactor();
      case "cpc_index" -> days.cpcIndex();
      case "common_sense_ratio" -> days.commonSenseRatio();
      case "gain_to_pain_ratio" -> days.gainToPainRatio();
      case "outlier_win_ratio" -> days.outlierWinRatio();
      case "outlier_loss_ratio" -> days.outlierLossRatio();
      case "kelly_criterion" -> days.kellyCriterion();
      case "risk_of_ruin" -> days.riskOfRuin();
      default -> throw new IllegalArgumentException("No such metric: name=%s.".formatted(name));
    };
  }

  private EmpyricalBenchmark pair() {
    return new EmpyricalBenchmark(returns, benchmark, periods);
  }

  private QuantstatsBenchmark joint() {
    return new QuantstatsBenchmark(returns, benchmark, periods);
  }

  private List<Object> plain() {
    return List.of(
        (double) returns.length,
        Sample.mean(returns),
        Sample.deviation(returns, 1),
        Sample.minimum(returns),
        Sample.maximum(returns),
        empyrical.skew().get(),
        empyrical.kurtosis().get() + 3);
  }

  private List<Object> drawdowns() {
    List<Object> rows = new ArrayList<>();
    for (QuantstatsDrawdown fall : QuantstatsDrawdown.deepest(returns, 5)) {
      LocalDate start = dates[fall.start()];
      LocalDate end = dates[fall.end()];
      double length = end.toEpochDay() - start.toEpochDay() + 1;
      rows.add(
          List.of(
              start.toString(),
              dates[fall.valley()].toString(),
              end.toString(),
              length,
              fall.depthPercent(),
              fall.depth99Percent()));
    }
    return rows;
  }

  private Map<String, Object> periodic(boolean monthly) {
    long[] times = new long[dates.length];
    for (int i = 0; i < times.length; i++) {
      times[i] = dates[i].toEpochDay() * 86_400_000_000_000L;
    }
    Map<String, Object> out = new LinkedHashMap<>();
    for (PeriodReturn period : PeriodReturn.of(times, returns, ZoneOffset.UTC, monthly)) {
      String key =
          monthly
              ? "(%d, %d)".formatted(period.year(), period.month().orElseThrow())
              : Integer.toString(period.year());
      out.put(key, period.value());
    }
    return out;
  }

  private static double argument(String args, String name) {
    for (String part : args.split(", ", -1)) {
      if (part.startsWith(name + "=")) {
        return Double.parseDouble(part.substring(name.length() + 1));
      }
    }
    return 0;
  }
}
