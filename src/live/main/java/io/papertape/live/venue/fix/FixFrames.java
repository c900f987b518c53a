package io.papertape.live.venue.fix;

import io.papertape.live.feed.DecimalText;
import io.papertape.live.feed.FeedCodec;
import io.papertape.live.feed.FeedEvent;
import io.papertape.live.feed.FeedEvent.VenueState;
import io.papertape.live.feed.FrameException;
import io.papertape.live.feed.Level;
import io.papertape.order.Side;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;

/// Reads the messages of one session of FIX.
///
/// It remembers the entries of each book, because a change may name an entry instead of its price.
/// Bids and offers become books, trades of incremental refreshes become trades. Trades in a
/// snapshot are of before it, and messages that are sent again are of before a gap: ignored.
final class FixFrames implements FeedCodec {
  /// The protocol guards the numbers of all messages; those of heartbeats alone have gaps.
  private static final long NOT_NUMBERED = 0;

  private static final String NEW = "0";
  private static final String CHANGE = "1";
  private static final String DELETE = "2";

  /// Type of the entry that says that a book is empty.
  private static final String EMPTY = "J";

  /// Tags that tell the side of the order that took the other: of FIX 5.0, and of CME.
  private static final List<Integer> AGGRESSOR = List.of(2446, 5797);

  /// In all fragments of a snapshot.
  private static final int MOST_ENTRIES = 100_000;

  private final FixSymbols symbols;
  private final int depth;
  private final List<Integer> sideTags;
  private final FixFindings findings;
  private final Map<String, FixBook> books = new HashMap<>();
  private final Map<String, List<FixFields>> fragments = new HashMap<>();
  private final Set<String> withSnapshot = new HashSet<>();

  /// @param depth    prices a side that are asked for; 0: all
  /// @param sideTag  where a trade tells the side that took the other, beside the usual tags
  /// @param findings is told what a person should know
  FixFrames(FixSymbols symbols, int depth, Optional<Integer> sideTag, FixFindings findings) {
    this.symbols = symbols;
    this.depth = depth;
    sideTags = sideTag.map(List::of).orElse(AGGRESSOR);
    this.findings = findings;
  }

  @Override
  public void decode(byte[] frame, Consumer<FeedEvent> events) {
    List<FeedEvent> told = new ArrayList<>();
    try {
      FixFields message = FixFields.parse(frame);
      boolean isRepeat = message.find(Tag.POSSIBLE_DUPLICATE).equals(Optional.of("Y"));
      if (isRepeat) {
        told.add(new FeedEvent.Ignored("sent-again"));
      } else {
        read(message, told);
      }
    } catch (FrameException e) {
      told.clear();
      told.add(new FeedEvent.Unknown(e.getMessage()));
    }
    told.forEach(events);
  }

  private void read(FixFields message, List<FeedEvent> told) {
    switch (message.get(Tag.TYPE)) {
      case "W" -> snapshot(message, told);
      case "X" -> refresh(message, told);
      case "Y" -> told.add(refusal(message));
      case "3" -> told.add(rejected(message, Tag.REJECT_REASON));
      case "j" -> told.add(rejected(message, Tag.BUSINESS_REASON));
      case "0", "1" -> told.add(new FeedEvent.Heartbeat(sendingNanos(message), NOT_NUMBERED));
      case "5" ->
          told.add(
              new VenueState(VenueState.State.CLOSING, message.find(Tag.TEXT).orElse("Logout")));
      case String other -> told.add(new FeedEvent.Ignored("message-" + other));
    }
  }

  private static long sendingNanos(FixFields message) {
    return message.find(Tag.SENDING_TIME).map(FixTime::nanos).orElse(0L);
  }

  /// Its time is that of sending: an entry may have stood there for hours.
  private void snapshot(FixFields message, List<FeedEvent> told) {
    String symbol = symbols.of(message, message, message);
    Optional<List<FixFields>> entries = collected(symbol, message);
    if (entries.isEmpty()) {
      told.add(new FeedEvent.Ignored("snapshot-fragment"));
      return;
    }
    boolean hasBook = entries.get().isEmpty();
    for (FixFields entry : entries.get()) {
      String type = entry.get(Tag.ENTRY_TYPE);
      if (FixBook.isSide(type) || type.equals(EMPTY)) {
        hasBook = true;
      } else {
        told.add(new FeedEvent.Ignored("snapshot-entry-" + type));
      }
    }
    if (hasBook) {
      FixBook book = FixBook.of(depth, entries.get());
      books.put(symbol, book);
      hasSnapshot(symbol);
      told.add(
          new FeedEvent.BookSnapshot(
              symbol,
              sendingNanos(message),
              0,
              0,
              book.bids().levels(),
              book.asks().levels(),
              OptionalLong.empty()));
    }
  }

  /// The entries of a snapshot with those of its fragments before; empty while others are to come.
  private Optional<List<FixFields>> collected(String symbol, FixFields message) {
    List<FixFields> before = fragments.remove(symbol);
    List<FixFields> all = new ArrayList<>(before == null ? List.of() : before);
    all.addAll(message.entries(Tag.ENTRIES, Tag.ENTRY_TYPE));
    if (all.size() > MOST_ENTRIES) {
      throw new FrameException(
          "Snapshot has too many entries: symbol=%s, entries=%d, most=%d."
              .formatted(FrameException.shortened(symbol), all.size(), MOST_ENTRIES));
    }
    if (message.find(Tag.LAST_FRAGMENT).equals(Optional.of("N"))) {
      fragments.put(symbol, all);
      return Optional.empty();
    }
    return Optional.of(all);
  }

