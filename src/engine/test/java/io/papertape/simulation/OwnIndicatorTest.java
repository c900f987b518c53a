package io.papertape.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.indicator.OneOutput;
import io.papertape.journal.RecordLevel;
import io.papertape.market.BarColumns;
import io.papertape.market.CorporateActions;
import io.papertape.market.Instrument;
import io.papertape.order.Size;
import io.papertape.strategy.Context;
import io.papertape.strategy.Series;
import io.papertape.strategy.Strategy;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import mine.CarelessMean;
import org.junit.jupiter.api.Test;

/// Indicators of a user's own, however careless: neither a name nor a column can make a run wrong.
class OwnIndicatorTest {
  private static final CorporateActions NONE = CorporateActions.none("SHR");

  /// Closes 10, 12, 14 and 40.
  private static final BarColumns BARS =
      Bars.of(10, 10, 10, 10, 12, 12, 12, 12, 14, 14, 14, 14, 40, 40, 40, 40);

  /// Buys at each bar, and what decisions rest on is recorded.
  private record Buyer(Consumer<Context> start) implements Strategy {
    @Override
    public void onStart(Context context) {
      start.accept(context);
    }

    @Override
    public void onBar(Context context, int instrument) {
      context.buy(0, Size.units(1));
    }
  }

  private static String journal(Consumer<Context> start) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Simulation.of(new Buyer(start))
        .on(Instrument.equity("SHR"), BARS)
        .journal(bytes::write, RecordLevel.FOLDED)
        .run();
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void twoOfOneNameAreTwoSeries() {
    // After the third bar: (12 + 14) / 2 = 13 and (10 + 12 + 14) / 3 = 12.
    assertThat(
            journal(
                context -> {
                  context.series(0, new CarelessMean(2));
                  context.series(0, new CarelessMean(3));
                }))
        .contains("\"inputs\":{\"my\":13.0,\"my#2\":12.0}");
  }

  @Test
  void theirOutputsAreSeriesOfTheirOwn() {
    assertThat(
            journal(
                context -> {
                  context.outputs(0, new CarelessMean(2));
                  context.outputs(0, new CarelessMean(3));
                }))
        .contains(
            "\"inputs\":{\"my.mean\":13.0,\"my.twice\":26.0,"
                + "\"my.mean#2\":12.0,\"my.twice#2\":24.0}");
  }

  @Test
  void streamingOnesAreRecordedEach() {
    assertThat(
            journal(
                context -> {
                  context.use(0, new OneOutput(new CarelessMean(2), 0));
                  context.use(0, new OneOutput(new CarelessMean(3), 0));
                }))
        .contains("\"inputs\":{\"my.mean\":13.0,\"my.mean#2\":12.0}");
  }

  @Test
  void runsThatShareColumnsDoNotShareTheirs() {
    SharedColumns shared = new SharedColumns();
    double[] ofTwo = shared.of(BARS, NONE, new CarelessMean(2)).values();
    assertThat(ofTwo).containsExactly(Double.NaN, 11, 13, 27);
    double[] ofThree = shared.of(BARS, NONE, new CarelessMean(3)).values();
    assertThat(ofThree).containsExactly(Double.NaN, Double.NaN, 12, 22);
    double[] wrapped = shared.of(BARS, NONE, new OneOutput(new CarelessMean(1), 0)).values();
    assertThat(wrapped).containsExactly(10, 12, 14, 40);
  }

  /// The last close, 40, is nowhere before its bar, though the indicator would write it.
  @Test
  void columnsAreFedBarByBar() {
    List<IndicatorColumn> outputs = new SharedColumns().outputs(BARS, NONE, new CarelessMean(2));
    assertThat(outputs.get(0).values()).containsExactly(Double.NaN, 11, 13, 27);
    assertThat(outputs.get(1).values()).containsExactly(Double.NaN, 22, 26, 54);
    assertThat(outputs.get(0).firstReady()).isEqualTo(1);
  }

  @Test
  void aSeriesOfOneSeesNothingOfWhatIsToCome() {
    List<Double> seen = new ArrayList<>();
    Strategy watcher =
        new Strategy() {
          private Series mean;

          @Override
          public void onStart(Context context) {
            mean = context.unrecorded(0, new CarelessMean(1));
          }

          @Override
          public void onBar(Context context, int instrument) {
            seen.add(mean.value());
          }
        };
    Simulation.of(watcher).on(Instrument.equity("SHR"), BARS).run();
    assertThat(seen).containsExactly(10.0, 12.0, 14.0, 40.0);
  }
}
