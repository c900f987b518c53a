package io.papertape.live.session;

import io.papertape.live.book.BookStep;
import io.papertape.live.feed.FeedEvent;
import io.papertape.live.feed.FeedEvent.BarState;
import io.papertape.live.health.HealthReason;
import io.papertape.live.health.StreamHealth;
import io.papertape.live.health.StreamState;
import io.papertape.live.tape.TapeInstrument;
import io.papertape.live.transport.FeedChange;
import io.papertape.live.transport.FeedListener;
import io.papertape.live.venue.Stream;
import io.papertape.live.venue.Venue;
import io.papertape.market.InputState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.IntToLongFunction;
import java.util.function.Predicate;

/// Turns the frames of one venue into what a session takes: decodes them, keeps books, judges
/// each event and follows the health of every stream. For one thread; it has no clock.
public final class VenueIntake implements FeedListener {
  private final Venue venue;
  private final FeedSink sink;
  private final IntakeRequests requests;
  private final List<TapeInstrument> instruments;
  private final Map<String, MutableInput> bySymbol = new TreeMap<>();
  private final ConnectionCodecs codecs;
  private final IntakeBooks books;
  private final IntakeBars bars;
  private final FrameNumbers numbers = new FrameNumbers();
  private final NamelessTurns turns = new NamelessTurns();
  private final IntakeLines lines;
  private final FeedNotes notes = new FeedNotes();
  private final ClockTurns clock;

  /// @param instruments of the session; those of other venues are none of its business
  /// @param streams     that are asked for
  /// @param fromNanos   its bars that open from there on are wanted, also those of before the start
  public VenueIntake(
      Venue venue,
      List<TapeInstrument> instruments,
      List<Stream> streams,
      long startNanos,
      IntToLongFunction fromNanos,
      FeedSink sink,
      IntakeRequests requests) {
    this(venue, instruments, streams, false, startNanos, fromNanos, sink, requests);
  }

  /// @param isOneWay all streams come by one way, and nothing is fetched; else by as many as the
  ///     venue wants for them
  VenueIntake(
      Venue venue,
      List<TapeInstrument> instruments,
      List<Stream> streams,
      boolean isOneWay,
      long startNanos,
      IntToLongFunction fromNanos,
      FeedSink sink,
      IntakeRequests requests) {
    lines = new IntakeLines(venue, streams, isOneWay, bySymbol);
    clock = new ClockTurns(startNanos);
    books = new IntakeBooks(venue.bookRules());
    bars = new IntakeBars(sink, requests, bySymbol, instruments, notes);
    this.venue = venue;
    codecs = new ConnectionCodecs(venue);
    this.sink = sink;
    this.requests = requests;
    this.instruments = List.copyOf(instruments);
    for (int i = 0; i < instruments.size(); i++) {
      MutableInput.listening(
              i,
              instruments.get(i),
              venue,
              streams,
              !isOneWay,
              startNanos,
              fromNanos.applyAsLong(i))
          .ifPresent(
              listened -> {
                bySymbol.put(listened.symbol(), listened);
                listened.tell(sink, listened.health().state(), startNanos);
              });
    }
  }

  @Override
  public void frame(String from, int connection, long receivedNanos, byte[] frame) {
    frame(connection, receivedNanos, frame, _ -> {});
  }

  /// Takes a frame.
  ///
  /// @param before told each event of it before it is taken
  void frame(int connection, long receivedNanos, byte[] frame, Consumer<FeedEvent> before) {
    if (isGone(connection)) {
      return;
    }
    for (FeedEvent event : codecs.decode(connection, frame)) {
      before.accept(event);
      lines.hear(connection, event, receivedNanos);
      take(connection, event, receivedNanos);
    }
  }

  /// What comes of a connection after its end would begin what nobody ends.
  private boolean isGone(int connection) {
    if (codecs.isGone(connection)) {
      notes.count("gone-connection");
      return true;
    }
    return false;
  }

  private void take(int connection, FeedEvent event, long receivedNanos) {
    notes.hear(event);
    switch (event) {
      case FeedEvent.OfMarket market -> {
        MutableInput listened = bySymbol.get(market.symbol());
        if (listened == null) {
          notes.otherSymbol(market.symbol());
        } else if (!turns.takes(connection, market, receivedNanos)) {
          notes.count("other-connection");
        } else {
          market(connection, listened, market, receivedNanos);
          listened.tellChange(sink, receivedNanos);
        }
      }
      case FeedEvent.VenueState state -> {
        boolean isDown = state.state() == FeedEvent.VenueState.State.MAINTENANCE;
        mark(HealthReason.MAINTENANCE, _ -> isDown, receivedNanos);
        requests.said(connection, event);
      }
      case FeedEvent.Ping _ -> requests.said(connection, event);
      case FeedEvent.Unknown _ when venue.bookRules().hidesLosses() ->
          breakBooks(connection, receivedNanos);
      case FeedEvent.Heartbeat heartbeat -> {
        long lost = numbers.lostBefore(connection, heartbeat.sequence());
        if (lost > 0) {
          notes.count("lost-frames", lost);
          lost(connection, receivedNanos);
        }
      }
      case FeedEvent.Refused _ -> tellChanges(receivedNanos);
      case FeedEvent.Unknown _, FeedEvent.Acknowledged _, FeedEvent.Ignored _ -> {
        // counted
      }
    }
  }

