package io.papertape.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertape.execution.FillRules;
import io.papertape.indicator.Sma;
import io.papertape.journal.RecordLevel;
import io.papertape.market.BarHistory;
import io.papertape.market.Instrument;
import io.papertape.strategy.Context;
import io.papertape.strategy.Series;
import io.papertape.strategy.Strategy;
import java.io.ByteArrayOutputStream;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// A run that keeps nothing but what it needs to go on decides what every run decides.
class ForgettingTest {
  private static final int BARS = 5 * BarHistory.KEPT / 2;

  /// Nonsense at each bar, on the history as far back as it is kept and on series.
  private static final class LookingBack implements Strategy {
    private final Erratic inner = new Erratic(3, 2);
    private Series mean;
    private double seen;

    @Override
    public void onStart(Context context) {
      inner.onStart(context);
      mean = context.series(0, new Sma(50));
    }

    @Override
    public void onBar(Context context, int instrument) {
      BarHistory history = context.history(0);
      assertThat(history.size()).isEqualTo(context.barIndex(0) + 1);
      int farthest = Math.min(history.size(), BarHistory.KEPT) - 1;
      seen += history.close(farthest) + history.closeTimeNanos(farthest / 2) % 1_000;
      double change = mean.value() - mean.previous(); // NaN at the first
      seen += change > 0 || change < 0 ? change : 0;
      if (seen % 3 < 2) {
        inner.act(context, 0);
      }
    }
  }

  private static ScriptedFeed feed() {
    ScriptedFeed feed = new ScriptedFeed();
    SplittableRandom random = new SplittableRandom(8);
    double price = 100;
    for (int i = 0; i < BARS; i++) {
      price = Math.max(50, Math.min(200, price + random.nextInt(-5, 6) / 100.0));
      feed.bar(price);
    }
    return feed;
  }

  private static RunResult run(Strategy strategy, RunMemory memory, ByteArrayOutputStream journal) {
    return Simulation.of(strategy)
        .on(Instrument.equity("A"))
        .named("forgetting")
        .under(Assumptions.papertape().withFills(FillRules.papertape().withParticipation(0)))
        .from(feed(), 1)
        .using(memory)
        .journal(journal::write, RecordLevel.EACH)
        .run();
  }

  @Test
  void itsJournalIsThatOfARunThatKeepsAll() {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    ByteArrayOutputStream little = new ByteArrayOutputStream();
    RunResult keeps = run(new LookingBack(), new RunMemory(), all);
    RunResult forgets = run(new LookingBack(), RunMemory.forgetting(), little);
    assertThat(keeps.failure()).isEmpty();
    assertThat(forgets.failure()).isEmpty();
    assertThat(keeps.fills().size()).isGreaterThan(1_000);
    assertThat(little.toByteArray()).isEqualTo(all.toByteArray());
    assertThat(forgets.finalEquity()).isEqualTo(keeps.finalEquity());
  }

  @Test
  void whatWasNotKeptIsRefused() {
    RunResult result = run(new LookingBack(), RunMemory.forgetting(), new ByteArrayOutputStream());
    assertThatThrownBy(result::fills)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "Run was told to forget: use=1. Read its journal, or give it another RunMemory.");
    assertThatThrownBy(result::equity).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(result::orders).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aLookBeyondWhatIsKeptEndsTheRun() {
    Strategy tooFar =
        new Strategy() {
          @Override
          public void onBar(Context context, int instrument) {
            context.history(0).close(context.history(0).size() - 1);
          }
        };
    ByteArrayOutputStream journal = new ByteArrayOutputStream();
    assertThat(run(tooFar, new RunMemory(), journal).failure()).isEmpty();
    assertThat(run(tooFar, RunMemory.forgetting(), journal).failure().orElseThrow())
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage(
            "Bar is no longer kept: barsAgo=32768, kept=16385, known=32769."
                + " Keep what you need of it yourself.");
  }
}
