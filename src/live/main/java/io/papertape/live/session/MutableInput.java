package io.papertape.live.session;

import io.papertape.live.feed.FeedEvent;
import io.papertape.live.feed.FeedEvent.BarState;
import io.papertape.live.health.HealthReason;
import io.papertape.live.health.HealthSettings;
import io.papertape.live.health.InstrumentHealth;
import io.papertape.live.health.StreamHealth;
import io.papertape.live.health.StreamState;
import io.papertape.live.health.StreamTraits;
import io.papertape.live.tape.BarSchedule;
import io.papertape.live.tape.SequencerSettings;
import io.papertape.live.tape.TapeEvent;
import io.papertape.live.tape.TapeInstrument;
import io.papertape.live.transport.FeedChange;
import io.papertape.live.venue.Stream;
import io.papertape.live.venue.Venue;
import io.papertape.market.InputState;
import io.papertape.market.TradingCalendar;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/// The streams of one instrument as [VenueIntake] follows them, and which of its bars have come.
final class MutableInput {
  private static final long LATE_NANOS = 5_000_000_000L;

  /// So soon after its close a bar is asked for if nothing else comes either: the connection may
  /// be dead, and what is fetched within the sequencer's grace is still live. The same where a
  /// bar's end does not come by itself.
  private static final long SOON_NANOS = 750_000_000L;

  private static final long QUIET_NANOS = 3_000_000_000L;
  private static final long AGAIN_NANOS = 2_000_000_000L;
  private static final int MOST_TRIES = 5;
  private static final long MOST_AHEAD_NANOS = SequencerSettings.DEFAULT.mostAhead().toNanos();

  private final int number;
  private final String symbol;
  private final Map<Stream.Kind, StreamHealth> streams = new TreeMap<>();
  private final Map<Stream.Kind, Stream> asked = new EnumMap<>(Stream.Kind.class);
  private final InstrumentHealth health;
  private final Optional<MutableBarRun> run;
  private final boolean endsBars;
  private final boolean identifiesTrades;
  private final boolean isFetched;
  /// The bars that it begins with have not come.
  private boolean isWarming;

  /// The newest of the bars that came was left out: it may be under way.
  private boolean isCut;

  private boolean isConnected;
  private boolean areBarsRefused;
  private long connectedNanos = Long.MIN_VALUE;
  private boolean isAsking;
  private long askedNanos;
  private long askAgainNanos;
  private long patientNanos;

  private int tries;

  private MutableInput(
      int number,
      TapeInstrument instrument,
      List<Stream> streams,
      Venue venue,
      boolean isFetched,
      long startNanos,
      long fromNanos) {
    this.number = number;
    endsBars = venue.endsBars();
    identifiesTrades = venue.identifiesTrades();
    symbol = instrument.venueSymbol();
    StreamTraits trades = venue.numbersTrades() ? StreamTraits.TOLD_TRADES : StreamTraits.TRADES;
    TradingCalendar calendar = TradingCalendar.byName(instrument.instrument().calendar());
    for (Stream stream : streams) {
      asked.put(stream.kind(), stream);
      StreamTraits traits =
          switch (stream.kind()) {
            case TRADES -> trades;
            case TOP_OF_BOOK, BOOK -> StreamTraits.QUOTES;
            case BARS -> StreamTraits.BARS;
          };
      this.streams.put(
          stream.kind(), new StreamHealth(HealthSettings.DEFAULT, traits, calendar, startNanos));
    }
    health = new InstrumentHealth(List.copyOf(this.streams.values()));
    run =
        asked.containsKey(Stream.Kind.BARS)
            ? Optional.of(
                new MutableBarRun(new BarSchedule(calendar, instrument.barNanos()), fromNanos))
            : Optional.empty();
    long barNanos = instrument.barNanos();
    this.isFetched =
        isFetched
            && run.isPresent()
            && venue.bars(symbol, barNanos, startNanos - barNanos, startNanos).isPresent();
    isWarming = this.isFetched;
    patientNanos = fromNanos;
    askAgainNanos = Long.MAX_VALUE;
  }

  /// An instrument of the venue of which something is listened to; empty for any other.
  ///
  /// @param isFetched bars are fetched where the venue has them
  static Optional<MutableInput> listening(
      int number,
      TapeInstrument instrument,
      Venue venue,
      List<Stream> streams,
      boolean isFetched,
      long startNanos,
      long fromNanos) {
    List<Stream> asked =
        streams.stream().filter(one -> one.symbol().equals(instrument.venueSymbol())).toList();
    if (!instrument.venue().equals(venue.name()) || asked.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new MutableInput(number, instrument, asked, venue, isFetched, startNanos, fromNanos));
  }

  /// As the venue spells it.
  String symbol() {
    return symbol;
  }

  int number() {
    return number;
  }

  InstrumentHealth health() {
    return health;
  }

