package io.papertape.live.venue.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.papertape.live.book.MutableBook;
import io.papertape.live.feed.FeedCodec;
import io.papertape.live.venue.Stream;
import io.papertape.live.venue.Venue;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The code in `docs/feeds.md` is that of this class.
class FeedsDocumentTest {
  private static String checkout(String path) throws IOException {
    Path file = Path.of(System.getProperty("papertape.root", "."), path);
    assumeTrue(Files.exists(file), () -> "Not in a checkout: file=%s.".formatted(path));
    return Files.readString(file);
  }

  @Test
  void theCodeOfTheDocumentIsCompiledHere() throws IOException {
    Venue venue = Venues.byName("binance");
    List<Stream> streams = List.of(Stream.of(Stream.Kind.BOOK, "BTCUSDT"));
    URI socket = venue.socket(streams);
    List<String> requests = venue.subscribe(streams);
    FeedCodec codec = venue.codec();
    MutableBook book = new MutableBook("BTCUSDT", venue.bookRules());

    assertThat(socket.getHost()).isEqualTo("stream.binance.com");
    assertThat(requests).hasSize(1);
    assertThat(codec).isNotNull();
    assertThat(book.isUsable()).isFalse();
    String document = checkout("docs/feeds.md");
    String code = document.substring(document.indexOf("```java\n") + 8);
    String own =
        checkout("src/live/test/java/io/papertape/live/venue/catalog/FeedsDocumentTest.java");
    for (String line : code.substring(0, code.indexOf("```")).lines().toList()) {
      assertThat(own).contains("    " + line + "\n");
    }
  }
}
