package io.papertape.live.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.live.SharedFeeds;
import io.papertape.live.feed.FeedEvent.Trade;
import io.papertape.live.feed.JsonValue;
import io.papertape.live.simulate.Dialect.Topic;
import io.papertape.live.venue.Stream;
import io.papertape.market.FixedPoint;
import io.papertape.order.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/// What a simulated venue sends in a short session, and how it stands beside what the real one was
/// recorded to send.
final class SpokenSession {
  static final long START = 1_764_108_000 * World.SECOND;

  private final Dialect dialect;
  private final String symbol;
  private final Market market;
  private final List<String> sent = new ArrayList<>();

  SpokenSession(Dialect dialect) {
    this.dialect = dialect;
    symbol = dialect.symbol("SA");
    market = new Market(symbol, "24/7", dialect.barNanos(), new SplittableRandom(1));
    market.stepBook();
  }

  String symbol() {
    return symbol;
  }

  Market market() {
    return market;
  }

  Trade trade() {
    return new Trade(
        symbol, START, "17", Side.SELL, FixedPoint.parse("98.5"), FixedPoint.ofUnits(3));
  }

  List<String> requests() {
    List<Stream> streams = new ArrayList<>();
    for (Stream.Kind kind :
        List.of(Stream.Kind.BOOK, Stream.Kind.TOP_OF_BOOK, Stream.Kind.TRADES)) {
      streams.add(Stream.of(kind, symbol));
    }
    if (market.hasBars()) {
      streams.add(Stream.bars(symbol, market.barNanos()));
    }
    return dialect.venue().connections(streams).stream()
        .flatMap(group -> dialect.venue().subscribe(group).stream())
        .toList();
  }

  /// One of everything, in an order that a connection could have.
  List<String> sent() {
    dialect.state(false).ifPresent(this::send);
    List<Topic> subscribed = new ArrayList<>();
    for (String request : requests()) {
      List<Topic> asked = dialect.asked(request);
      subscribed.addAll(asked);
      dialect.answers(request, subscribed, START).forEach(this::send);
      asked.forEach(topic -> dialect.snapshot(topic, market.book(), START).ifPresent(this::send));
    }
    send(dialect.trade(trade()));
    MarketBook book = market.book();
    send(dialect.top(book.top(symbol, START, book.sequence()), book));
    send(dialect.step(market.stepBook(), book, START));
    if (market.hasBars()) {
      send(dialect.bar(market.traded(START, START + World.SECOND)));
    }
    dialect
        .venue()
        .keepAlive()
        .ifPresent(ours -> dialect.answers(ours.frame(), List.of(), START).forEach(this::send));
    dialect.heartbeats(subscribed, START).forEach(this::send);
    dialect.farewell().ifPresent(this::send);
    dialect.state(true).ifPresent(this::send);
    return List.copyOf(sent);
  }

  private void send(String frame) {
    sent.add(dialect.numbered(frame, sent.size()));
  }

  /// Fails if something is sent that is no JSON, or has a field that no recorded frame of its kind
  /// has.
  ///
  /// @param kind of a frame; empty: it is passed over
  void requireRecordedFields(List<String> files, Function<JsonValue, String> kind) {
    Map<String, Set<String>> recorded = new TreeMap<>();
    for (String file : files) {
      for (SharedFeeds.Line line : SharedFeeds.received(file)) {
        JsonValue frame = JsonValue.parse(line.bytes());
        recorded.computeIfAbsent(kind.apply(frame), _ -> new TreeSet<>()).addAll(fields(frame));
      }
    }
    for (String one : sent()) {
      JsonValue frame = Texts.parsed(one);
      if (kind.apply(frame).isEmpty()) {
        continue;
      }
      assertThat(recorded).containsKey(kind.apply(frame));
      assertThat(recorded.get(kind.apply(frame))).as(one).containsAll(fields(frame));
    }
  }

  private static Set<String> fields(JsonValue frame) {
    Set<String> fields = new TreeSet<>();
    collect(frame, "", fields);
    return fields;
  }

  private static void collect(JsonValue value, String path, Set<String> fields) {
    if (value.isObject()) {
      value.names().forEach(name -> collect(value.get(name), path + "/" + name, fields));
    } else if (value.isArray()) {
      value.items().forEach(item -> collect(item, path + "[]", fields));
    } else {
      fields.add(path + " " + value.kind());
    }
  }
}
