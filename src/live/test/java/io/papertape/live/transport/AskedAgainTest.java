package io.papertape.live.transport;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.live.venue.Venue;
import io.papertape.live.venue.VenueLimits;
import io.papertape.live.venue.okx.OkxVenue;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// How a connection asks again for streams that were refused.
class AskedAgainTest {
  private static final LoopbackWords WORDS =
      LoopbackWords.at(URI.create("wss://venue.example.com/ws"));

  @Test
  void whatWasRefusedIsAskedForAgainOneByOne() {
    var limits = new VenueLimits(10, 4, Duration.ZERO, Duration.ofSeconds(30));
    var venue = venue(WORDS.with(limits), "ABC");
    venue.live(1);
    venue.take();
    venue.again(1, "AB");
    venue.again(1, "BC");
    venue.again(7, "A");
    venue.passWithMessages(Duration.ofSeconds(2), 1);
    assertThat(venue.takeUntimed())
        .containsExactly("send 1 subscribe A", "send 1 subscribe B", "send 1 subscribe C");
  }

  @Test
  void noHourHoldsMoreSubscribesThanTheVenueAllowsAndKeepAlivesAreNone() {
    var limits = new VenueLimits(10, 4, 5, Duration.ZERO, Duration.ofMinutes(1));
    var words = WORDS.with(limits).with(new Venue.KeepAlive("alive", Duration.ofMinutes(25)));
    var venue = venue(words, "ABC");
    venue.live(1);
    assertThat(venue.take()).contains("0.0 send 1 subscribe A", "0.25 send 1 subscribe B");
    venue.again(1, "ABC");
    venue.passWithMessages(Duration.ofMinutes(61), 1);
    assertThat(venue.take())
        .containsExactly(
            "1.25 send 1 subscribe A",
            "1.5 send 1 subscribe B",
            "1500.0 send 1 alive",
            "3000.0 send 1 alive",
            "3600.0 send 1 subscribe C");
  }

  @Test
  void aVenueThatRefusesStreamsAloneIsAskedForAllAtOnceAndNotTooOften() {
    String letters =
        IntStream.range('A', 'A' + 200).mapToObj(Character::toString).collect(joining());
    var venue = venue(new OkxVenue(), letters);
    venue.live(1);
    int hour = 0;
    for (int seconds = 0; seconds < 3_570; seconds += 30) {
      venue.again(1, letters);
      venue.passWithMessages(Duration.ofSeconds(30), 1);
      List<String> asked = venue.take().stream().filter(one -> one.contains("subscribe")).toList();
      hour += asked.size();
      assertThat(String.join("", asked)).contains("\"A\"", "\"Z\"", "\"" + (char) ('A' + 199));
    }
    assertThat(hour).isBetween(2 * 119, 480);
  }

  private static VirtualVenue venue(Venue words, String letters) {
    return new VirtualVenue(words, LoopbackWords.trades(letters), 1);
  }
}
