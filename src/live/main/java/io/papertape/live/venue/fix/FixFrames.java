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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
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

  /// Tags that tell the side of the order that took the other: of FIX 5.0, and of CME.
  private static final List<Integer> AGGRESSOR = List.of(2446, 5797);

  private final FixSymbols symbols;
  private final boolean isTopOnly;
  private final List<Integer> sideTags;
  private final AtomicLong withoutSide;
  private final Map<String, Book> books = new HashMap<>();

  /// Both sides of one instrument.
  private record Book(FixBook bids, FixBook asks) {
    FixBook of(FixFields entry) {
      return entry.get(Tag.ENTRY_TYPE).equals("0") ? bids : asks;
    }

    void clear() {
      bids.clear();
      asks.clear();
    }
  }

  /// @param isTopOnly   a side has one entry without a name: the best
  /// @param sideTag     where a trade tells the side that took the other, beside the usual tags
  /// @param withoutSide counts trades that do not tell it
  FixFrames(
      FixSymbols symbols, boolean isTopOnly, Optional<Integer> sideTag, AtomicLong withoutSide) {
    this.symbols = symbols;
    this.isTopOnly = isTopOnly;
    sideTags = sideTag.map(List::of).orElse(AGGRESSOR);
    this.withoutSide = withoutSide;
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
    List<FixFields> entries = message.entries(Tag.ENTRIES, Tag.ENTRY_TYPE);
    Book book = new Book(new FixBook(), new FixBook());
    boolean hasBook = entries.isEmpty();
    for (FixFields entry : entries) {
      String type = entry.get(Tag.ENTRY_TYPE);
      switch (type) {
        case "0", "1" -> {
          hasBook = true;
          put(book.of(entry), entry);
        }
        case "J" -> hasBook = true;
        default -> told.add(new FeedEvent.Ignored("snapshot-entry-" + type));
      }
    }
    if (hasBook) {
      books.put(symbol, book);
      told.add(
          new FeedEvent.BookSnapshot(
              symbol,
              sendingNanos(message),
              0,
              0,
              book.bids().levels(true),
              book.asks().levels(false),
              OptionalLong.empty()));
    }
  }

  private void put(FixBook side, FixFields entry) {
    FixBook.Entry values =
        new FixBook.Entry(
            DecimalText.price(entry.get(Tag.PRICE)), DecimalText.quantity(entry.get(Tag.SIZE)));
    side.put(name(entry), values);
  }

  /// What an entry is called from one message to the next.
  private String name(FixFields entry) {
    Optional<String> id = entry.find(Tag.ENTRY_ID);
    if (id.isPresent()) {
      return "id " + id.get();
    }
    return isTopOnly ? "best" : priceName(entry.get(Tag.PRICE));
  }

  private static String priceName(String price) {
    return "at " + DecimalText.price(price);
  }

  private void refresh(FixFields message, List<FeedEvent> told) {
    Set<String> touched = new LinkedHashSet<>();
    long latest = 0;
    FixFields head = message.before(Tag.ENTRIES);
    FixFields before = head;
    for (FixFields entry : message.entries(Tag.ENTRIES, Tag.ACTION)) {
      String symbol = symbols.of(entry, before, message);
      before = symbols.isNamed(entry) ? entry : before;
      long nanos = entryNanos(entry, head);
      String type = entry.find(Tag.ENTRY_TYPE).orElse("");
      switch (type) {
        case "0", "1" -> {
          change(book(symbol).of(entry), entry);
          touched.add(symbol);
          latest = Math.max(latest, nanos);
        }
        case "J" -> {
          told.add(emptied(symbol, nanos));
          touched.remove(symbol);
        }
        case "2" -> told.add(trade(symbol, entry, nanos));
        case "" -> throw new FrameException("Tag is missing: tag=%d.".formatted(Tag.ENTRY_TYPE));
        default -> told.add(new FeedEvent.Ignored("entry-" + type));
      }
    }
    for (String symbol : touched) {
      told.add(update(symbol, latest));
    }
  }

  private Book book(String symbol) {
    return books.computeIfAbsent(symbol, _ -> new Book(new FixBook(), new FixBook()));
  }

  private void change(FixBook side, FixFields entry) {
    Optional<String> referred = entry.find(Tag.ENTRY_REFERENCE).map(id -> "id " + id);
    switch (entry.get(Tag.ACTION)) {
      case NEW -> put(side, entry);
      case CHANGE -> {
        boolean hasId = entry.find(Tag.ENTRY_ID).isPresent() || referred.isPresent();
        if (!hasId && !isTopOnly) {
          put(side, entry);
          return;
        }
        String old = referred.orElseGet(() -> name(entry));
        FixBook.Entry then = side.get(old);
        side.remove(old);
        side.put(
            entry.find(Tag.ENTRY_ID).isPresent() ? name(entry) : old,
            new FixBook.Entry(
                entry.find(Tag.PRICE).map(DecimalText::price).orElse(then.price()),
                entry.find(Tag.SIZE).map(DecimalText::quantity).orElse(then.size())));
      }
      case DELETE -> {
        String name = referred.orElseGet(() -> name(entry));
        side.get(name);
        side.remove(name);
      }
      default ->
          throw new FrameException(
              "Entry is changed in a way that is not understood: action=%s."
                  .formatted(FrameException.shortened(entry.get(Tag.ACTION))));
    }
  }

  private FeedEvent emptied(String symbol, long nanos) {
    book(symbol).clear();
    return new FeedEvent.BookSnapshot(
        symbol, nanos, 0, 0, List.of(), List.of(), OptionalLong.empty());
  }

  private FeedEvent update(String symbol, long nanos) {
    Book book = book(symbol);
    List<Level> bids = book.bids().changes();
    List<Level> asks = book.asks().changes();
    return new FeedEvent.BookUpdate(symbol, nanos, 0, 0, -1, 0, bids, asks, OptionalLong.empty());
  }

  private FeedEvent trade(String symbol, FixFields entry, long nanos) {
    Optional<String> side = Optional.empty();
    for (int tag : sideTags) {
      side = side.or(() -> entry.find(tag));
    }
    if (side.isEmpty()) {
      withoutSide.incrementAndGet();
      return new FeedEvent.Ignored("trade-without-side");
    }
    return new FeedEvent.Trade(
        symbol,
        nanos,
        entry.find(Tag.TRADE_ID).orElse(""),
        side(side.get()),
        DecimalText.price(entry.get(Tag.PRICE)),
        DecimalText.quantity(entry.get(Tag.SIZE)));
  }

  private static Side side(String text) {
    return switch (text) {
      case "1" -> Side.BUY;
      case "2" -> Side.SELL;
      default ->
          throw new FrameException(
              "Not a side: text=%s.".formatted(FrameException.shortened(text)));
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

  private static FeedEvent rejected(FixFields message, int reason) {
    return new FeedEvent.Refused(
        "",
        "message-" + message.find(Tag.REFERRED_TYPE).orElse("?"),
        message.find(reason).orElse(""),
        message.find(Tag.TEXT).orElse(""));
  }
}
