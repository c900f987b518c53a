package io.papertape.workspace.run;

import io.papertape.indicator.Indicator;
import io.papertape.indicator.Sma;
import io.papertape.market.BarColumns;
import io.papertape.strategy.Context;
import io.papertape.strategy.Series;
import io.papertape.strategy.Strategy;
import java.lang.reflect.Proxy;

/// Broken on purpose: trades by an average that is known three bars early, as a column.
final class Foreseeing implements Strategy {
  private Series series;

  private static Indicator early() {
    Sma honest = new Sma(4);
    return (Indicator)
        Proxy.newProxyInstance(
            Indicator.class.getClassLoader(),
            new Class<?>[] {Indicator.class},
            (_, method, arguments) ->
                switch (method.getName()) {
                  case "name" -> "early(4)";
                  case "fill" -> fillEarly(honest, arguments);
                  default -> method.invoke(honest, arguments);
                });
  }

  private static int fillEarly(Sma honest, Object[] arguments) {
    BarColumns bars = (BarColumns) arguments[0];
    double[] into = (double[]) arguments[3];
    honest.fill(bars, 0, bars.size(), into);
    System.arraycopy(into, 3, into, 0, bars.size() - 3);
    return 0;
  }

  @Override
  public void onStart(Context context) {
    series = context.series(0, early());
  }

  @Override
  public void onBar(Context context, int instrument) {
    if (instrument == 0) {
      context.target(0, series.value() > context.close(0) ? 0.5 : 0);
    }
  }
}
