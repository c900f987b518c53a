package io.papertape.live.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.live.feed.FeedEvent;
import io.papertape.live.health.HealthReason;
import io.papertape.live.tape.TapeEvent.InputChange;
import io.papertape.live.tape.TapeInstrument;
import io.papertape.live.transport.FrameLog;
import io.papertape.live.transport.FrameLogException;
import io.papertape.live.transport.FrameLogs;
import io.papertape.live.venue.bitstamp.BitstampVenue;
import io.papertape.market.Instrument;
import io.papertape.workspace.store.Resolution;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.jupiter.api.Test;

/// More streams of a venue in one log than the venue itself would send by one connection.
class LogLinesTest {
  private static final int INSTRUMENTS = 101;

  private final Set<Integer> away = new ConcurrentSkipListSet<>();

  private final class Away implements FeedSink {
    @Override
    public void event(int instrument, FeedEvent.OfMarket event, long receiveNanos) {}

    @Override
    public void quarantined(
        int instrument, FeedEvent.OfMarket event, HealthReason reason, long receiveNanos) {}

    @Override
    public void input(InputChange change) {
      if (change.reason() == HealthReason.DISCONNECTED) {
        away.add(change.instrument());
      }
    }

    @Override
    public void broke(String why) {}

    @Override
    public void ended() {}
  }

  private record Nobody() implements FrameLogs {
    @Override
    public Description describe(String servers, String topic) {
      throw FrameLogException.forNow("Nobody answers.");
    }

    @Override
    public FrameLog open(String servers, String topic, String id, List<Long> from) {
      throw new IllegalStateException("Nobody has described it.");
    }
  }

  @Test
  void aLogThatIsAwayIsAwayForEachOfItsStreams() throws Exception {
    List<TapeInstrument> instruments = new ArrayList<>();
    for (int i = 0; i < INSTRUMENTS; i++) {
      instruments.add(new TapeInstrument(Instrument.crypto("A" + i), "bitstamp", "a" + i, 0));
    }
    LogFeed feed =
        new LogFeed(
            new Nobody(),
            new LogText("localhost:1", "ticks", false, "id", List.of(0L), "bitstamp:a0"),
            new VenueStreams("bitstamp:a0", new BitstampVenue(), instruments, Resolution.QUOTE),
            () -> 1_764_000_000_000_000_000L,
            _ -> {});
    feed.start(new Away(), Long.MIN_VALUE);
    try {
      Patience.until("all are away", () -> away.size() == INSTRUMENTS);
    } finally {
      feed.close();
    }
    assertThat(away).hasSize(INSTRUMENTS);
  }
}
