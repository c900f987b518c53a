package io.papertape.live.venue.generic;

import io.papertape.live.feed.FeedEvent;
import io.papertape.live.feed.JsonValue;
import io.papertape.live.feed.Volume;
import io.papertape.live.venue.generic.FieldPath.Place;
import java.util.Optional;

/// Tells bars. Their length is that of the rule; whether one is over stands in a field, or shows
/// when the next one comes ([io.papertape.live.venue.BarCloser]).
final class BarTeller implements FrameRule.Teller {
  private static final long SECOND = 1_000_000_000L;
  private static final int MOST_SECONDS = 366 * 86_400;

  private final TimeUnitWord unit;
  private final SymbolField symbol;
  private final Optional<Field> time;
  private final Field openTime;
  private final long barNanos;
  private final Field open;
  private final Field high;
  private final Field low;
  private final Field close;
  private final Field volume;
  private final Optional<Field> trades;
  private final Optional<Field> isFinal;
  private final String finalWord;

  BarTeller(Section section, TimeUnitWord unit) {
    this.unit = unit;
    symbol = SymbolField.of(section);
    time = Field.find(section, "time");
    openTime = Field.of(section, "open-time");
    barNanos =
        section
                .findCount("bar-seconds")
                .filter(seconds -> seconds <= MOST_SECONDS)
                .orElseThrow(
                    () ->
                        section.error(
                            "Bar has no length, or one above a year", "", "Give bar-seconds."))
            * SECOND;
    open = Field.of(section, "open");
    high = Field.of(section, "high");
    low = Field.of(section, "low");
    close = Field.of(section, "close");
    volume = Field.of(section, "volume");
    trades = Field.find(section, "trades");
    isFinal = Field.find(section, "final");
    finalWord = section.findText("final-word").orElse("true");
  }

  @Override
  public long barNanos() {
    return barNanos;
  }

  @Override
  public FeedEvent tell(Place place) {
    long start = openTime.read(place, unit::nanos);
    Volume traded = volume.read(place, JsonValue::volume);
    return new FeedEvent.BarState(
        symbol.read(place),
        Field.orElse(time, place, unit::nanos, 0L),
        start,
        start + barNanos,
        open.read(place, JsonValue::price),
        high.read(place, JsonValue::price),
        low.read(place, JsonValue::price),
        close.read(place, JsonValue::price),
        traded,
        Field.orElse(trades, place, JsonValue::whole, -1L),
        Field.orElse(isFinal, place, Field::word, "").equals(finalWord));
  }
}
