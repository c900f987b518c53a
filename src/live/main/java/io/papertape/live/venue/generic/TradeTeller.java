package io.papertape.live.venue.generic;

import io.papertape.live.feed.FeedEvent;
import io.papertape.live.feed.FrameException;
import io.papertape.live.feed.JsonValue;
import io.papertape.live.feed.SideText;
import io.papertape.live.venue.generic.FieldPath.Place;
import io.papertape.order.Side;
import java.util.Map;
import java.util.Optional;

/// Tells trades.
final class TradeTeller implements FrameRule.Teller {
  private final TimeUnitWord unit;
  private final SymbolField symbol;
  private final Optional<Field> time;
  private final Optional<Field> id;
  private final Field price;
  private final Field quantity;
  private final Field side;
  private final boolean isMakersSide;
  private final SideWords words;

  TradeTeller(Section section, TimeUnitWord unit) {
    this.unit = unit;
    symbol = SymbolField.of(section);
    time = Field.find(section, "time");
    id = Field.find(section, "id");
    price = Field.of(section, "price");
    quantity = Field.of(section, "quantity");
    side = Field.of(section, "side");
    isMakersSide = section.findWord("side-of", Map.of("taker", false, "maker", true)).orElse(false);
    words = SideWords.read(section);
  }

  @Override
  public FeedEvent tell(Place place) {
    Side stated = side.read(place, words::side);
    return new FeedEvent.Trade(
        symbol.read(place),
        Field.orElse(time, place, unit::nanos, 0L),
        Field.orElse(id, place, Field::word, ""),
        isMakersSide ? stated.opposite() : stated,
        price.read(place, JsonValue::price),
        quantity.read(place, JsonValue::quantity));
  }

  /// The venue's words for the sides, where they are not buy and sell.
  record SideWords(Optional<String> buy, Optional<String> sell) {
    static SideWords read(Section section) {
      return new SideWords(section.findText("buy"), section.findText("sell"));
    }

    Side side(JsonValue value) {
      String word = Field.word(value);
      if (buy.isEmpty() && sell.isEmpty()) {
        return SideText.parse(word);
      }
      if (buy.isPresent() && buy.get().equals(word)) {
        return Side.BUY;
      }
      if (sell.isPresent() && sell.get().equals(word)) {
        return Side.SELL;
      }
      throw new FrameException("Not a side: text=%s.".formatted(FrameException.shortened(word)));
    }
  }
}
