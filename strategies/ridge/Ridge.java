import io.papertape.model.ModelVersion;
import io.papertape.model.RealisedVolatility;
import io.papertape.strategy.Context;
import io.papertape.strategy.ModelScore;
import io.papertape.strategy.Parameters;
import io.papertape.strategy.Reason;
import io.papertape.strategy.Strategy;
import java.util.ArrayList;
import java.util.List;

/// Buys what a ridge regression expects to rise, less of what moves more, and sells when it
/// expects a rise no longer. Goes short likewise if allowed. Does nothing at the times it was
/// trained on.
public final class Ridge implements Strategy {
  private static final int VOLATILITY_BARS = 20;

  private final ModelVersion version;
  private final double enter;
  private final double exit;
  private final double weight;
  private final double volatility;
  private final boolean isShortAllowed;
  private final List<RealisedVolatility> volatilities = new ArrayList<>();
  private ModelScore model;
  private Reason training;
  private Reason waiting;
  private Reason rise;
  private Reason fall;
  private Reason faded;
  private Reason kept;
  private Reason weak;

  /// Reads `enter` (forecast beyond which a position is opened; a fraction over the horizon),
  /// `exit` (forecast at which a long one is closed; a short one at its negative), `weight` (part
  /// of equity an instrument gets at most), `volatility` (of one bar, up to which it gets that;
  /// one that moves twice as much gets half) and `short` (whether short positions are allowed).
  public Ridge(Parameters parameters, ModelVersion version) {
    this.version = version;
    enter = parameters.real("enter");
    exit = parameters.real("exit");
    weight = parameters.real("weight");
    volatility = parameters.real("volatility");
    isShortAllowed = parameters.flag("short");
    if (!(enter > exit)) {
      throw new IllegalArgumentException(
          "Ridge would close what it opens: enter=%s, exit=%s. Put enter above exit."
              .formatted(enter, exit));
    }
  }

  @Override
  public void onStart(Context context) {
    model = new ModelScore(context, version);
    for (int i = 0; i < context.instruments(); i++) {
      volatilities.add(context.use(i, new RealisedVolatility(VOLATILITY_BARS)));
    }
    training = context.reason("training-window");
    waiting = context.reason("order-working");
    rise = context.reason("rise-expected");
    fall = context.reason("fall-expected");
    faded = context.reason("forecast-faded");
    kept = context.reason("forecast-holds");
    weak = context.reason("forecast-weak");
  }

  @Override
  public void onBar(Context context, int instrument) {
    double score = model.score(instrument);
    if (model.isTrainingTime()) {
      context.because(training);
    } else if (context.hasWorkingOrder(instrument)) {
      context.because(waiting);
    } else if (context.quantity(instrument) != 0) {
      keepOrClose(context, instrument, score);
    } else if (score > enter) {
      context.because(rise);
      context.target(instrument, size(instrument));
    } else if (isShortAllowed && score < -enter) {
      context.because(fall);
      context.target(instrument, -size(instrument));
    } else {
      context.because(weak);
    }
  }

  private void keepOrClose(Context context, int instrument, double score) {
    boolean isLong = context.quantity(instrument) > 0;
    if (isLong ? score < exit : score > -exit) {
      context.because(faded);
      context.closeAll(instrument);
    } else {
      context.because(kept);
    }
  }

  private double size(int instrument) {
    double now = volatilities.get(instrument).value();
    return now > volatility ? weight * volatility / now : weight;
  }
}
