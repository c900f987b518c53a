package io.papertape.strategy.rule;

import io.papertape.order.Order;
import io.papertape.order.Side;
import io.papertape.strategy.Context;
import io.papertape.strategy.Reason;
import io.papertape.strategy.Signal;
import io.papertape.strategy.Strategy;
import java.util.List;

/// Enters and leaves when conditions hold; one entry at a time per instrument.
final class ThresholdStrategy implements Strategy {
  private final RuleSet set;
  private final Decision.Threshold rules;
  private Run run;

  ThresholdStrategy(RuleSet set, Decision.Threshold rules) {
    this.set = set;
    this.rules = rules;
  }

  @Override
  public void onStart(Context context) {
    run = new Run(context, set, rules);
  }

  @Override
  public void onBar(Context context, int instrument) {
    run.evaluate(context, instrument);
  }

  @Override
  public void onQuietBar(Context context, int instrument) {
    run.evaluate(context, instrument);
  }

  /// Rules of one list, bound to all instruments.
  private static final class BoundList {
    private final Node[][] conditions;
    private final Reason[] reasons;

    BoundList(Context context, Market market, List<Rule> list) {
      conditions = market.bindAll(list);
      reasons = Market.reasons(context, list);
    }

    /// States the first rule that holds as the reason.
    boolean holds(Context context, int instrument) {
      for (int i = 0; i < conditions.length; i++) {
        if (conditions[i][instrument].holds()) {
          context.because(reasons[i]);
          return true;
        }
      }
      return false;
    }
  }

  /// What exists once the run has started.
  private static final class Run {
    private final Decision.Threshold rules;
    private final Market market;
    private final Protection protection;
    private final BoundList enterLong;
    private final BoundList exitLong;
    private final BoundList enterShort;
    private final BoundList exitShort;
    private final Reason notScheduled;
    private final Reason orderWorking;
    private final Reason holding;
    private final Reason noStopPrice;
    private final Reason trailingStop;
    private final Reason noSignal;
    private final int[] workingOrder;

    Run(Context context, RuleSet set, Decision.Threshold rules) {
      this.rules = rules;
      market = Market.ofInstruments(context, set);
      enterLong = new BoundList(context, market, rules.enterLong());
      exitLong = new BoundList(context, market, rules.exitLong());
      enterShort = new BoundList(context, market, rules.enterShort());
      exitShort = new BoundList(context, market, rules.exitShort());
      protection = new Protection(context, market, rules);
      notScheduled = context.reason("not-scheduled");
      orderWorking = context.reason("order-working");
      holding = context.reason("holding");
      noStopPrice = context.reason("no-stop-price");
      trailingStop = context.reason("trailing-stop");
      noSignal = context.reason("no-signal");
      workingOrder = new int[context.instruments()];
      if (!market.seesEachBar()) {
        actOn(context, set.schedule());
      }
    }

    private void actOn(Context context, Schedule schedule) {
      List<List<Rule>> whileHeld =
          rules.enterShort().isEmpty()
              ? List.of(rules.exitLong())
              : List.of(rules.enterLong(), rules.exitLong(), rules.enterShort(), rules.exitShort());
      for (int i = 0; i < context.instruments(); i++) {
        ActingBars bars = market.actingBars(i);
        Signal flat = bars.due();
        Signal held = bars.due();
        if (schedule.isEveryBar()) {
          Signal enters = bars.any(List.of(rules.enterLong(), rules.enterShort()));
          flat = new Signal.AnyOf(List.of(bars.first(), enters));
          held = bars.any(whileHeld);
        }
        // A trailing stop without a usable distance is tried again at the next bar.
        context.actOn(i, flat, rules.trailingStop().isPresent() ? Signal.always() : held);
      }
    }

    void evaluate(Context context, int instrument) {
      boolean due = market.update(context, instrument);
      if (market.isTraining(context) || market.lacksScore(context, instrument)) {
        return;
      }
      context.because(trailingStop);
      protection.trail(context, instrument);
      context.because(noSignal);
      if (!due) {
        context.because(notScheduled);
      } else if (context.isWorking(workingOrder[instrument])) {
        context.because(orderWorking);
      } else {
        decide(context, instrument);
      }
    }

    private void decide(Context context, int instrument) {
      long held = context.quantity(instrument);
      BoundList exits = held > 0 ? exitLong : exitShort;
      if (held <= 0 && enterLong.holds(context, instrument)) {
        enter(context, instrument, Side.BUY);
      } else if (held >= 0 && enterShort.holds(context, instrument)) {
        enter(context, instrument, Side.SELL);
      } else if (held != 0 && exits.holds(context, instrument)) {
        workingOrder[instrument] = context.closeAll(instrument);
      } else if (held != 0) {
        context.because(holding);
      }
    }

    /// Enters; a position the other way round is closed first.
    private void enter(Context context, int instrument, Side side) {
      if (!protection.prepare(context, instrument, side)) {
        context.because(noStopPrice);
        return;
      }
      if (context.quantity(instrument) != 0) {
        context.closeAll(instrument);
        protection.forget(context, instrument);
      }
      workingOrder[instrument] =
          switch (rules.size()) {
            case Sizing.Fixed(var size) ->
                context.submit(
                    instrument, Order.market(side, size), protection.stop(), protection.target());
            case Sizing.Weight(double weight) -> context.target(instrument, side.sign() * weight);
          };
    }
  }
}
