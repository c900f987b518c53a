package io.papertape.live.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertape.live.feed.FeedEvent;
import io.papertape.live.feed.FeedEvent.TopOfBook;
import io.papertape.live.health.HealthReason;
import io.papertape.live.session.FeedSink;
import io.papertape.live.tape.TapeEvent;
import io.papertape.live.tape.TapeEvent.InputChange;
import io.papertape.market.InputState;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AgeAuditTest {
  private static final TopOfBook QUOTE = new TopOfBook("A", 0, 0, 1, 1, 2, 1);

  private final List<FeedEvent> told = new ArrayList<>();
  private final AgeAudit audit = new AgeAudit(new Told(), Runnable::run);

  private final class Told implements FeedSink {
    @Override
    public void event(int instrument, FeedEvent.OfMarket event, long receiveNanos) {
      told.add(event);
    }

    @Override
    public void quarantined(
        int instrument, FeedEvent.OfMarket event, HealthReason reason, long receiveNanos) {}

    @Override
    public void input(TapeEvent.InputChange change) {}

    @Override
    public void broke(String why) {}

    @Override
    public void ended() {}
  }

  private void is(InputState state) {
    audit.input(new InputChange(0, 0, state, HealthReason.LAG, 0));
  }

  @Test
  void whatHasWaitedMayNotBeToldOfALiveInput() {
    is(InputState.LIVE);
    audit.reads(3 * World.SECOND);

    assertThatThrownBy(() -> audit.event(0, QUOTE, 0))
        .isInstanceOf(BrokenInvariant.class)
        .hasMessageStartingWith("What has waited is told as live: waitedMillis=3000, ");
  }

  @Test
  void whatHasWaitedMayBeToldOfAStaleOneAndWhatIsFreshOfAny() {
    is(InputState.STALE);
    audit.reads(3 * World.SECOND);
    assertThatCode(() -> audit.event(0, QUOTE, 0)).doesNotThrowAnyException();
    is(InputState.LIVE);
    audit.reads(0);
    assertThatCode(() -> audit.event(0, QUOTE, 0)).doesNotThrowAnyException();

    assertThat(told).hasSize(2);
  }
}
