package io.papertape.live.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.live.feed.FeedEvent;
import io.papertape.live.health.HealthReason;
import io.papertape.live.tape.Sequencer;
import io.papertape.live.tape.SequencerSettings;
import io.papertape.live.tape.TapeEvent;
import io.papertape.live.tape.TapeEvent.FeedPlace;
import io.papertape.live.tape.TapeInstrument;
import io.papertape.live.tape.TapeMoment;
import io.papertape.market.InputState;
import io.papertape.market.Instrument;
import io.papertape.order.Side;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Where reading goes on after a restart, by the tape alone.
class PlacedSinkTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long START = 1_764_108_000 * SECOND;
  private static final FeedEvent.Trade TRADE =
      new FeedEvent.Trade("BTCUSDT", START, "1", Side.BUY, 7, 1);

  private final List<TapeMoment> tape = new ArrayList<>();
  private final Sequencer sequencer =
      new Sequencer(
          List.of(new TapeInstrument(Instrument.crypto("BTCUSDT"), "binance", "BTCUSDT", 0)),
          SequencerSettings.DEFAULT,
          START,
          tape::add);
  private final PlacedSink sink = new PlacedSink(new Told(), List.of(0L, 0L));

  private final class Told implements FeedSink {
    @Override
    public void place(FeedPlace from) {
      sequencer.onPlace(from);
    }

    @Override
    public void event(int instrument, FeedEvent.OfMarket event, long receiveNanos) {
      sequencer.onEvent(instrument, event, receiveNanos);
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

  private void read(int source, long offset, long atNanos) {
    sink.record(source, offset);
    sink.read(atNanos);
  }

  private List<Long> startsOfNextLife() {
    PlacedSink next = new PlacedSink(new Told(), List.of(0L, 0L));
    for (TapeMoment moment : tape) {
      for (TapeEvent event : moment.events()) {
        if (event instanceof FeedPlace place) {
          next.toldFrom(place);
        }
      }
    }
    return next.starts();
  }

  @Test
  void aSourceThatTellsNothingIsNotReadAgainFromItsBeginning() {
    for (int i = 0; i <= 20; i++) {
      read(1, i, START + i * SECOND);
    }
    sink.record(0, 4);
    sink.part(TRADE);
    sink.event(0, TRADE, START + 20 * SECOND);

    assertThat(tape).hasSize(1);
    assertThat(startsOfNextLife()).containsExactly(4L, 20L);
  }

  /// It goes on the tape with the reading of the clock.
  @Test
  void alsoIfNoSourceTellsAnything() {
    for (int i = 0; i <= 20; i++) {
      read(1, i, START + i * SECOND);
    }
    sequencer.onClock(START + 20 * SECOND);

    assertThat(startsOfNextLife()).containsExactly(0L, 20L);
  }

  @Test
  void whatIsReadAndNotToldYetIsReadAgain() {
    FeedPlace held = FeedPlace.of(1, 7, 0, START);
    sequencer.onPlace(held); // its event is still on its way to the tape
    for (int i = 0; i <= 20; i++) {
      read(1, 8 + i, START + i * SECOND);
    }
    sequencer.onInputChange(
        new TapeEvent.InputChange(
            0, START + 20 * SECOND, InputState.LIVE, HealthReason.HEALTHY, START));

    assertThat(startsOfNextLife()).containsExactly(0L, 7L);
  }
}
