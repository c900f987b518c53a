package io.papertape.workspace.report;

import io.papertape.account.Funding;
import io.papertape.execution.Fees;
import io.papertape.execution.FillRules;
import io.papertape.execution.Slippage;
import io.papertape.market.FixedPoint;
import io.papertape.risk.RiskLimits;
import io.papertape.simulation.Assumptions;
import java.util.ArrayList;
import java.util.List;

/// Every assumption of a run as a plain sentence.
public final class AssumptionsText {
  private AssumptionsText() {}

  /// One sentence per assumption and limit; two runs that assume different things differ here.
  ///
  /// @param volume of the data
  public static List<String> of(Assumptions assumptions, RiskLimits limits, VolumeCap volume) {
    List<String> sentences = new ArrayList<>();
    sentences.add("The preset is %s.".formatted(assumptions.preset()));
    sentences.add(
        "The account starts with %s in cash.".formatted(FixedPoint.format(assumptions.cash())));
    sentences.add(funding(assumptions.funding()));
    sentences.add(fees(assumptions.fees()));
    sentences.add(slippage(assumptions.slippage(), volume));
    sentences.add(latency(assumptions.latencyNanos(), volume));
    sentences.addAll(fills(assumptions.fills(), volume));
    sentences.add(
        switch (assumptions.ending()) {
          case STAY_OPEN -> "Positions open at the end stay open, marked at the last close.";
          case CLOSE_AT_LAST_OPEN ->
              "Positions open at the end are closed at the open of the last bar.";
        });
    sentences.addAll(LimitsText.of(limits));
    return List.copyOf(sentences);
  }

  private static String funding(Funding funding) {
    String leverage = NumberText.plain(funding.leverage());
    return switch (funding.kind()) {
      case CASH ->
          ("Cash account (leverage %s): purchases are paid in full with their fees, and nothing is"
                  + " sold short.")
              .formatted(leverage);
      case MARGIN ->
          "Margin account: gross exposure stays within %s times equity; short sales are allowed."
              .formatted(leverage);
      case BACKTESTING_PY ->
          ("Margin as in backtesting.py: free margin is equity less gross exposure over %s, at the"
                  + " close of the bar that fills. This looks ahead by one bar.")
              .formatted(leverage);
      case BACKTRADER ->
          ("Money as in backtrader (leverage %s): cash may not become negative, short proceeds are"
                  + " credited, and the run goes on when equity is used up.")
              .formatted(leverage);
    };
  }

  private static String fees(Fees fees) {
    if (fees.equals(Fees.NONE)) {
      return "Fees: none.";
    }
    return ("Fees of a fill: %s bps of the traded value, plus %s a unit, plus %s a fill,"
            + " at least %s.")
        .formatted(
            bps(fees.rate()),
            FixedPoint.format(fees.perUnit()),
            FixedPoint.format(fees.perFill()),
            FixedPoint.format(fees.minimum()));
  }

  private static String slippage(Slippage slippage, VolumeCap volume) {
    String range =
        slippage.insideTheBar()
            ? ", but never outside the bar's range"
            : ", outside the bar's range if need be";
    return "Slippage: %s fill %s bps worse than the %s's price%s."
        .formatted(
            slippage.entriesOnly()
                ? "orders that open or grow a position"
                : "market and stop orders",
            bps(slippage.rate()),
            volume.source(),
            volume.isOnTicks() ? "" : range);
  }

  private static String latency(long nanos, VolumeCap volume) {
    return nanos == 0
        ? ("Latency: none; an order reaches the market at the moment of its decision and can first"
                + " meet the next %s.")
            .formatted(volume.source())
        : ("Latency: an order reaches the market %s seconds after its decision and can first meet"
                + " a %s that %s.")
            .formatted(
                NumberText.seconds(nanos),
                volume.source(),
                volume.isOnTicks() ? "comes later" : "opens then or later");
  }

  private static List<String> fills(FillRules rules, VolumeCap volume) {
    List<String> sentences = new ArrayList<>();
    sentences.add(
        switch (rules.limit()) {
          case THROUGH -> "A limit order fills only if the price goes through the limit.";
          case TOUCH -> "A limit order fills as soon as the price touches the limit.";
        });
    sentences.addAll(volume.isOnTicks() ? onTicks(volume.source()) : onBars(rules));
    sentences.add(
        switch (rules.lots()) {
          case FIFO -> "A closing fill closes the oldest entries first.";
          case OWN_ENTRY -> "A stop or target closes its own entry; all else the oldest.";
        });
    sentences.add(
        rules.childrenDieFlat()
            ? "A flat position cancels what was left of its stops and targets."
            : "Stops and targets stay when the position is flat.");
    sentences.add(
        rules.participation() == 0
            ? "There is no cap on our part of a bar's volume."
            : volume.sentence(NumberText.percent(FixedPoint.toDouble(rules.participation()))));
    sentences.add(
        rules.roundsToTick()
            ? "Fill prices are rounded against us to the tick size."
            : "Fill prices are not rounded to the tick size.");
    return sentences;
  }

  /// @param source what fills orders: a quote or a trade tick
  private static List<String> onTicks(String source) {
    return List.of(
        "Orders that meet the same %s are tried in the order they were placed.".formatted(source),
        "A stop-limit order is a limit order from the %s on that reaches its stop."
            .formatted(source),
        "A trailing stop follows each %s.".formatted(source),
        "Market orders fill at the first %s they meet.".formatted(source));
  }

  private static List<String> onBars(FillRules rules) {
    return List.of(
        switch (rules.children()) {
          case ENTRY_BAR ->
              "Stop and target of an entry work on the entry bar already. If both lie in one bar,"
                  + " the stop is taken first.";
          case ENTRY_BAR_AFTER_MARKET ->
              "Stop and target work on the entry bar if the entry was at the market, else from the"
                  + " next bar, as in backtesting.py.";
          case NEXT_BAR -> "Stop and target work from the bar after the entry, as in backtrader.";
        },
        switch (rules.queue()) {
          case AS_THE_BAR_GOES ->
              "Orders that fill at the open of a bar are tried before those that it reaches later,"
                  + " and those at its close last; each in the order they were placed.";
          case SUBMISSION ->
              "Orders that meet the same bar are tried in the order they were placed.";
          case EXITS_FIRST ->
              "Orders that meet the same bar are tried exits first, latest first, as in"
                  + " backtesting.py.";
        },
        switch (rules.stopLimit()) {
          case ON_THE_TRIGGER_BAR ->
              "A stop-limit order can fill on the bar that triggers it, at the stop price, or at"
                  + " its limit if the close allows it.";
          case LIMIT_SEEN_FIRST_WAITS ->
              "A stop-limit order whose limit is reached before its stop waits a bar, as in"
                  + " backtesting.py.";
        },
        switch (rules.trail()) {
          case EXTREME -> "A trailing stop follows the extreme of each finished bar.";
          case CLOSE -> "A trailing stop follows the close of each finished bar.";
        },
        rules.marketAtDecision()
            ? "Market orders fill at the close they were decided on. This looks ahead."
            : "Market orders fill at the open of the first bar they meet.");
  }

  private static String bps(long rate) {
    return FixedPoint.format(FixedPoint.multiply(rate, FixedPoint.ofUnits(10_000)));
  }
}
