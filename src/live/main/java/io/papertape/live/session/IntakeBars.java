package io.papertape.live.session;

import io.papertape.live.feed.FeedEvent.BarState;
import io.papertape.live.health.HealthReason;
import io.papertape.live.health.StreamHealth;
import io.papertape.live.tape.TapeInstrument;
import io.papertape.live.venue.Stream;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/// The bars of one venue's instruments: those that come, and those that are asked for. What comes
/// before the bars that an instrument begins with waits for them, or they would be too late; a bar
/// that follows the last one waits for nobody.
final class IntakeBars {
  /// The answer that ends the wait has what is let go of.
  private static final int MOST_WAITING = 300;

  private final FeedSink sink;
  private final IntakeRequests requests;
  private final Map<String, MutableInput> bySymbol;
  private final List<TapeInstrument> instruments;
  private final FeedNotes notes;
  private final Map<Integer, ArrayDeque<BarState>> waiting = new TreeMap<>();

  /// @param bySymbol    what is listened to, now or later
  /// @param instruments of the session, in the order of their numbers
  IntakeBars(
      FeedSink sink,
      IntakeRequests requests,
      Map<String, MutableInput> bySymbol,
      List<TapeInstrument> instruments,
      FeedNotes notes) {
    this.sink = sink;
    this.requests = requests;
    this.bySymbol = bySymbol;
    this.instruments = List.copyOf(instruments);
    this.notes = notes;
  }

  /// Takes a bar that has come.
  void come(MutableInput listened, BarState bar, StreamHealth health, long receivedNanos) {
    health.onBar(bar, receivedNanos); // a sign of life, whatever its times
    boolean isOfNow = listened.timesOf(bar, receivedNanos) == HealthReason.HEALTHY;
    if (bar.isFinal() && isOfNow && listened.isWarming() && listened.skips(bar)) {
      ArrayDeque<BarState> held =
          waiting.computeIfAbsent(listened.number(), _ -> new ArrayDeque<>());
      held.add(bar);
      if (held.size() > MOST_WAITING) {
        held.remove();
      }
      listened.tellChange(sink, receivedNanos);
    } else {
      pass(listened, bar, receivedNanos);
    }
  }

  private void pass(MutableInput listened, BarState bar, long receivedNanos) {
    HealthReason times = listened.timesOf(bar, receivedNanos);
    boolean isOfNow = times == HealthReason.HEALTHY;
    if (isOfNow && listened.skips(bar)) {
      ask(listened, HealthReason.MISSING_BAR, receivedNanos);
    }
    if (isOfNow) {
      listened.comes(bar);
    }
    listened.tellChange(sink, receivedNanos); // before what shows it
    if (isOfNow) {
      tell(listened, bar, receivedNanos);
    } else {
      sink.quarantined(listened.number(), bar, times, receivedNanos);
    }
  }

  private void tell(MutableInput listened, BarState bar, long receivedNanos) {
    long step = instruments.get(listened.number()).instrument().volumeStep();
    if (bar.isFinal() && step > 0 && bar.volume().in(step) == Long.MAX_VALUE) {
      notes.largeVolume(listened.symbol());
    }
    sink.event(listened.number(), bar, receivedNanos);
    listened.closed(bar);
  }

  /// Asks for the bars that are missing, unless that is being done.
  void ask(MutableInput listened, HealthReason why, long nowNanos) {
    if (listened.ask(why, nowNanos)) {
      requests.bars(listened.number(), listened.wantedFromNanos());
    }
  }

  /// Takes finished bars that were asked for, oldest first.
  ///
  /// @param sentNanos  when they were asked for
  /// @param venueNanos at or after which the venue has answered, by its own clock
  void answered(
      MutableInput listened,
      List<BarState> bars,
      OptionalLong venueNanos,
      long sentNanos,
      long receivedNanos) {
    long untilNanos = fetched(listened, bars, venueNanos, receivedNanos);
    if (listened.endsWarming(sentNanos)) {
      release(listened, receivedNanos);
    }
    listened.answered(true, untilNanos, sentNanos, receivedNanos);
  }

  /// Takes those of the bars that were asked for that could be had; the rest is asked for again.
  ///
  /// @param untilNanos up to where the venue has answered
  void failed(MutableInput listened, List<BarState> first, long untilNanos, long nowNanos) {
    fetched(listened, first, OptionalLong.empty(), nowNanos);
    listened.answered(false, untilNanos, nowNanos, nowNanos);
  }

  private long fetched(
      MutableInput listened, List<BarState> bars, OptionalLong venueNanos, long receivedNanos) {
    long untilNanos = Long.MIN_VALUE;
    long seenNanos = Math.max(venueNanos.orElse(Long.MIN_VALUE), seenNanos());
    for (BarState bar : listened.ended(bars, offsetNanos(listened), seenNanos)) {
      HealthReason times = listened.timesOf(bar, receivedNanos);
      if (times == HealthReason.HEALTHY) {
        tell(listened, bar, receivedNanos);
        untilNanos = Math.max(untilNanos, bar.closeNanos());
      } else {
        sink.quarantined(listened.number(), bar, times, receivedNanos);
      }
    }
    return untilNanos;
  }

  /// Whose bars wait for those before them, in sentences.
  List<String> lines() {
    return bySymbol.values().stream()
        .filter(one -> waiting.containsKey(one.number()))
        .map(
            one ->
                ("Bars wait for those before them, which the venue has not told yet: symbol=%s,"
                        + " events=%d.")
                    .formatted(one.symbol(), waiting.get(one.number()).size()))
        .toList();
  }

  private void release(MutableInput listened, long nowNanos) {
    Optional.ofNullable(waiting.remove(listened.number()))
        .ifPresent(bars -> bars.forEach(bar -> pass(listened, bar, nowNanos)));
  }

  /// The latest time of the venue that an event has told.
  private long seenNanos() {
    long seen = Long.MIN_VALUE;
    for (MutableInput listened : bySymbol.values()) {
      for (StreamHealth stream : listened.streams()) {
        seen = Math.max(seen, stream.lastVenueNanos());
      }
    }
    return seen;
  }

  /// Venue time minus ours: a venue has one clock, and a quiet stream does not tell it.
  private OptionalLong offsetNanos(MutableInput listened) {
    StreamHealth own = listened.of(Stream.Kind.BARS).orElseThrow();
    if (own.knowsClock()) {
      return OptionalLong.of(own.clockOffsetNanos());
    }
    for (MutableInput other : bySymbol.values()) {
      for (StreamHealth stream : other.streams()) {
        if (stream.knowsClock()) {
          return OptionalLong.of(stream.clockOffsetNanos());
        }
      }
    }
    return OptionalLong.empty();
  }
}
