package io.papertape.live.venue.generic;

import io.papertape.live.feed.FeedEvent;
import io.papertape.live.feed.JsonValue;
import io.papertape.live.venue.generic.FrameRule.Teller;
import io.papertape.strategy.rule.Spelling;
import java.util.List;
import java.util.Optional;

/// What the rules of a file can tell, by the word under `tell`.
final class Tellers {
  private static final List<String> WORDS =
      List.of(
          "trade",
          "quote",
          "book-snapshot",
          "book-update",
          "bar",
          "heartbeat",
          "subscribed",
          "unsubscribed",
          "refused",
          "ping",
          "closing",
          "ignored");

  private Tellers() {}

  static Teller of(String tell, Section section, TimeUnitWord unit) {
    return switch (tell) {
      case "trade" -> new TradeTeller(section, unit);
      case "quote" -> quote(section, unit);
      case "book-snapshot" -> new BookTeller(section, unit, true);
      case "book-update" -> new BookTeller(section, unit, false);
      case "bar" -> new BarTeller(section, unit);
      case "heartbeat" -> heartbeat(section, unit);
      case "subscribed" -> acknowledged(section, true);
      case "unsubscribed" -> acknowledged(section, false);
      case "refused" -> refused(section);
      case "ping" -> ping(section);
      case "closing" -> closing(section);
      case "ignored" -> {
        String kind = section.findText("kind").orElse("ignored");
        yield _ -> new FeedEvent.Ignored(kind);
      }
      default ->
          throw section.error(
              "Rule tells what there is not", "tell=" + tell, Spelling.hint(tell, WORDS));
    };
  }

  private static Teller quote(Section section, TimeUnitWord unit) {
    SymbolField symbol = SymbolField.of(section);
    Field bid = Field.of(section, "bid");
    Field ask = Field.of(section, "ask");
    Optional<Field> bidSize = Field.find(section, "bid-size");
    Optional<Field> askSize = Field.find(section, "ask-size");
    Optional<Field> time = Field.find(section, "time");
    Optional<Field> sequence = Field.find(section, "sequence");
    return place ->
        new FeedEvent.TopOfBook(
            symbol.read(place),
            Field.orElse(time, place, unit::nanos, 0L),
            Field.orElse(sequence, place, JsonValue::whole, 0L),
            bid.read(place, JsonValue::price),
            Field.orElse(bidSize, place, JsonValue::quantity, 0L),
            ask.read(place, JsonValue::price),
            Field.orElse(askSize, place, JsonValue::quantity, 0L));
  }

  private static Teller heartbeat(Section section, TimeUnitWord unit) {
    Optional<Field> time = Field.find(section, "time");
    Optional<Field> sequence = Field.find(section, "sequence");
    return place ->
        new FeedEvent.Heartbeat(
            Field.orElse(time, place, unit::nanos, 0L),
            Field.orElse(sequence, place, JsonValue::whole, 0L));
  }

  private static Teller acknowledged(Section section, boolean isSubscribed) {
    Optional<Field> request = Field.find(section, "request");
    Optional<Field> stream = Field.find(section, "stream");
    return place ->
        new FeedEvent.Acknowledged(
            Field.orElse(request, place, Field::word, ""),
            Field.orElse(stream, place, Field::word, ""),
            isSubscribed);
  }

  private static Teller refused(Section section) {
    Optional<Field> request = Field.find(section, "request");
    Optional<Field> stream = Field.find(section, "stream");
    Optional<Field> code = Field.find(section, "code");
    Optional<Field> message = Field.find(section, "message");
    return place ->
        new FeedEvent.Refused(
            Field.orElse(request, place, Field::word, ""),
            Field.orElse(stream, place, Field::word, ""),
            Field.orElse(code, place, Field::word, ""),
            Field.orElse(message, place, Field::word, ""));
  }

  /// The venue is about to close the connection: another is opened at once.
  private static Teller closing(Section section) {
    Optional<Field> message = Field.find(section, "message");
    return place ->
        new FeedEvent.VenueState(
            FeedEvent.VenueState.State.CLOSING,
            Field.orElse(message, place, Field::word, "the venue asks for a new connection"));
  }

  /// The answer may hold `{value}`, for which the text at the path `value` is put.
  private static Teller ping(Section section) {
    String answer = section.text("answer");
    Optional<Field> value = Field.find(section, "value");
    return place ->
        new FeedEvent.Ping(answer.replace("{value}", Field.orElse(value, place, Field::word, "")));
  }
}
