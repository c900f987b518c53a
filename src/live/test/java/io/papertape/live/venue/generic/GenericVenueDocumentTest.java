package io.papertape.live.venue.generic;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.live.Decoding;
import io.papertape.live.feed.FeedEvent;
import io.papertape.live.venue.Stream;
import io.papertape.live.venue.Venue;
import io.papertape.order.Side;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The example of docs/generic-venue.md does what the text says.
class GenericVenueDocumentTest {
  private static final Path DOCUMENT =
      Path.of(System.getProperty("papertape.root", "../..")).resolve("docs/generic-venue.md");

  private static String block(String language) throws IOException {
    String text = Files.readString(DOCUMENT);
    int start = text.indexOf("```" + language + "\n") + language.length() + 4;
    return text.substring(start, text.indexOf("```", start));
  }

  @Test
  void theExampleIsAVenue() throws IOException {
    Venue venue = GenericVenue.read("example.yaml", block("yaml"));

    assertThat(
            venue.subscribe(
                List.of(Stream.of(Stream.Kind.TRADES, "A"), Stream.bars("A", 60_000_000_000L))))
        .containsExactly(
            "{\"op\":\"subscribe\",\"channel\":\"trades\",\"market\":\"A\"}",
            "{\"op\":\"subscribe\",\"channel\":\"bars\",\"market\":\"A\",\"minutes\":1}");
    assertThat(
            Decoding.events(
                venue.codec(),
                """
                {"channel":"trades","type":"update","market":"A","data":[\
                {"t":1,"id":"x","p":"2","q":"3","side":"sell"}]}\
                """))
        .containsExactly(
            new FeedEvent.Trade("A", 1_000_000, "x", Side.SELL, 200_000_000, 300_000_000));
    assertThat(
            Decoding.events(
                venue.codec(),
                """
                {"channel":"book","type":"snapshot","market":"A","t":1,"n":5,\
                "bids":[["1","2"]],"asks":[["3","4"]]}\
                """))
        .hasOnlyElementsOfType(FeedEvent.BookSnapshot.class);
  }

  @Test
  void theMessageShownIsTheOneGiven() throws IOException {
    Venue venue = GenericVenue.read("example.yaml", block("yaml").replace("price: p", "price: px"));

    assertThat(
            Decoding.unknown(
                Decoding.events(
                    venue.codec(),
                    """
                    {"channel":"trades","type":"update","market":"A","data":[\
                    {"t":1,"id":"x","p":"2","q":"3","side":"sell"}]}\
                    """)))
        .containsExactly(block("text").strip());
  }
}
