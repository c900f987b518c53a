package io.papertape.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.journal.RecordLevel;
import io.papertape.market.BarColumns;
import io.papertape.market.Instrument;
import io.papertape.model.CoefficientVersion;
import io.papertape.model.Feature;
import io.papertape.model.MadeBars;
import io.papertape.model.ModelFixture;
import io.papertape.model.Scorer;
import io.papertape.model.Target;
import io.papertape.model.TrainingRows;
import io.papertape.simulation.RunResult;
import io.papertape.simulation.Simulation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelScoreTest {
  private static final long DAY = 86_400_000_000_000L;
  private static final List<BarColumns> BARS =
      List.of(MadeBars.walk(1, 60), MadeBars.walk(2, 60), MadeBars.walk(3, 60));
  private static final CoefficientVersion VERSION =
      ModelFixture.ridge(20 * DAY, "return(3)", "rank(return(2))", "rsi(5)");

  /// Training and trading see the same numbers: the scores of a run are those of the rows a fit
  /// would learn from.
  @Test
  void aRunScoresWhatTrainingSaw() {
    Recorder recorder = new Recorder();
    RunResult result = run(recorder);
    TrainingRows rows = TrainingRows.of(VERSION.features(), Target.parse("return(1)"), BARS);
    Scorer scorer = new Scorer(VERSION);

    assertThat(result.failure()).isEmpty();
    assertThat(recorder.scores).hasSize(3 * 55);
    for (int row = 0; row < rows.size(); row++) {
      assertThat(recorder.scores.get(row)).isEqualTo(scorer.score(rows.features()[row]));
    }
  }

  @Test
  void trainingTimeEndsWithTheWindow() {
    Recorder recorder = new Recorder();
    run(recorder);

    assertThat(recorder.firstOutside).isEqualTo(21 * DAY);
  }

  @Test
  void ranksAreInputsAndOtherFeaturesAreIndicators() {
    assertThat(VERSION.features().stream().filter(Feature::isRanked)).hasSize(1);
    StringBuilder journal = new StringBuilder();
    Simulation simulation = Simulation.of(new Recorder());
    for (int i = 0; i < BARS.size(); i++) {
      simulation.on(Instrument.equity("S" + i), BARS.get(i));
    }
    simulation
        .journal(
            (bytes, from, count) ->
                journal.append(new String(bytes, from, count, StandardCharsets.UTF_8)),
            RecordLevel.EACH)
        .run();

    assertThat(journal).contains("\"rank(return(2))\":", "\"score\":", "\"rsi(5)\":");
  }

  private static RunResult run(Strategy strategy) {
    Simulation simulation = Simulation.of(strategy);
    for (int i = 0; i < BARS.size(); i++) {
      simulation.on(Instrument.equity("S" + i), BARS.get(i));
    }
    return simulation.unrecorded().run();
  }

  /// Keeps every score in the order it is asked.
  private static final class Recorder implements Strategy {
    private final List<Double> scores = new ArrayList<>();
    private ModelScore model;
    private long firstOutside;

    @Override
    public void onStart(Context context) {
      model = new ModelScore(context, VERSION);
    }

    @Override
    public void onBar(Context context, int instrument) {
      if (model.isReady(instrument)) {
        scores.add(model.score(instrument));
      }
      if (!model.isTrainingTime() && firstOutside == 0) {
        firstOutside = context.timeNanos();
      }
      if (context.barIndex(instrument) == 30 && instrument == 0) {
        context.target(instrument, 0.1);
      }
    }
  }
}
