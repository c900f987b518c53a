package io.papertape.live.session;

import com.fasterxml.jackson.databind.JsonNode;
import io.papertape.market.FixedPoint;
import io.papertape.market.Instrument;
import io.papertape.market.Times;
import io.papertape.workspace.run.CanonicalJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What a journal tells of trading: which round trips, from flat to flat, won, and what orders at
/// the market were filled at.
///
/// @param wins  one for each round trip, in the order in which they ended: whether more came in
///     than went out, fees included
/// @param fills of orders at the market that the strategy placed itself
record JournaledTrades(List<Boolean> wins, List<MarketFill> fills) {
  private static final List<String> KINDS = List.of("\"kind\":\"fill\"", "\"kind\":\"order\"");

  /// A fill of an order at the market.
  ///
  /// @param orderedNanos when it was decided
  /// @param filledNanos  when it was booked
  /// @param sign         1 bought, −1 sold
  record MarketFill(long orderedNanos, long filledNanos, String symbol, int sign, long price) {
    /// Against the last price known at the decision, in basis points of it; above 0 is worse.
    double slippageBps(long reference) {
      double from = FixedPoint.toDouble(reference);
      return sign * (FixedPoint.toDouble(price) - from) / from * 10_000;
    }
  }

  /// A position that is not flat.
  private record Trip(long cash, long position) {
    static final Trip FLAT = new Trip(0, 0);
  }

  JournaledTrades {
    wins = List.copyOf(wins);
    fills = List.copyOf(fills);
  }

  /// Reads a journal to its end, or to a last line that is being written.
  static JournaledTrades read(BufferedReader journal, List<Instrument> instruments)
      throws IOException {
    Reading reading = new Reading(instruments);
    for (String line = journal.readLine(); line != null; line = journal.readLine()) {
      if (line.endsWith("}") && KINDS.stream().anyMatch(line::contains)) {
        reading.take(CanonicalJson.read(line.getBytes(StandardCharsets.UTF_8)));
      }
    }
    return new JournaledTrades(reading.wins, reading.fills);
  }

  private static final class Reading {
    private final Map<String, Instrument> instruments = new HashMap<>();
    private final Map<String, Trip> open = new HashMap<>();
    private final Map<Long, Long> ordered = new HashMap<>();
    private final List<Boolean> wins = new ArrayList<>();
    private final List<MarketFill> fills = new ArrayList<>();

    Reading(List<Instrument> all) {
      all.forEach(one -> instruments.put(one.symbol(), one));
    }

    void take(JsonNode entry) {
      if (entry.path("kind").asText().equals("fill")) {
        fill(entry);
      } else if (entry.path("type").asText().equals("market")) {
        ordered.put(entry.path("order").asLong(), nanos(entry));
      }
    }

    private static long nanos(JsonNode entry) {
      return Times.nanos(Instant.parse(entry.path("time").asText()));
    }

    private void fill(JsonNode entry) {
      String symbol = entry.path("instrument").asText();
      int sign = entry.path("side").asText().equals("buy") ? 1 : -1;
      long price = FixedPoint.parse(entry.path("price").asText());
      Long decided = ordered.get(entry.path("order").asLong());
      if (decided != null) {
        fills.add(new MarketFill(decided, nanos(entry), symbol, sign, price));
      }
      long quantity = sign * FixedPoint.parse(entry.path("quantity").asText());
      long fee = FixedPoint.parse(entry.path("fee").asText());
      long after = FixedPoint.parse(entry.path("position").asText());
      Instrument instrument = instruments.get(symbol);
      Trip trip = open.getOrDefault(symbol, Trip.FLAT);
      long before = after - quantity;
      boolean isTurning = before != 0 && Long.signum(after) == -Long.signum(before);
      long closing = isTurning ? -before : quantity;
      long feeNow = isTurning ? Math.round(fee * ((double) before / -quantity)) : fee;
      long cash = trip.cash() - instrument.cashValue(price, closing) - feeNow;
      if (after == 0 || isTurning) {
        wins.add(cash > 0);
        cash = isTurning ? -instrument.cashValue(price, after) - (fee - feeNow) : 0;
      }
      open.put(symbol, new Trip(cash, after));
    }
  }
}