  private void hasSnapshot(String symbol) {
    withSnapshot.add(symbol);
    findings.hasSnapshot(symbol);
  }

  private void refresh(FixFields message, List<FeedEvent> told) {
    Map<String, Long> touched = new LinkedHashMap<>();
    FixFields head = message.before(Tag.ENTRIES);
    FixFields before = head;
    for (FixFields entry : message.entries(Tag.ENTRIES, Tag.ACTION)) {
      String symbol = symbols.of(entry, before, message);
      before = symbols.isNamed(entry) ? entry : before;
      long nanos = entryNanos(entry, head);
      String type = entry.find(Tag.ENTRY_TYPE).orElse("");
      switch (type) {
        case "0", "1", "" -> {
          if (book(symbol).take(entry)) {
            touched.merge(symbol, nanos, Math::max);
          } else {
            told.add(new FeedEvent.Ignored("entry-not-kept"));
          }
        }
        case EMPTY -> {
          told.add(emptied(symbol, nanos));
          touched.remove(symbol);
        }
        case "2" -> told.add(trade(symbol, entry, nanos));
        default -> told.add(new FeedEvent.Ignored("entry-" + type));
      }
    }
    touched.forEach((symbol, latest) -> told.add(update(symbol, latest)));
  }

  private FixBook book(String symbol) {
    if (fragments.containsKey(symbol)) {
      throw new FrameException(
          "Changes come between the fragments of a snapshot: symbol=%s."
              .formatted(FrameException.shortened(symbol)));
    }
    return books.computeIfAbsent(symbol, _ -> new FixBook(depth));
  }

  private FeedEvent emptied(String symbol, long nanos) {
    book(symbol).clear();
    hasSnapshot(symbol);
    return new FeedEvent.BookSnapshot(
        symbol, nanos, 0, 0, List.of(), List.of(), OptionalLong.empty());
  }

  private FeedEvent update(String symbol, long nanos) {
    if (!withSnapshot.contains(symbol)) {
      findings.lacksSnapshot(symbol);
    }
    FixBook book = book(symbol);
    book.settle();
    List<Level> bids = book.bids().changes();
    List<Level> asks = book.asks().changes();
    return new FeedEvent.BookUpdate(symbol, nanos, 0, 0, -1, 0, bids, asks, OptionalLong.empty());
  }

  private FeedEvent trade(String symbol, FixFields entry, long nanos) {
    String action = entry.get(Tag.ACTION);
    return switch (action) {
      case NEW -> newTrade(symbol, entry, nanos);
      case CHANGE, DELETE -> {
        findings.tradeIsWithdrawn();
        yield new FeedEvent.Ignored(action.equals(CHANGE) ? "trade-corrected" : "trade-cancelled");
      }
      default -> throw FixBook.notUnderstood(action);
    };
  }

  private FeedEvent newTrade(String symbol, FixFields entry, long nanos) {
    Optional<Side> side =
        sideTags.stream()
            .flatMap(tag -> entry.find(tag).flatMap(FixFrames::side).stream())
            .findFirst();
    if (side.isEmpty()) {
      findings.tradeHasNoSide();
      return new FeedEvent.Ignored("trade-without-side");
    }
    if (entry.find(Tag.SIZE).isEmpty()) {
      return new FeedEvent.Ignored("trade-without-size");
    }
    return new FeedEvent.Trade(
        symbol,
        nanos,
        tradeId(entry, nanos),
        side.get(),
        DecimalText.price(entry.get(Tag.PRICE)),
        DecimalText.quantity(entry.get(Tag.SIZE)));
  }

  /// The id of an entry may be used again, as when a venue counts from 1 each day: it is one with
  /// the trade's time.
  private static String tradeId(FixFields entry, long nanos) {
    return entry
        .find(Tag.TRADE_ID)
        .or(() -> entry.find(Tag.ENTRY_ID).map(id -> id + "@" + nanos))
        .orElse("");
  }

  /// Empty for what is neither of the two, such as CME's 0: no aggressor.
  private static Optional<Side> side(String text) {
    return switch (text) {
      case "1" -> Optional.of(Side.BUY);
      case "2" -> Optional.of(Side.SELL);
      default -> Optional.empty();
    };
  }

  /// The entry's own time if it has date and time, else that of the transaction, else of sending.
  private static long entryNanos(FixFields entry, FixFields head) {
    Optional<String> date = entry.find(Tag.ENTRY_DATE);
    Optional<String> time = entry.find(Tag.ENTRY_TIME);
    if (date.isPresent() && time.isPresent()) {
      return FixTime.nanos(date.get() + "-" + time.get());
    }
    return entry
        .find(Tag.TRANSACTION_TIME)
        .or(() -> head.find(Tag.TRANSACTION_TIME))
        .map(FixTime::nanos)
        .orElseGet(() -> sendingNanos(head));
  }

  private FeedEvent refusal(FixFields message) {
    String request = message.find(Tag.REQUEST_ID).orElse("");
    return new FeedEvent.Refused(
        request,
        symbols.ofRequest(request).orElse(""),
        message.find(Tag.REFUSAL_REASON).orElse(""),
        message.find(Tag.TEXT).orElse(""));
  }

  /// Of the two only the message of the application (`j`) may name the request.
  private FeedEvent rejected(FixFields message, int reason) {
    String request = message.find(Tag.BUSINESS_REFERENCE).orElse("");
    return new FeedEvent.Refused(
        request,
        symbols
            .ofRequest(request)
            .orElseGet(() -> "message-" + message.find(Tag.REFERRED_TYPE).orElse("?")),
        message.find(reason).orElse(""),
        message.find(Tag.TEXT).orElse(""));
  }
}
