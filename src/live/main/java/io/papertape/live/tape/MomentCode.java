package io.papertape.live.tape;

import io.papertape.live.health.HealthReason;
import io.papertape.live.tape.TapeEvent.Arrival;
import io.papertape.live.tape.TapeEvent.BarOrigin;
import io.papertape.live.tape.TapeEvent.ClockReading;
import io.papertape.live.tape.TapeEvent.FeedPlace;
import io.papertape.live.tape.TapeEvent.InputChange;
import io.papertape.live.tape.TapeEvent.MissingBar;
import io.papertape.live.tape.TapeEvent.OfMarket;
import io.papertape.live.tape.TapeEvent.OperatorCommand;
import io.papertape.live.tape.TapeEvent.OperatorCommand.Command;
import io.papertape.live.tape.TapeEvent.Outage;
import io.papertape.live.tape.TapeEvent.Quarantined;
import io.papertape.live.tape.TapeEvent.TapedBar;
import io.papertape.live.tape.TapeEvent.TapedQuote;
import io.papertape.live.tape.TapeEvent.TapedTradeTick;
import io.papertape.order.Side;
import java.util.ArrayList;
import java.util.List;

/// A moment as bytes: its time, the count of its events, and each event behind the number of its
/// kind. Times of an event are kept as differences from the moment's, prices from each other.
final class MomentCode {
  private static final int QUOTE = 1;
  private static final int TRADE_TICK = 2;
  private static final int BAR = 3;
  private static final int MISSING_BAR = 4;
  private static final int QUARANTINED = 5;
  private static final int INPUT_CHANGE = 6;
  private static final int COMMAND = 7;
  private static final int OUTAGE = 8;
  private static final int CLOCK = 9;
  private static final int FEED_PLACE = 10;

  // A number on a tape is a place in one of these: new values go to the end.
  private static final List<Arrival> ARRIVALS =
      List.of(Arrival.IN_ORDER, Arrival.OUT_OF_ORDER, Arrival.LATE);
  private static final List<BarOrigin> ORIGINS =
      List.of(BarOrigin.LIVE, BarOrigin.EMPTY, BarOrigin.BACKFILLED);
  private static final List<Side> SIDES = List.of(Side.BUY, Side.SELL);
  private static final List<Command> COMMANDS =
      List.of(
          Command.PAUSE,
          Command.RESUME,
          Command.FLATTEN,
          Command.KILL,
          Command.STOP,
          Command.KILL_AND_FLATTEN);

  private static final int MOST_EVENTS = 1 << 20;
  private static final int MOST_INSTRUMENTS = 1 << 20;

  private MomentCode() {}

  static void write(TapeMoment moment, MutableBytes into) {
    into.putLong(moment.timeNanos());
    into.putNumber(moment.events().size());
    for (TapeEvent event : moment.events()) {
      write(event, moment.timeNanos(), into);
    }
  }

  private static void write(TapeEvent event, long now, MutableBytes into) {
    switch (event) {
      case TapedQuote quote -> write(quote, now, into);
      case TapedTradeTick tick -> write(tick, now, into);
      case TapedBar bar -> write(bar, now, into);
      case MissingBar bar -> {
        head(MISSING_BAR, bar.instrument(), now - bar.receiveNanos(), into);
        into.putNumber(now - bar.closeNanos());
        into.putNumber(bar.closeNanos() - bar.openNanos());
      }
      case Quarantined(HealthReason reason, OfMarket what) -> {
        into.putByte(QUARANTINED);
        into.putNumber(reason.number());
        write(what, now, into);
      }
      case InputChange change -> {
        head(INPUT_CHANGE, change.instrument(), now - change.receiveNanos(), into);
        into.putNumber(InputNumbers.of(change.state()));
        into.putNumber(change.reason().number());
        into.putNumber(now - change.sinceNanos());
      }
      case OperatorCommand(long receiveNanos, Command command, String who, String why) -> {
        into.putByte(COMMAND);
        into.putNumber(now - receiveNanos);
        putOne(COMMANDS, command, into);
        into.putText(who);
        into.putText(why);
      }
      case Outage(long receiveNanos, long fromNanos, long toNanos) -> {
        into.putByte(OUTAGE);
        into.putNumber(now - receiveNanos);
        into.putNumber(now - fromNanos);
        into.putNumber(now - toNanos);
      }
      case ClockReading(long receiveNanos) -> {
        into.putByte(CLOCK);
        into.putNumber(now - receiveNanos);
      }
      case FeedPlace place -> {
        into.putByte(FEED_PLACE);
        into.putNumber(now - place.receiveNanos());
        into.putNumber(place.source());
        into.putNumber(place.offset());
        into.putNumber(place.part());
        into.putNumber(place.offset() - place.oldest());
      }
    }
  }

  private static void head(int kind, int instrument, long sinceReceived, MutableBytes into) {
    into.putByte(kind);
    into.putNumber(instrument);
    into.putNumber(sinceReceived);
  }

  private static void write(TapedQuote quote, long now, MutableBytes into) {
    head(QUOTE, quote.instrument(), now - quote.receiveNanos(), into);
    into.putNumber(now - quote.venueNanos());
    putOne(ARRIVALS, quote.arrival(), into);
    into.putNumber(quote.sequence());
    into.putNumber(quote.bid());
    into.putNumber(quote.bidSize());
    into.putNumber(quote.ask() - quote.bid());
    into.putNumber(quote.askSize());
  }

