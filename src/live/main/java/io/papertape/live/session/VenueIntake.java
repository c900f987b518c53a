package io.papertape.live.session;

import io.papertape.live.book.BookStep;
import io.papertape.live.book.MutableBook;
import io.papertape.live.feed.FeedCodec;
import io.papertape.live.feed.FeedEvent;
import io.papertape.live.health.HealthReason;
import io.papertape.live.health.HealthSettings;
import io.papertape.live.health.InstrumentHealth;
import io.papertape.live.health.StreamHealth;
import io.papertape.live.health.StreamState;
import io.papertape.live.health.StreamTraits;
import io.papertape.live.tape.TapeEvent;
import io.papertape.live.tape.TapeInstrument;
import io.papertape.live.transport.FeedChange;
import io.papertape.live.transport.FeedListener;
import io.papertape.live.venue.Stream;
import io.papertape.live.venue.Venue;
import io.papertape.market.TradingCalendar;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/// Turns the frames of one venue into what a session takes: decodes them, keeps books, judges
/// each event and follows the health of every stream. For one thread; it has no clock.
final class VenueIntake implements FeedListener {
  /// What the intake asks of whoever owns the connections.
  interface Requests {
    /// The venue said something of itself, or wants an answer.
    void said(int connection, FeedEvent event);

    /// A book is of no use until it has a new snapshot.
    void snapshot(int connection, String symbol);

    /// Bars may have been missed.
    void bars(int instrument);
  }

  /// The streams of one instrument.
  private static final class Listened {
    private final int number;
    private final Map<Stream.Kind, StreamHealth> streams = new TreeMap<>();
    private InstrumentHealth health;
    private long lastCloseNanos;
    private long askedNanos;

    Listened(int number, TapeInstrument instrument, List<Stream> asked, long startNanos) {
      this.number = number;
      TradingCalendar calendar = TradingCalendar.byName(instrument.instrument().calendar());
      for (Stream stream : asked) {
        streams.put(
            stream.kind(),
            new StreamHealth(HealthSettings.DEFAULT, traits(stream.kind()), calendar, startNanos));
      }
      health = new InstrumentHealth(List.copyOf(streams.values()));
      lastCloseNanos = startNanos;
    }

    private static StreamTraits traits(Stream.Kind kind) {
      return switch (kind) {
        case TRADES -> StreamTraits.TRADES;
        case TOP_OF_BOOK, BOOK -> StreamTraits.QUOTES;
        case BARS -> StreamTraits.BARS;
      };
    }

    Optional<StreamHealth> of(Stream.Kind kind) {
      return Optional.ofNullable(streams.get(kind));
    }

    /// True if best prices were asked for; some venues tell a book for that.
    boolean tellsQuotes() {
      return streams.containsKey(Stream.Kind.TOP_OF_BOOK) || streams.containsKey(Stream.Kind.BOOK);
    }

    StreamHealth quotes() {
      return of(Stream.Kind.TOP_OF_BOOK).or(() -> of(Stream.Kind.BOOK)).orElseThrow();
    }
  }

  private static final long LATE_NANOS = 5_000_000_000L;

  private final Venue venue;
  private final FeedSink sink;
  private final Requests requests;
  private final List<TapeInstrument> instruments;
  private final Map<String, Listened> bySymbol = new TreeMap<>();
  private final Map<Integer, FeedCodec> codecs = new HashMap<>();
  private final Map<String, MutableBook> books = new HashMap<>();
  private final Map<String, Long> counts = new TreeMap<>();
  private final FeedNotes notes = new FeedNotes();

  /// @param instruments of the session; those of other venues are none of its business
  /// @param streams     that are asked for
  VenueIntake(
      Venue venue,
      List<TapeInstrument> instruments,
      List<Stream> streams,
      long startNanos,
      FeedSink sink,
      Requests requests) {
    this.venue = venue;
    this.sink = sink;
    this.requests = requests;
    this.instruments = List.copyOf(instruments);
    for (int i = 0; i < instruments.size(); i++) {
      TapeInstrument one = instruments.get(i);
      List<Stream> asked =
          streams.stream().filter(stream -> stream.symbol().equals(one.venueSymbol())).toList();
      if (one.venue().equals(venue.name()) && !asked.isEmpty()) {
        Listened listened = new Listened(i, one, asked, startNanos);
        bySymbol.put(one.venueSymbol(), listened);
        tell(listened, listened.health.state(), startNanos);
      }
    }
  }

