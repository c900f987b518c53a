package io.papertape.live.session;

import io.papertape.live.feed.FeedEvent;
import io.papertape.live.feed.FeedEvent.BarState;
import io.papertape.live.health.HealthReason;
import io.papertape.live.tape.TapeEvent;
import io.papertape.live.tape.TapeInstrument;
import io.papertape.live.transport.FeedChange;
import io.papertape.live.transport.FeedChange.Reason;
import io.papertape.live.transport.FeedChange.State;
import io.papertape.live.venue.Stream;
import io.papertape.live.venue.Venue;
import io.papertape.market.Instrument;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// An intake of one instrument that keeps in words what it tells and asks.
abstract class HeardIntake {
  static final long SECOND = 1_000_000_000;
  static final long MINUTE = 60 * SECOND;
  static final long START = 1_764_108_000 * SECOND;
  static final String SYMBOL = "AAA";

  final List<String> told = new ArrayList<>();

  /// Listens to bars and trades of one instrument.
  VenueIntake intake(Venue venue) {
    return intake(
        venue, List.of(Stream.of(Stream.Kind.TRADES, SYMBOL), Stream.bars(SYMBOL, MINUTE)));
  }

  VenueIntake intake(Venue venue, List<Stream> streams) {
    return intake(venue, streams, START - 2 * MINUTE);
  }

  /// @param fromNanos bars that close later are wanted
  VenueIntake intake(Venue venue, List<Stream> streams, long fromNanos) {
    return intake(venue, streams, fromNanos, Instrument.crypto(SYMBOL));
  }

  VenueIntake intake(Venue venue, List<Stream> streams, long fromNanos, Instrument traded) {
    TapeInstrument instrument = new TapeInstrument(traded, venue.name(), SYMBOL, MINUTE);
    return new VenueIntake(
        venue, List.of(instrument), streams, START, _ -> fromNanos, new Told(), new Asked());
  }

  final class Told implements FeedSink {
    @Override
    public void event(int instrument, FeedEvent.OfMarket event, long receiveNanos) {
      told.add(
          switch (event) {
            case FeedEvent.Trade trade -> "trade " + trade.id();
            case FeedEvent.TopOfBook _ -> "quote";
            case BarState bar -> "bar " + (bar.closeNanos() - START) / MINUTE;
            default -> throw new AssertionError(event);
          });
    }

    @Override
    public void quarantined(
        int instrument, FeedEvent.OfMarket event, HealthReason reason, long receiveNanos) {
      told.add("quarantined " + reason);
    }

    @Override
    public void input(TapeEvent.InputChange change) {
      told.add(change.state() + " " + change.reason());
    }

    @Override
    public void broke(String why) {
      told.add("broke " + why);
    }

    @Override
    public void ended() {
      told.add("ended");
    }
  }

  final class Asked implements IntakeRequests {
    @Override
    public void said(int connection, FeedEvent event) {
      told.add("said");
    }

    @Override
    public void subscribe(int connection, List<Stream> streams) {
      for (Stream one : streams) {
        told.add("asks on %d for %s %s".formatted(connection, one.kind(), one.symbol()));
      }
    }

    @Override
    public void snapshot(int connection, String symbol) {
      told.add("wants a book");
    }

    @Override
    public void bars(int instrument, long fromNanos) {
      told.add("wants bars from " + (fromNanos - START) / MINUTE);
    }

    @Override
    public void clock() {
      told.add("wants the clock");
    }
  }

  List<String> take() {
    List<String> taken = List.copyOf(told);
    told.clear();
    return taken;
  }

  static FeedChange change(int line, State state, Reason reason, long atNanos) {
    return new FeedChange("venue", line, line + 1, state, reason, atNanos, 0, false, "");
  }

  static byte[] trade(long id, long atNanos) {
    return ("{\"e\":\"trade\",\"E\":%d,\"s\":\"AAA\",\"t\":%d,\"p\":\"7\",\"q\":\"1\",\"T\":%d,"
            + "\"m\":false,\"M\":true}")
        .formatted(atNanos / 1_000_000, id, atNanos / 1_000_000)
        .getBytes(StandardCharsets.UTF_8);
  }

  static BarState bar(long closeNanos) {
    return new BarState(
        SYMBOL, closeNanos, closeNanos - MINUTE, closeNanos, 7, 7, 7, 7, 100_000_000, 1, true);
  }
}