  private void market(
      int connection, MutableInput listened, FeedEvent.OfMarket event, long receivedNanos) {
    switch (event) {
      case FeedEvent.Trade trade ->
          listened
              .judged(trade, receivedNanos)
              .ifPresent(reason -> pass(listened, trade, reason, receivedNanos));
      case FeedEvent.TopOfBook quote ->
          listened
              .quotes()
              .ifPresent(
                  health ->
                      pass(listened, quote, health.onQuote(quote, receivedNanos), receivedNanos));
      case BarState bar ->
          listened
              .of(Stream.Kind.BARS)
              .ifPresent(health -> bars.come(listened, bar, health, receivedNanos));
      case FeedEvent.BookSnapshot snapshot ->
          book(connection, listened, books.replace(connection, snapshot), receivedNanos);
      case FeedEvent.BookUpdate update ->
          book(connection, listened, books.apply(connection, update), receivedNanos);
    }
  }

  private void pass(
      MutableInput listened, FeedEvent.OfMarket event, HealthReason reason, long receivedNanos) {
    listened.tellChange(sink, receivedNanos); // before what shows it
    switch (reason) {
      case HEALTHY -> sink.event(listened.number(), event, receivedNanos);
      case DUPLICATE -> notes.count("duplicate");
      default -> sink.quarantined(listened.number(), event, reason, receivedNanos);
    }
  }

  private void book(int connection, MutableInput listened, BookStep step, long receivedNanos) {
    switch (step) {
      case APPLIED -> {
        listened.bookIsBroken(false, receivedNanos);
        listened.quotes().ifPresent(health -> best(connection, listened, health, receivedNanos));
      }
      case KNOWN -> notes.count("known-update");
      case WAITING -> requests.snapshot(connection, listened.symbol());
      case BROKEN -> {
        books.lose(connection, listened.symbol(), receivedNanos);
        listened.bookIsBroken(true, receivedNanos);
        requests.snapshot(connection, listened.symbol());
      }
    }
    tellChanges(receivedNanos);
  }

  /// Judges what a book's best prices are now.
  private void best(
      int connection, MutableInput listened, StreamHealth health, long receivedNanos) {
    Optional<FeedEvent.TopOfBook> top = books.top(connection, listened.symbol());
    if (top.isPresent()) {
      pass(listened, top.get(), health.onQuote(top.get(), receivedNanos), receivedNanos);
    } else {
      health.onEmptySide(books.venueNanos(connection, listened.symbol()), receivedNanos);
    }
  }

  /// Frames never came: each stream is a gap until its next event, each book until a snapshot.
  void lost(int connection, long receivedNanos) {
    lines.lost(connection, receivedNanos);
    breakBooks(connection, receivedNanos);
  }

  private void breakBooks(int connection, long receivedNanos) {
    for (MutableInput listened : bySymbol.values()) {
      if (books.reset(connection, listened.symbol(), receivedNanos)) {
        listened.bookIsBroken(true, receivedNanos);
        requests.snapshot(connection, listened.symbol());
      }
    }
    tellChanges(receivedNanos);
  }

  @Override
  public void change(FeedChange change) {
    notes.change(change);
    for (Stream stream : lines.of(change)) {
      MutableInput listened = bySymbol.get(stream.symbol());
      if (listened != null && listened.change(change, stream.kind())) {
        bars.ask(listened, HealthReason.BACKFILL, change.atNanos());
      }
    }
    if (change.state() == FeedChange.State.LOST || change.state() == FeedChange.State.CLOSED) {
      codecs.end(change.connection());
      forgetBooks(change);
      numbers.forget(change.connection());
      turns.forget(change.connection());
      lines.forget(change.connection(), change.atNanos());
    } else {
      codecs.begin(change.connection());
    }
    tellChanges(change.atNanos());
  }

  @Override
  public void doubt(int connection, boolean isInDoubt, long atNanos) {
    if (!isGone(connection)) {
      lines.doubt(connection, isInDoubt, atNanos);
      tellChanges(atNanos);
    }
  }

