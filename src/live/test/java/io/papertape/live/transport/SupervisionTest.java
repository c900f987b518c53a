package io.papertape.live.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertape.live.feed.FeedEvent;
import io.papertape.live.feed.FeedEvent.VenueState;
import io.papertape.live.transport.FeedChange.Reason;
import io.papertape.live.venue.Venue;
import io.papertape.live.venue.VenueLimits;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SupervisionTest {
  private static final LoopbackWords WORDS =
      LoopbackWords.at(URI.create("wss://venue.example.com/ws"));
  private static final OptionalLong NOT_TOLD = OptionalLong.empty();

  @Test
  void streamsAreSplitOverConnectionsThatOpenOneAfterAnother() {
    var venue = venue(WORDS, "ABCDE");
    venue.pass(Duration.ofSeconds(1));
    assertThat(venue.take())
        .containsExactly(
            "0.0 CONNECTING 1 START",
            "0.0 open 1",
            "0.25 CONNECTING 2 START",
            "0.25 open 2",
            "0.5 CONNECTING 3 START",
            "0.5 open 3");
    venue.opened(3);
    venue.pass(Duration.ofSeconds(1));
    assertThat(venue.takeUntimed()).containsExactly("send 3 subscribe E");
  }

  @Test
  void subscriptionsKeepThePaceAndOneMessageAfterTheLastMakesItLive() {
    var venue = venue(WORDS.with(limits(10, 4)), "ABC");
    venue.opened(1);
    venue.message(1);
    venue.pass(Duration.ofMillis(500));
    venue.message(1);
    assertThat(venue.take())
        .containsExactly(
            "0.0 CONNECTING 1 START",
            "0.0 open 1",
            "0.0 send 1 subscribe A",
            "0.25 send 1 subscribe B",
            "0.5 send 1 subscribe C",
            "0.5 LIVE 1 MESSAGE_CAME");
  }

  @Test
  void noSecondHoldsMoreFramesThanTheVenueAllows() {
    var words = WORDS.with(limits(40, 5)).with(new Venue.KeepAlive("alive", Duration.ofSeconds(2)));
    var venue = venue(words, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
    venue.opened(1);
    for (int i = 0; i < 8; i++) {
      venue.said(1, new FeedEvent.Ping("answer " + i));
    }
    venue.passWithMessages(Duration.ofSeconds(20), 1);
    List<Double> sent =
        venue.take().stream()
            .filter(action -> action.contains(" send "))
            .map(action -> Double.parseDouble(action.substring(0, action.indexOf(' '))))
            .toList();
    assertThat(sent).hasSizeGreaterThan(26 + 8);
    for (int i = 5; i < sent.size(); i++) {
      assertThat(sent.get(i) - sent.get(i - 5)).isGreaterThanOrEqualTo(1 - 1e-9);
    }
  }

  @Test
  void answersAndKeepAlivesAreSent() {
    var venue = venue(WORDS.with(new Venue.KeepAlive("alive", Duration.ofSeconds(20))), "A");
    venue.live(1);
    venue.take();
    venue.said(1, new FeedEvent.Ping("pong 7"));
    venue.passWithMessages(Duration.ofSeconds(41), 1);
    assertThat(venue.take())
        .containsExactly("1.25 send 1 pong 7", "20.0 send 1 alive", "40.0 send 1 alive");
  }

  @Test
  void aSilentConnectionIsPingedAndGivenUp() {
    var venue = venue(WORDS, "A");
    venue.live(1);
    venue.take();
    venue.pass(Duration.ofSeconds(35));
    assertThat(venue.take())
        .startsWith(
            "4.0 ping 1",
            "7.0 ping 1",
            "10.0 ping 1",
            "13.0 ping 1",
            "16.0 ping 1",
            "19.0 ping 1",
            "22.0 ping 1",
            "25.0 ping 1",
            "28.0 ping 1",
            "31.0 ping 1",
            "31.0 HALF_OPEN 1 SILENT",
            "34.0 ping 1",
            "36.0 abort 1",
            "36.0 LOST 1 SILENT");
  }

  @Test
  void aVenueThatHasAnsweredAPingIsGivenUpSoonWhenItDoesNotAnswerAnother() {
    var venue = venue(WORDS, "A");
    venue.live(1);
    venue.pong(1);
    venue.take();
    venue.pass(Duration.ofSeconds(15));
    assertThat(venue.take())
        .startsWith(
            "4.0 ping 1",
            "7.0 ping 1",
            "9.0 ping 1",
            "9.0 HALF_OPEN 1 SILENT",
            "12.0 ping 1",
            "14.0 abort 1",
            "14.0 LOST 1 SILENT");
  }

  @Test
  void aPongSavesAConnectionInDoubt() {
    var venue = venue(WORDS, "A");
    venue.live(1);
    venue.pass(Duration.ofSeconds(31));
    venue.take();
    venue.pong(1);
    assertThat(venue.take()).containsExactly("32.0 LIVE 1 HEARD_AGAIN");
    for (int i = 0; i < 10; i++) {
      venue.pass(Duration.ofSeconds(3));
      venue.pong(1);
    }
    assertThat(venue.takeUntimed()).containsOnly("ping 1");
  }

  @Test
  void aConnectionThatOnlyAnswersPingsIsRenewed() {
    var venue = venue(WORDS, "A");
    venue.live(1);
    venue.take();
    for (int i = 0; i < 30; i++) {
      venue.pass(Duration.ofSeconds(3));
      venue.pong(1);
    }
    assertThat(venue.takeUntimed())
        .endsWith("ping 1", "CONNECTING 2 STALLED covered", "open 2")
        .noneMatch(action -> action.contains("HALF_OPEN"));
  }

  /// As at night on a venue that only trades by day: each new one says hello and no more.
  @Test
  void aConnectionOnWhichNothingHappensIsRenewedEverMoreSeldomUntilSomethingComes() {
    var venue = venue(WORDS, "A");
    venue.live(1);
    List<Double> minutes = new ArrayList<>();
    double before = venue.seconds();
    for (int connection = 1; connection <= 7; connection++) {
      double opens = venue.secondsOfNextOpenPinged(connection);
      minutes.add((opens - before) / 60);
      before = opens;
      venue.live(connection + 1);
    }
    double first = minutes.getFirst();
    assertThat(minutes.stream().map(one -> Math.round(one / first)))
        .containsExactly(1L, 2L, 4L, 8L, 16L, 16L, 16L);
    venue.passWithMessages(Duration.ofMinutes(3), 8);
    double opens = venue.secondsOfNextOpenPinged(8);
    assertThat((opens - before) / 60).isBetween(3 + 0.9 * first, 3 + 1.1 * first);
  }

  @Test
  void aLostConnectionIsOpenedAgainAfterABackOffThatGrowsAndStartsAnewOnceSteady() {
    var venue = venue(WORDS, "A");
    List<Double> waits = new ArrayList<>();
    for (int connection = 1; connection <= 12; connection++) {
      double at = venue.seconds();
      venue.openFailed(connection, Reason.UNREACHABLE, NOT_TOLD);
      waits.add(venue.secondsOfNextOpen(connection + 1) - at);
    }
    for (int i = 0; i < waits.size(); i++) {
      assertThat(waits.get(i)).isBetween(0.0, Math.max(0.5, Math.min(30, 0.5 * (1 << i))));
    }
    assertThat(Collections.max(waits.subList(7, 12))).isGreaterThan(10.0);
    venue.live(13);
    venue.passWithMessages(Duration.ofSeconds(60), 13);
    double at = venue.seconds();
    venue.closed(13, 1006);
    assertThat(venue.secondsOfNextOpen(14) - at).isLessThanOrEqualTo(0.5);
  }

  @Test
  void aConnectionThatDoesNotLastDoesNotLetTheBackOffBeginAnew() {
    var venue = venue(WORDS, "A");
    double longest = 0;
    for (int connection = 1; connection <= 12; connection++) {
      venue.live(connection);
      double at = venue.seconds();
      venue.closed(connection, 1000);
      longest = Math.max(longest, venue.secondsOfNextOpen(connection + 1) - at);
    }
    assertThat(longest).isGreaterThan(5.0);
  }

  @Test
  void retryAfterHoldsForEveryConnectionOfTheVenue() {
    var venue = venue(WORDS, "ABCD");
    venue.openFailed(1, Reason.RATE_LIMITED, OptionalLong.of(90_000_000_000L));
    assertThat(venue.takeUntimed())
        .containsExactly(
            "CONNECTING 1 START", "open 1", "LOST 1 RATE_LIMITED", "BACKING_OFF 0 RATE_LIMITED");
    venue.pass(Duration.ofSeconds(89));
    assertThat(venue.take()).isEmpty();
    venue.pass(Duration.ofSeconds(2));
    assertThat(venue.take())
        .containsExactly(
            "90.0 CONNECTING 2 RETRY", "90.0 open 2", "90.25 CONNECTING 3 START", "90.25 open 3");
  }

  @Test
  void aVenueInMaintenanceIsAskedAtLongerIntervals() {
    var venue = venue(WORDS, "A");
    for (int connection = 1; connection <= 5; connection++) {
      double at = venue.seconds();
      venue.openFailed(connection, Reason.UNAVAILABLE, NOT_TOLD);
      assertThat(venue.takeUntimed()).endsWith("MAINTENANCE 0 UNAVAILABLE");
      assertThat(venue.secondsOfNextOpen(connection + 1) - at).isBetween(22.5, 45.0);
    }
  }

  @Test
  void aMaintenanceThatTheVenueAnnouncesIsTold() {
    var venue = venue(WORDS, "A");
    venue.live(1);
    venue.take();
    venue.said(1, new VenueState(VenueState.State.MAINTENANCE, "back soon"));
    venue.said(1, new VenueState(VenueState.State.ONLINE, ""));
    venue.said(1, new VenueState(VenueState.State.ONLINE, ""));
    venue.said(1, new VenueState(VenueState.State.MAINTENANCE, "back soon"));
    double at = venue.seconds();
    venue.closed(1, 1001);
    assertThat(venue.takeUntimed())
        .containsExactly(
            "MAINTENANCE 1 VENUE_MAINTENANCE",
            "LIVE 1 VENUE_ONLINE",
            "MAINTENANCE 1 VENUE_MAINTENANCE",
            "LOST 1 CLOSED_BY_VENUE",
            "MAINTENANCE 0 VENUE_MAINTENANCE");
    assertThat(venue.secondsOfNextOpen(2) - at).isBetween(22.5, 45.0);
  }

  @Test
  void theNextConnectionOpensBeforeTheEndOfTheOldOneAndBothAreReadForAWhile() {
    var venue = venue(WORDS.withConnectionLife(Duration.ofHours(24)), "A");
    venue.live(1);
    venue.take();
    venue.passWithMessages(Duration.ofHours(23).plusMinutes(49), 1);
    assertThat(venue.take()).isEmpty();
    while (venue.actions.isEmpty()) {
      venue.passWithMessages(Duration.ofSeconds(1), 1);
    }
    assertThat(venue.seconds()).isBetween(24 * 3_600.0 - 600, 24 * 3_600.0 - 299);
    assertThat(venue.takeUntimed()).containsExactly("CONNECTING 2 LIFE_ENDS covered", "open 2");
    venue.live(2);
    assertThat(venue.takeUntimed())
        .containsExactly("send 2 subscribe A", "LIVE 2 MESSAGE_CAME covered", "ping 2");
    venue.passWithMessages(Duration.ofSeconds(29), 1);
    venue.message(2);
    assertThat(venue.takeUntimed()).containsOnly("ping 2");
    venue.pass(Duration.ofSeconds(1));
    assertThat(venue.takeUntimed()).containsExactly("close 1 1000", "CLOSED 1 REPLACED covered");
    venue.closed(1, 1000);
    venue.passWithMessages(Duration.ofHours(23), 2);
    assertThat(venue.take()).isEmpty();
  }

  @Test
  void aReplacementThatFailsIsTriedAgainWhileTheOldConnectionGoesOn() {
    var venue = venue(WORDS, "A");
    venue.live(1);
    venue.take();
    venue.said(1, new VenueState(VenueState.State.CLOSING, ""));
    venue.openFailed(2, Reason.UNREACHABLE, NOT_TOLD);
    venue.pass(Duration.ofSeconds(1));
    assertThat(venue.takeUntimed())
        .containsExactly(
            "CONNECTING 2 VENUE_CLOSING covered",
            "open 2",
            "LOST 2 UNREACHABLE covered",
            "BACKING_OFF 0 UNREACHABLE covered",
            "CONNECTING 3 VENUE_CLOSING covered",
            "open 3");
    venue.closed(1, 1000);
    venue.live(3);
    assertThat(venue.takeUntimed())
        .containsExactly(
            "LOST 1 CLOSED_BY_VENUE", "send 3 subscribe A", "LIVE 3 MESSAGE_CAME", "ping 3");
  }

  @Test
  void aHandshakeWithoutAnEndIsCut() {
    var venue = venue(WORDS, "A");
    venue.take();
    venue.pass(Duration.ofSeconds(10));
    assertThat(venue.takeUntimed()).startsWith("abort 1", "LOST 1 TIMED_OUT");
  }

  @Test
  void whenStoppedEveryConnectionIsClosedAndNoneOpened() {
    var venue = venue(WORDS, "ABCD");
    venue.live(1);
    venue.take();
    venue.on(new LinkEvent.Stop(venue.nowNanos()));
    assertThat(venue.takeUntimed())
        .containsExactly("close 1 1000", "CLOSED 1 STOPPED", "abort 2", "CLOSED 2 STOPPED");
    assertThat(venue.isOver()).isFalse();
    venue.pass(Duration.ofSeconds(2));
    assertThat(venue.takeUntimed()).containsExactly("abort 1");
    assertThat(venue.isOver()).isTrue();
    venue.pass(Duration.ofHours(1));
    assertThat(venue.take()).isEmpty();
  }

  @Test
  void eventsOfAConnectionThatWasGivenUpAreIgnored() {
    var venue = venue(WORDS, "A");
    venue.pass(Duration.ofSeconds(10));
    venue.pass(Duration.ofSeconds(1));
    venue.live(2);
    venue.take();
    venue.opened(1);
    venue.message(1);
    venue.closed(1, 1000);
    venue.openFailed(1, Reason.BROKEN, NOT_TOLD);
    assertThat(venue.take()).isEmpty();
  }

  @Test
  void oneSeedGivesOneCourseAndAnotherSeedAnother() {
    assertThat(course(5)).isEqualTo(course(5)).isNotEqualTo(course(6));
  }

  @Test
  void streamsOfNothingAreRefused() {
    assertThatThrownBy(
            () ->
                new Supervision(WORDS, List.of(), TransportRules.STANDARD, new SplittableRandom(1)))
        .hasMessage(
            "Nothing to connect for: streams=0, streamsPerConnection=2. Give 1 or more of both.");
  }

  private static List<String> course(long seed) {
    var venue = new VirtualVenue(WORDS, LoopbackWords.trades("ABCD"), seed);
    for (int connection = 1; connection <= 10; connection++) {
      venue.openFailed(connection, Reason.NO_NAME, NOT_TOLD);
      venue.secondsOfNextOpen(connection + 1);
    }
    return venue.take();
  }

  private static VirtualVenue venue(Venue words, String letters) {
    return new VirtualVenue(words, LoopbackWords.trades(letters), 1);
  }

  private static VenueLimits limits(int streamsPerConnection, int framesPerSecond) {
    return new VenueLimits(
        streamsPerConnection, framesPerSecond, Duration.ZERO, Duration.ofSeconds(30));
  }
}