  private static void write(TapedTradeTick tick, long now, MutableBytes into) {
    head(TRADE_TICK, tick.instrument(), now - tick.receiveNanos(), into);
    into.putNumber(now - tick.venueNanos());
    putOne(ARRIVALS, tick.arrival(), into);
    into.putText(tick.id());
    putOne(SIDES, tick.aggressor(), into);
    into.putNumber(tick.price());
    into.putNumber(tick.quantity());
  }

  private static void write(TapedBar bar, long now, MutableBytes into) {
    head(BAR, bar.instrument(), now - bar.receiveNanos(), into);
    into.putNumber(now - bar.venueNanos());
    putOne(ORIGINS, bar.origin(), into);
    into.putNumber(now - bar.closeNanos());
    into.putNumber(bar.closeNanos() - bar.openNanos());
    into.putNumber(bar.open());
    into.putNumber(bar.high() - bar.open());
    into.putNumber(bar.low() - bar.open());
    into.putNumber(bar.close() - bar.open());
    into.putNumber(bar.volume());
  }

  /// Reads what [#write] wrote, to the end.
  static TapeMoment read(ByteSource from) {
    long timeNanos = from.getLong();
    int count = from.getCount(MOST_EVENTS);
    List<TapeEvent> events = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      events.add(readEvent(from, timeNanos));
    }
    if (!from.isAtEnd()) {
      throw new IllegalArgumentException("Moment has more than its events.");
    }
    return new TapeMoment(timeNanos, events);
  }

  private static TapeEvent readEvent(ByteSource from, long now) {
    int kind = from.getByte();
    return switch (kind) {
      case QUOTE, TRADE_TICK, BAR -> readMarket(kind, from, now);
      case QUARANTINED -> {
        HealthReason reason = HealthReason.of(from.getCount(Integer.MAX_VALUE));
        yield new Quarantined(reason, readMarket(from.getByte(), from, now));
      }
      case MISSING_BAR -> {
        int instrument = instrument(from);
        long receiveNanos = now - from.getNumber();
        long closeNanos = now - from.getNumber();
        yield new MissingBar(instrument, receiveNanos, closeNanos - from.getNumber(), closeNanos);
      }
      case INPUT_CHANGE ->
          new InputChange(
              instrument(from),
              now - from.getNumber(),
              InputNumbers.state(from.getCount(Integer.MAX_VALUE)),
              HealthReason.of(from.getCount(Integer.MAX_VALUE)),
              now - from.getNumber());
      case COMMAND ->
          new OperatorCommand(
              now - from.getNumber(), one(COMMANDS, from), from.getText(), from.getText());
      case OUTAGE ->
          new Outage(now - from.getNumber(), now - from.getNumber(), now - from.getNumber());
      case CLOCK -> new ClockReading(now - from.getNumber());
      case FEED_PLACE -> {
        long receiveNanos = now - from.getNumber();
        int source = from.getCount(Integer.MAX_VALUE);
        long offset = from.getNumber();
        int part = from.getCount(Integer.MAX_VALUE);
        yield new FeedPlace(receiveNanos, source, offset, part, offset - from.getNumber());
      }
      default -> throw new IllegalArgumentException("Unknown kind of event: kind=" + kind + ".");
    };
  }

  private static OfMarket readMarket(int kind, ByteSource from, long now) {
    int instrument = instrument(from);
    long receiveNanos = now - from.getNumber();
    long venueNanos = now - from.getNumber();
    return switch (kind) {
      case QUOTE -> readQuote(from, instrument, venueNanos, receiveNanos);
      case TRADE_TICK ->
          new TapedTradeTick(
              instrument,
              venueNanos,
              receiveNanos,
              one(ARRIVALS, from),
              from.getText(),
              one(SIDES, from),
              from.getNumber(),
              from.getNumber());
      case BAR -> readBar(from, now, instrument, venueNanos, receiveNanos);
      default -> throw new IllegalArgumentException("No market event: kind=" + kind + ".");
    };
  }

  private static TapedQuote readQuote(
      ByteSource from, int instrument, long venueNanos, long receiveNanos) {
    Arrival arrival = one(ARRIVALS, from);
    long sequence = from.getNumber();
    long bid = from.getNumber();
    long bidSize = from.getNumber();
    return new TapedQuote(
        instrument,
        venueNanos,
        receiveNanos,
        arrival,
        sequence,
        bid,
        bidSize,
        bid + from.getNumber(),
        from.getNumber());
  }

  private static TapedBar readBar(
      ByteSource from, long now, int instrument, long venueNanos, long receiveNanos) {
    BarOrigin origin = one(ORIGINS, from);
    long closeNanos = now - from.getNumber();
    long openNanos = closeNanos - from.getNumber();
    long open = from.getNumber();
    return new TapedBar(
        instrument,
        origin,
        venueNanos,
        receiveNanos,
        openNanos,
        closeNanos,
        open,
        open + from.getNumber(),
        open + from.getNumber(),
        open + from.getNumber(),
        from.getNumber());
  }

  private static int instrument(ByteSource from) {
    return from.getCount(MOST_INSTRUMENTS);
  }

  private static <T> void putOne(List<T> values, T value, MutableBytes into) {
    int number = values.indexOf(value);
    if (number < 0) {
      throw new IllegalArgumentException(
          "Value has no number on tapes: value=%s. Give it one.".formatted(value));
    }
    into.putByte(number);
  }

  private static <T> T one(List<T> values, ByteSource from) {
    int number = from.getByte();
    if (number >= values.size()) {
      throw new IllegalArgumentException("Unknown number: number=" + number + ".");
    }
    return values.get(number);
  }
}