  /// The best prices of a book that is gone are worth nothing until the next snapshot.
  private void forgetBooks(FeedChange change) {
    for (MutableInput listened : bySymbol.values()) {
      boolean hadBook = books.forget(change.connection(), listened.symbol());
      if (hadBook && !change.isCovered()) {
        listened.bookIsBroken(true, change.atNanos());
      }
    }
  }

  /// Lets time pass: finds stalls, and bars that should have come.
  public void onClock(long nowNanos) {
    lines.askAgain(nowNanos, requests);
    boolean isInDoubt = false;
    for (MutableInput listened : bySymbol.values()) {
      listened.streams().forEach(health -> health.onClock(nowNanos));
      if (listened.wantsBars(nowNanos)) {
        bars.ask(listened, HealthReason.BACKFILL, nowNanos);
      }
      isInDoubt |= listened.doubtsClock();
    }
    if (clock.begins(nowNanos, isInDoubt)) {
      requests.clock();
    }
    tellChanges(nowNanos);
  }

  /// True while bars are being fetched that were asked for.
  boolean awaitsBars() {
    return bySymbol.values().stream().anyMatch(MutableInput::isAsking);
  }

  /// Something is wrong with what comes of some symbols, and of all others it is over.
  void mark(HealthReason reason, Predicate<String> isWrong, long nowNanos) {
    for (MutableInput listened : bySymbol.values()) {
      boolean isIts = isWrong.test(listened.symbol());
      listened.streams().forEach(health -> health.set(reason, isIts, nowNanos));
    }
    tellChanges(nowNanos);
  }

  /// Our clock has been set: what is known of the venue's is of another one.
  public void onClockStep(long nowNanos) {
    StreamState state = new StreamState(InputState.BROKEN, HealthReason.CLOCK_STEP, nowNanos);
    for (MutableInput listened : bySymbol.values()) {
      listened.streams().forEach(health -> health.onClockStep(nowNanos));
      listened.health().tell(state);
      listened.tell(sink, state, nowNanos);
    }
    tellChanges(nowNanos);
  }

  private void tellChanges(long nowNanos) {
    for (MutableInput listened : bySymbol.values()) {
      listened.tellChange(sink, nowNanos);
    }
  }

  /// Takes finished bars that were asked for, oldest first.
  ///
  /// @param sentNanos when they were asked for
  public void bars(int instrument, List<BarState> fetched, long sentNanos, long receivedNanos) {
    bars(instrument, fetched, OptionalLong.empty(), sentNanos, receivedNanos);
  }

  /// Takes the same of a venue that dates its answers.
  ///
  /// @param venueNanos at or after which it has answered, by its own clock
  public void bars(
      int instrument,
      List<BarState> fetched,
      OptionalLong venueNanos,
      long sentNanos,
      long receivedNanos) {
    bars.answered(input(instrument), fetched, venueNanos, sentNanos, receivedNanos);
    tellChanges(receivedNanos);
  }

  /// Not all bars that were asked for could be had; they are asked for again.
  ///
  /// @param first      those that could
  /// @param untilNanos up to where the venue has answered
  public void noBars(int instrument, List<BarState> first, long untilNanos, long nowNanos) {
    bars.failed(input(instrument), first, untilNanos, nowNanos);
  }

  /// Whose bars wait for those before them, in sentences.
  List<String> waiting() {
    return bars.lines();
  }

  private MutableInput input(int instrument) {
    return bySymbol.get(instruments.get(instrument).venueSymbol());
  }

  /// Takes what the venue's clock read between two times of ours.
  public void clock(Venue.Reading reading, long sentNanos, long receivedNanos) {
    clock.end(receivedNanos);
    long low = reading.lowNanos() - receivedNanos;
    long high = reading.highNanos() - sentNanos;
    for (MutableInput listened : bySymbol.values()) {
      for (StreamHealth health : listened.streams()) {
        health.onVenueClock(low, high, receivedNanos);
      }
    }
    tellChanges(receivedNanos);
  }

  /// The venue's clock could not be had; it is asked for again.
  public void noClock(long nowNanos) {
    clock.end(nowNanos);
  }

  /// How often each thing came.
  public Map<String, Long> counts() {
    return notes.counts();
  }

  /// What somebody should look at: frames that were not understood, refusals, and the like.
  FeedNotes notes() {
    return notes;
  }

  /// Where to fetch the bars of an instrument from: none that opened before is missing.
  public long wantedFromNanos(int instrument) {
    return input(instrument).wantedFromNanos();
  }

  /// Takes a fetched snapshot of a book, unless it is of before a loss (the next update asks
  /// again), is behind the book, or its connection is gone.
  ///
  /// @param sentNanos when it was asked for
  public void snapshot(int connection, FeedEvent event, long sentNanos, long receivedNanos) {
    if (!isGone(connection) && !books.isOld(connection, event, sentNanos)) {
      take(connection, event, receivedNanos);
    }
  }
}
