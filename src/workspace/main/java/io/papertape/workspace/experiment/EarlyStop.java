package io.papertape.workspace.experiment;

import io.papertape.market.FixedPoint;
import io.papertape.strategy.Context;
import io.papertape.strategy.FillView;
import io.papertape.strategy.Strategy;
import java.util.Locale;

/// When a trial is not worth its time any more: its drawdown has passed a limit.
///
/// Looked at whenever the strategy is called, so a strategy that is called rarely is stopped
/// late.
///
/// @param drawdown positive fraction; 1 and more never stops
public record EarlyStop(double drawdown) {
  /// Runs go to their end.
  public static final EarlyStop NEVER = new EarlyStop(1);

  /// Ends a run; the engine reports it as the run's failure.
  private static final class Stopped extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Stopped(String message) {
      super(message, null, false, false);
    }
  }

  static boolean isCause(Throwable failure) {
    return failure instanceof Stopped;
  }

  /// The strategy under this rule.
  Strategy around(Strategy strategy) {
    return drawdown >= 1 ? strategy : new Watched(strategy, drawdown);
  }

  /// Passes every call on, after a look at equity.
  private static final class Watched implements Strategy {
    private final Strategy inner;
    private final double limit;
    private long peak = Long.MIN_VALUE;

    Watched(Strategy inner, double limit) {
      this.inner = inner;
      this.limit = limit;
    }

    private void look(Context context) {
      long equity = context.equity();
      peak = Math.max(peak, equity);
      double fall = 1 - FixedPoint.toDouble(equity) / FixedPoint.toDouble(peak);
      if (fall > limit) {
        throw new Stopped(String.format(Locale.ROOT, "drawdown of %.4f is beyond %s", fall, limit));
      }
    }

    @Override
    public void onStart(Context context) {
      look(context);
      inner.onStart(context);
    }

    @Override
    public void onBar(Context context, int instrument) {
      look(context);
      inner.onBar(context, instrument);
    }

    @Override
    public void onQuote(Context context, int instrument) {
      look(context);
      inner.onQuote(context, instrument);
    }

    @Override
    public void onTradeTick(Context context, int instrument) {
      look(context);
      inner.onTradeTick(context, instrument);
    }

    @Override
    public void onMoment(Context context) {
      look(context);
      inner.onMoment(context);
    }

    @Override
    public void onFill(Context context, FillView fill) {
      inner.onFill(context, fill);
    }

    @Override
    public void onTimer(Context context, String name) {
      look(context);
      inner.onTimer(context, name);
    }

    @Override
    public void onStop(Context context) {
      inner.onStop(context);
    }
  }
}