  /// Where no bars are fetched, a stream that is live shows nothing of a bar that is due: the input
  /// is live from its next bar on.
  void tell(FeedSink sink, StreamState state, long nowNanos) {
    boolean isUnfetched = hasBars() && !isFetched && state.state() == InputState.LIVE;
    boolean isLater = isUnfetched && run().isDue(venueNanos(nowNanos));
    HealthReason reason = isLater ? HealthReason.MISSING_BAR : state.reason();
    sink.input(
        new TapeEvent.InputChange(number, nowNanos, state.state(), reason, state.sinceNanos()));
  }

  /// A finished bar is about to be told.
  void comes(BarState bar) {
    run().comes(bar);
  }

  /// Tells the state if it is another than was told last.
  void tellChange(FeedSink sink, long nowNanos) {
    Optional<StreamState> changed = health.change();
    if (changed.isPresent()) {
      tell(sink, changed.get(), nowNanos);
    }
  }

  Iterable<StreamHealth> streams() {
    return streams.values();
  }

  Optional<StreamHealth> of(Stream.Kind kind) {
    return Optional.ofNullable(streams.get(kind));
  }

  Optional<StreamHealth> quotes() {
    return of(Stream.Kind.TOP_OF_BOOK).or(() -> of(Stream.Kind.BOOK));
  }

  /// The best prices of a broken book are none; or it is whole again.
  void bookIsBroken(boolean isWrong, long nowNanos) {
    quotes().ifPresent(health -> health.set(HealthReason.SEQUENCE_GAP, isWrong, nowNanos));
  }

  /// Judges a trade, if any were asked for. One without its id, where the venue gives them, could
  /// be a repeat.
  Optional<HealthReason> judged(FeedEvent.Trade trade, long receivedNanos) {
    boolean lacksId = identifiesTrades && trade.id().isEmpty();
    return of(Stream.Kind.TRADES)
        .map(one -> lacksId ? HealthReason.IMPOSSIBLE : one.onTrade(trade, receivedNanos));
  }

  /// The stream that an event of a connection comes by; empty if none was asked for.
  Optional<Stream> streamOf(FeedEvent.OfMarket event) {
    return switch (event) {
      case FeedEvent.Trade _ -> asked(Stream.Kind.TRADES);
      case BarState _ -> asked(Stream.Kind.BARS);
      case FeedEvent.TopOfBook _, FeedEvent.BookSnapshot _, FeedEvent.BookUpdate _ ->
          asked(Stream.Kind.TOP_OF_BOOK).or(() -> asked(Stream.Kind.BOOK));
    };
  }

  private Optional<Stream> asked(Stream.Kind kind) {
    return Optional.ofNullable(asked.get(kind));
  }

  /// A stream is refused, or no more. Bars are fetched meanwhile, soon enough to be live.
  void refused(Stream stream, boolean isRefused, long nowNanos) {
    if (stream.kind() == Stream.Kind.BARS) {
      areBarsRefused = isRefused;
    } else {
      of(stream.kind()).ifPresent(one -> one.set(HealthReason.REFUSED, isRefused, nowNanos));
    }
  }

  boolean hasBars() {
    return run.isPresent();
  }

  /// Where to fetch from: no bar that opened before is missing.
  long wantedFromNanos() {
    return run().wantedFromNanos();
  }

  boolean doubtsClock() {
    return streams.values().stream().anyMatch(StreamHealth::doubtsClock);
  }

  /// What is wrong with the times of a finished bar: it closes far ahead of our clock, or its times
  /// are none of the schedule. Such a bar says nothing of those that have come.
  HealthReason timesOf(BarState bar, long nowNanos) {
    if (!bar.isFinal()) {
      return HealthReason.HEALTHY;
    }
    if (bar.closeNanos() - nowNanos > MOST_AHEAD_NANOS) {
      return HealthReason.CLOCK_STEP;
    }
    return run().holds(bar) ? HealthReason.HEALTHY : HealthReason.IMPOSSIBLE;
  }

  private MutableBarRun run() {
    return run.orElseThrow();
  }

  /// True if a bar that should have come before this one has not.
  boolean skips(BarState bar) {
    return bar.isFinal() && run().nextClose() < bar.closeNanos();
  }

  void closed(BarState bar) {
    if (bar.isFinal() && run().add(bar)) {
      tries = 0;
    }
  }

  /// Takes what became of the connection of a stream. What closed before there was a new one has
  /// been missed; while there is none nothing shows that bars are current.
  ///
  /// @return true if bars are to be asked for
  boolean change(FeedChange change, Stream.Kind kind) {
    boolean isOfBars = kind == Stream.Kind.BARS;
    Optional<StreamHealth> health = of(kind);
    switch (change.state()) {
      case LIVE -> {
        health.ifPresent(one -> one.onConnected(change.atNanos()));
        if (isOfBars && change.reason() != FeedChange.Reason.HEARD_AGAIN) {
          isConnected = true;
          connectedNanos = change.atNanos();
          tries = 0;
          askAgainNanos = Long.MIN_VALUE;
          return true;
        }
      }
      case LOST, MAINTENANCE, BACKING_OFF, FAILED -> {
        boolean isAway = !change.isCovered();
        health.ifPresent(one -> one.set(HealthReason.DISCONNECTED, isAway, change.atNanos()));
        isConnected &= !(isOfBars && isAway);
      }
      case CONNECTING, HALF_OPEN, CLOSED -> {
        // nothing is lost yet
      }
    }
    return false;
  }

