package io.papertape.live.tape;

import io.papertape.live.health.HealthReason;
import io.papertape.live.tape.TapeEvent.Arrival;
import io.papertape.live.tape.TapeEvent.BarOrigin;
import io.papertape.live.tape.TapeEvent.ClockReading;
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
import io.papertape.market.InputState;
import io.papertape.market.Instrument;
import io.papertape.order.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// Moments of every kind with any numbers in them.
final class RandomTape {
  static final long MINUTE = 60_000_000_000L;

  /// 2026-11-25T00:00:00Z
  static final long START = 1_795_564_800_000_000_000L;

  static final List<TapeInstrument> INSTRUMENTS =
      List.of(
          new TapeInstrument(Instrument.crypto("BTCUSDT"), "binance", "BTCUSDT", MINUTE),
          new TapeInstrument(Instrument.crypto("ETHUSDT"), "binance", "ETHUSDT", MINUTE),
          new TapeInstrument(Instrument.crypto("SOLUSD"), "kraken", "SOL/USD", 0));

  private final RandomGenerator random;
  private long time;

  RandomTape(RandomGenerator random) {
    this.random = random;
    time = START;
  }

  /// A clock moment at a time.
  static TapeMoment at(long timeNanos) {
    return TapeMoment.of(timeNanos, new ClockReading(timeNanos + 5));
  }

  /// The next moment, at most so much later.
  TapeMoment next(long mostNanos) {
    time += 1 + random.nextLong(mostNanos);
    List<TapeEvent> events = new ArrayList<>();
    int count = 1 + random.nextInt(4);
    for (int i = 0; i < count; i++) {
      events.add(event());
    }
    return new TapeMoment(time, events);
  }

  private long any() {
    return switch (random.nextInt(6)) {
      case 0 -> 0;
      case 1 -> Long.MAX_VALUE;
      case 2 -> Long.MIN_VALUE;
      case 3 -> random.nextLong(1000) - 500;
      default -> random.nextLong();
    };
  }

  private <T> T one(T[] values) {
    return values[random.nextInt(values.length)];
  }

  private String text() {
    return one(new String[] {"", "12345", "a-b-c", "Zürich 漢字 🚀", "x".repeat(300)});
  }

  private OfMarket market() {
    return switch (random.nextInt(3)) {
      case 0 ->
          new TapedQuote(
              random.nextInt(3),
              any(),
              any(),
              one(Arrival.values()),
              any(),
              any(),
              any(),
              any(),
              any());
      case 1 ->
          new TapedTradeTick(
              random.nextInt(3),
              any(),
              any(),
              one(Arrival.values()),
              text(),
              one(Side.values()),
              any(),
              any());
      default ->
          new TapedBar(
              random.nextInt(3),
              one(BarOrigin.values()),
              any(),
              any(),
              any(),
              any(),
              any(),
              any(),
              any(),
              any(),
              any());
    };
  }

  private TapeEvent event() {
    return switch (random.nextInt(8)) {
      case 0 -> new MissingBar(random.nextInt(3), any(), any(), any());
      case 1 -> new Quarantined(one(HealthReason.values()), market());
      case 2 ->
          new InputChange(
              random.nextInt(3),
              any(),
              one(InputState.values()),
              one(HealthReason.values()),
              any());
      case 3 -> new OperatorCommand(any(), one(Command.values()), text(), text());
      case 4 -> new Outage(any(), any(), any());
      case 5 -> new ClockReading(any());
      default -> market();
    };
  }
}