  private void tell(Listened listened, StreamState state, long nowNanos) {
    sink.input(
        new TapeEvent.InputChange(
            listened.number, nowNanos, state.state(), state.reason(), state.sinceNanos()));
  }

  @Override
  public void frame(String from, int connection, long receivedNanos, byte[] frame) {
    frame(connection, receivedNanos, frame, _ -> {});
  }

  /// Takes a frame.
  ///
  /// @param before told each event of it before it is taken
  void frame(int connection, long receivedNanos, byte[] frame, Consumer<FeedEvent> before) {
    FeedCodec codec = codecs.computeIfAbsent(connection, _ -> venue.codec());
    List<FeedEvent> events = new ArrayList<>();
    codec.decode(frame, events::add);
    for (FeedEvent event : events) {
      before.accept(event);
      take(connection, event, receivedNanos);
    }
    tellChanges(receivedNanos);
  }

  private void take(int connection, FeedEvent event, long receivedNanos) {
    count(event.getClass().getSimpleName());
    notes.hear(event);
    switch (event) {
      case FeedEvent.OfMarket market -> {
        Listened listened = bySymbol.get(market.symbol());
        if (listened == null) {
          count("other-symbol");
          notes.otherSymbol(market.symbol());
        } else {
          market(connection, listened, market, receivedNanos);
        }
      }
      case FeedEvent.VenueState state -> {
        boolean isDown = state.state() == FeedEvent.VenueState.State.MAINTENANCE;
        for (Listened listened : bySymbol.values()) {
          mark(listened, HealthReason.MAINTENANCE, isDown, receivedNanos);
        }
        requests.said(connection, event);
      }
      case FeedEvent.Ping _ -> requests.said(connection, event);
      case FeedEvent.Unknown _ -> {
        if (venue.bookRules().hidesLosses()) {
          breakBooks(connection, receivedNanos);
        }
      }
      case FeedEvent.Heartbeat _,
          FeedEvent.Acknowledged _,
          FeedEvent.Refused _,
          FeedEvent.Ignored _ -> {
        // counted
      }
    }
  }

  private void market(
      int connection, Listened listened, FeedEvent.OfMarket event, long receivedNanos) {
    switch (event) {
      case FeedEvent.Trade trade ->
          listened
              .of(Stream.Kind.TRADES)
              .ifPresent(
                  health ->
                      pass(listened, trade, health.onTrade(trade, receivedNanos), receivedNanos));
      case FeedEvent.TopOfBook quote ->
          pass(listened, quote, listened.quotes().onQuote(quote, receivedNanos), receivedNanos);
      case FeedEvent.BarState bar -> {
        Optional<StreamHealth> health = listened.of(Stream.Kind.BARS);
        if (health.isPresent()) {
          pass(listened, bar, health.get().onBar(bar, receivedNanos), receivedNanos);
          if (bar.isFinal()) {
            listened.lastCloseNanos = Math.max(listened.lastCloseNanos, bar.closeNanos());
          }
        }
      }
      case FeedEvent.BookSnapshot snapshot ->
          book(connection, listened, book(connection, event).apply(snapshot), receivedNanos);
      case FeedEvent.BookUpdate update ->
          book(connection, listened, book(connection, event).apply(update), receivedNanos);
    }
  }

  private void pass(
      Listened listened, FeedEvent.OfMarket event, HealthReason reason, long receivedNanos) {
    switch (reason) {
      case HEALTHY -> sink.event(listened.number, event, receivedNanos);
      case DUPLICATE -> count("duplicate");
      default -> sink.quarantined(listened.number, event, reason, receivedNanos);
    }
  }

  private MutableBook book(int connection, FeedEvent.OfMarket event) {
    return books.computeIfAbsent(
        connection + " " + event.symbol(), _ -> new MutableBook(event.symbol(), venue.bookRules()));
  }