  /// Begins to ask for bars.
  ///
  /// @return false if they are being asked for already, or cannot be
  boolean ask(HealthReason why, long nowNanos) {
    if (isAsking || !isFetched) {
      return false;
    }
    isAsking = true;
    askedNanos = nowNanos;
    tries++;
    if (run().hasHole() || run().nextClose() <= venueNanos(nowNanos)) {
      of(Stream.Kind.BARS).orElseThrow().begin(why, nowNanos);
    }
    return true;
  }

  /// The venue's time, or ours if that is earlier or the venue's is not known.
  private long venueNanos(long nowNanos) {
    return nowNanos + Math.min(0, of(Stream.Kind.BARS).orElseThrow().clockOffsetNanos());
  }

  /// Those of the bars that were asked for that had ended when they were. A venue answers with the
  /// one that is under way too, and nothing in the answer tells it from the others. While it is not
  /// known how far our clock is from the venue's, a bar has ended if the venue has told a later
  /// time, or a later bar.
  ///
  /// @param offsetNanos the venue's time minus ours, if it is known
  /// @param seenNanos   the latest time of the venue that it has told
  List<BarState> ended(List<BarState> bars, OptionalLong offsetNanos, long seenNanos) {
    long newest = bars.stream().mapToLong(BarState::closeNanos).max().orElse(Long.MIN_VALUE + 1);
    long told = Math.max(Math.max(newest - 1, run().lastCloseNanos()), seenNanos);
    long ended =
        offsetNanos.isPresent()
            ? askedNanos + Math.min(0, offsetNanos.getAsLong())
            : Math.min(askedNanos, told);
    isCut = offsetNanos.isEmpty() && ended < Math.min(askedNanos, newest);
    return bars.stream().filter(bar -> bar.closeNanos() <= ended).toList();
  }

  /// True until the bars that it begins with have been told, or the venue has answered what it has
  /// of them.
  boolean isWarming() {
    return isWarming;
  }

  /// Where nothing ever tells the venue's time, the next bar will show what this one was.
  private boolean lacksNewest() {
    return isCut && tries < MOST_TRIES;
  }

  /// Takes an answer, as it was at a time.
  ///
  /// @return true if what came meanwhile can follow now; what closed before there was a connection
  ///     may not be in it otherwise
  boolean endsWarming(long sentNanos) {
    isWarming &= !(!lacksNewest() && isConnected && sentNanos >= connectedNanos);
    return !isWarming;
  }

  boolean isAsking() {
    return isAsking;
  }

  /// What was asked for has come, as it was at a time, or it has not. What was asked for before
  /// there was this connection does not show what closed until there was: it is asked for again.
  /// So is a hole, until the venue has answered a few times without what is in it.
  ///
  /// @param untilNanos close of the last bar that came: of those before it the venue has no other;
  ///                   of what has not come whole: up to where it has
  void answered(boolean isAnswered, long untilNanos, long sentNanos, long nowNanos) {
    isAsking = false;
    StreamHealth bars = of(Stream.Kind.BARS).orElseThrow();
    run().answered(isAnswered, untilNanos);
    if (isConnected && isAnswered && sentNanos < connectedNanos) {
      askAgainNanos = nowNanos;
      return;
    }
    if (isAnswered && tries >= MOST_TRIES) {
      run().isWhole();
    }
    if (isAnswered && !run().hasHole() && !isWarming && !lacksNewest()) {
      bars.end(HealthReason.BACKFILL, nowNanos);
      bars.end(HealthReason.MISSING_BAR, nowNanos);
    }
    if (isConnected
        && isAnswered
        && !run().hasHole()
        && run().nextClose() > sentNanos + bars.clockOffsetNanos()) {
      bars.proven(nowNanos);
      askAgainNanos = Long.MAX_VALUE;
    } else {
      boolean isPatient = isAnswered && tries >= MOST_TRIES;
      askAgainNanos = isPatient ? Long.MAX_VALUE : nowNanos + AGAIN_NANOS;
    }
  }

  /// True if a bar should have come long ago, or if what was asked for did not come.
  boolean wantsBars(long nowNanos) {
    if (isAsking || !isFetched) {
      return false;
    }
    long due = run().closeAfter(Math.max(run().lastCloseNanos(), patientNanos));
    long venueNanos = venueNanos(nowNanos);
    boolean isSoon = !endsBars || areBarsRefused || isQuiet(nowNanos);
    if (venueNanos > due + (isSoon ? SOON_NANOS : LATE_NANOS)) {
      patientNanos = venueNanos;
      tries = 0;
      return true;
    }
    return nowNanos >= askAgainNanos;
  }

  private boolean isQuiet(long nowNanos) {
    return streams.values().stream()
        .allMatch(stream -> nowNanos - stream.silentSinceNanos() >= QUIET_NANOS);
  }
}
