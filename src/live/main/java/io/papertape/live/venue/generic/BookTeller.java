package io.papertape.live.venue.generic;

import io.papertape.live.feed.FeedEvent;
import io.papertape.live.feed.JsonValue;
import io.papertape.live.feed.Level;
import io.papertape.live.venue.generic.FieldPath.Place;
import io.papertape.order.Side;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Tells whole books and changes of books. The prices stand in two arrays, `bids` and `asks`, or in
/// one, `changes`, whose elements name their side.
final class BookTeller implements FrameRule.Teller {
  private final TimeUnitWord unit;
  private final boolean isSnapshot;
  private final SymbolField symbol;
  private final Optional<Field> time;
  private final Optional<Field> sequence;
  private final Optional<Field> firstSequence;
  private final Optional<Field> previousSequence;
  private final int depth;
  private final Optional<Field> bids;
  private final Optional<Field> asks;
  private final Optional<Field> changes;
  private final Field price;
  private final Field quantity;
  private final Field side;
  private final TradeTeller.SideWords words;

  BookTeller(Section section, TimeUnitWord unit, boolean isSnapshot) {
    this.unit = unit;
    this.isSnapshot = isSnapshot;
    symbol = SymbolField.of(section);
    time = Field.find(section, "time");
    sequence = Field.find(section, "sequence");
    firstSequence = isSnapshot ? Optional.empty() : Field.find(section, "first-sequence");
    previousSequence = isSnapshot ? Optional.empty() : Field.find(section, "previous-sequence");
    depth = section.findCount("depth").orElse(0);
    bids = Field.find(section, "bids");
    asks = Field.find(section, "asks");
    changes = Field.find(section, "changes");
    if (changes.isPresent() == (bids.isPresent() || asks.isPresent())) {
      throw section.error(
          "Book has no prices, or has them twice", "", "Give bids and asks, or changes.");
    }
    price = level(section, "level-price", changes.isPresent() ? "1" : "0");
    quantity = level(section, "level-quantity", changes.isPresent() ? "2" : "1");
    side = level(section, "level-side", "0");
    words = TradeTeller.SideWords.read(section);
  }

  private static Field level(Section section, String key, String otherwise) {
    return Field.find(section, key).orElseGet(() -> new Field(key, FieldPath.parse(otherwise)));
  }

  @Override
  public FeedEvent tell(Place place) {
    List<Level> bidLevels = new ArrayList<>();
    List<Level> askLevels = new ArrayList<>();
    bids.ifPresent(field -> add(place, field, bidLevels));
    asks.ifPresent(field -> add(place, field, askLevels));
    for (JsonValue change : Field.orElse(changes, place, JsonValue::items, List.<JsonValue>of())) {
      Place there = new Place(place.frame(), change);
      boolean isBid = side.read(there, words::side) == Side.BUY;
      (isBid ? bidLevels : askLevels).add(level(there));
    }
    return isSnapshot ? snapshot(place, bidLevels, askLevels) : update(place, bidLevels, askLevels);
  }

  /// A side that an update leaves out has not changed; a snapshot has both.
  private void add(Place place, Field field, List<Level> levels) {
    List<JsonValue> there =
        isSnapshot
            ? field.read(place, JsonValue::items)
            : field.find(place, JsonValue::items).orElse(List.of());
    for (JsonValue level : there) {
      levels.add(level(new Place(place.frame(), level)));
    }
  }

  private Level level(Place place) {
    return new Level(
        price.read(place, JsonValue::price),
        quantity.read(place, JsonValue::quantity),
        price.read(place, JsonValue::text),
        quantity.read(place, JsonValue::text));
  }

  private FeedEvent snapshot(Place place, List<Level> bidLevels, List<Level> askLevels) {
    bidLevels.sort(Comparator.comparingLong(Level::price).reversed());
    askLevels.sort(Comparator.comparingLong(Level::price));
    return new FeedEvent.BookSnapshot(
        symbol.read(place),
        Field.orElse(time, place, unit::nanos, 0L),
        Field.orElse(sequence, place, JsonValue::whole, 0L),
        depth,
        bidLevels,
        askLevels,
        OptionalLong.empty());
  }

  private FeedEvent update(Place place, List<Level> bidLevels, List<Level> askLevels) {
    long last = Field.orElse(sequence, place, JsonValue::whole, 0L);
    return new FeedEvent.BookUpdate(
        symbol.read(place),
        Field.orElse(time, place, unit::nanos, 0L),
        Field.orElse(firstSequence, place, JsonValue::whole, last),
        last,
        Field.orElse(previousSequence, place, JsonValue::whole, -1L),
        depth,
        bidLevels,
        askLevels,
        OptionalLong.empty());
  }
}