  private void book(int connection, Listened listened, BookStep step, long receivedNanos) {
    MutableBook book = books.get(connection + " " + symbol(listened));
    switch (step) {
      case APPLIED -> {
        mark(listened, HealthReason.SEQUENCE_GAP, false, receivedNanos);
        Optional<FeedEvent.TopOfBook> top = book.top();
        if (top.isPresent() && listened.tellsQuotes()) {
          HealthReason reason = listened.quotes().onQuote(top.get(), receivedNanos);
          pass(listened, top.get(), reason, receivedNanos);
        }
      }
      case KNOWN -> count("known-update");
      case WAITING -> requests.snapshot(connection, symbol(listened));
      case BROKEN -> {
        mark(listened, HealthReason.SEQUENCE_GAP, true, receivedNanos);
        requests.snapshot(connection, symbol(listened));
      }
    }
  }

  private String symbol(Listened listened) {
    return instruments.get(listened.number).venueSymbol();
  }

  private void breakBooks(int connection, long receivedNanos) {
    for (Listened listened : bySymbol.values()) {
      MutableBook book = books.get(connection + " " + symbol(listened));
      if (book != null) {
        book.reset();
        mark(listened, HealthReason.SEQUENCE_GAP, true, receivedNanos);
        requests.snapshot(connection, symbol(listened));
      }
    }
  }

  private static void mark(
      Listened listened, HealthReason reason, boolean isWrong, long receivedNanos) {
    for (StreamHealth health : listened.streams.values()) {
      if (isWrong) {
        health.begin(reason, receivedNanos);
      } else {
        health.end(reason, receivedNanos);
      }
    }
  }

  @Override
  public void change(FeedChange change) {
    count(change.state().name() + " " + change.reason().name());
    notes.change(change);
    for (Listened listened : bySymbol.values()) {
      switch (change.state()) {
        case LIVE -> {
          listened.streams.values().forEach(health -> health.onConnected(change.atNanos()));
          if (change.reason() != FeedChange.Reason.HEARD_AGAIN) {
            requests.bars(listened.number);
          }
        }
        case LOST, MAINTENANCE, BACKING_OFF, FAILED ->
            mark(listened, HealthReason.DISCONNECTED, !change.isCovered(), change.atNanos());
        case CONNECTING, HALF_OPEN, CLOSED -> {
          // nothing is lost yet
        }
      }
    }
    if (change.state() == FeedChange.State.LOST || change.state() == FeedChange.State.CLOSED) {
      codecs.remove(change.connection());
      books.keySet().removeIf(key -> key.startsWith(change.connection() + " "));
    }
    tellChanges(change.atNanos());
  }

  /// Lets time pass: finds stalls, and bars that should have come.
  void onClock(long nowNanos) {
    for (Listened listened : bySymbol.values()) {
      listened.streams.values().forEach(health -> health.onClock(nowNanos));
      long barNanos = instruments.get(listened.number).barNanos();
      if (barNanos > 0
          && nowNanos
              > Math.max(listened.lastCloseNanos, listened.askedNanos) + barNanos + LATE_NANOS) {
        listened.askedNanos = nowNanos;
        requests.bars(listened.number);
      }
    }
    tellChanges(nowNanos);
  }

  /// Something is wrong with all that comes, or is over.
  void markAll(HealthReason reason, boolean isWrong, long nowNanos) {
    for (Listened listened : bySymbol.values()) {
      mark(listened, reason, isWrong, nowNanos);
    }
    tellChanges(nowNanos);
  }

  private void tellChanges(long nowNanos) {
    for (Listened listened : bySymbol.values()) {
      listened.health.change().ifPresent(state -> tell(listened, state, nowNanos));
    }
  }

  private void count(String what) {
    counts.merge(what, 1L, Long::sum);
  }

  /// How often each thing came, for status screens.
  Map<String, Long> counts() {
    return new TreeMap<>(counts);
  }

  /// What somebody should look at: frames that were not understood, refusals, and the like.
  FeedNotes notes() {
    return notes;
  }

  /// Close of the last finished bar of an instrument; when listening began if there is none.
  long lastCloseNanos(int instrument) {
    return bySymbol.get(instruments.get(instrument).venueSymbol()).lastCloseNanos;
  }

  /// Takes a fetched snapshot of a book.
  void snapshot(int connection, FeedEvent event, long receivedNanos) {
    take(connection, event, receivedNanos);
    tellChanges(receivedNanos);
  }
}
