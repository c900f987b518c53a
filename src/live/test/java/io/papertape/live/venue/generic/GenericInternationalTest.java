package io.papertape.live.venue.generic;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.live.Decoding;
import io.papertape.live.NormalisedEvents;
import io.papertape.live.SharedFeeds;
import io.papertape.live.venue.Venue;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A venue for which there is no code, read by a description alone: Coinbase International.
class GenericInternationalTest {
  private static final String FILE =
      """
      name: coinbase-international
      url: wss://ws-md.international.coinbase.com
      time-unit: iso
      subscribe:
        trades: '{"type":"SUBSCRIBE","product_ids":{symbols},"channels":["MATCH"]}'
      frames:
        - tell: trade
          match: {channel: MATCH}
          symbol: product_id
          time: time
          id: match_id
          price: trade_price
          quantity: trade_qty
          side: aggressor_side
        - tell: quote
          match: {channel: LEVEL1}
          symbol: product_id
          time: time
          sequence: sequence
          bid: bid_price
          bid-size: bid_qty
          ask: ask_price
          ask-size: ask_qty
        - tell: book-snapshot
          match: {channel: LEVEL2, type: SNAPSHOT}
          symbol: product_id
          time: time
          bids: bids
          asks: asks
        - tell: book-update
          match: {channel: LEVEL2, type: UPDATE}
          symbol: product_id
          time: time
          changes: changes
        - {tell: ignored, match: {channel: RISK}, kind: RISK}
        - {tell: ignored, match: {channel: FUNDING}, kind: FUNDING}
      """;

  @Test
  void aDescriptionReadsWhatAnotherImplementationReads() {
    Venue venue = GenericVenue.read("coinbase-international.yaml", FILE);
    List<SharedFeeds.Line> lines =
        SharedFeeds.received("coinbase-advanced/normalised_expected_tardis_international.jsonl");

    assertThat(NormalisedEvents.differences(venue.codec(), lines)).isEmpty();
    assertThat(Decoding.kinds(Decoding.events(venue.codec(), lines)))
        .containsOnly(
            Map.entry("BookSnapshot", 1),
            Map.entry("BookUpdate", 1),
            Map.entry("Ignored", 4),
            Map.entry("TopOfBook", 1),
            Map.entry("Trade", 1));
  }
}
