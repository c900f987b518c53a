package io.papertape.benchmark.soak;

import io.papertape.live.session.PaperSession;
import io.papertape.live.session.SessionDisks;
import io.papertape.live.session.SessionFolder;
import io.papertape.live.session.SessionListener;
import io.papertape.live.session.SessionManifest;
import io.papertape.live.session.SessionStatus;
import io.papertape.live.session.SessionVerifier;
import io.papertape.live.session.VenueFeed;
import io.papertape.live.tape.SequencerSettings;
import io.papertape.live.tape.TapeEvent.OperatorCommand.Command;
import io.papertape.live.tape.TapeInstrument;
import io.papertape.live.transport.AddressRule;
import io.papertape.live.transport.Backoff;
import io.papertape.live.transport.HostPaces;
import io.papertape.live.transport.RestClient;
import io.papertape.live.transport.RestRules;
import io.papertape.live.transport.TransportRules;
import io.papertape.live.transport.VenueWords;
import io.papertape.live.venue.binance.BinanceMarket;
import io.papertape.live.venue.binance.BinanceVenue;
import io.papertape.market.Instrument;
import io.papertape.risk.RiskLimits;
import io.papertape.simulation.Assumptions;
import io.papertape.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;

/// The process that soaks: one session on a venue over loopback sockets, for so many feed-days.
/// Prints a [Sample] a day, the [ThreadNames] of two days, and at the end what there was and
// whether the tape gives the journal.
public final class SoakProgram {
  private static final String VENUE = "binance-usdm";
  private static final long MINUTE_NANOS = 60_000_000_000L;

  /// Times in which something has to happen are longer than usual: while a handshake takes two
  /// milliseconds of the machine, minutes of the venue pass.
  private static final TransportRules RULES =
      new TransportRules(
          Duration.ofMinutes(10),
          Duration.ofMinutes(1),
          Duration.ofMinutes(2),
          Duration.ofMinutes(2),
          Duration.ofMillis(250),
          new Backoff(Duration.ofMillis(500), Duration.ofSeconds(30)),
          Duration.ofSeconds(45),
          Duration.ofMinutes(1),
          Duration.ofMinutes(10),
          Duration.ofMinutes(2),
          3,
          16 << 20,
          AddressRule.SAFE);

  private SoakProgram() {}

  /// @param arguments home, feed-days
  public static void main(String... arguments) throws IOException, InterruptedException {
    Path home = Path.of(arguments[0]);
    int days = Integer.parseInt(arguments[1]);
    SoakClock clock = new SoakClock();
    try (SoakVenue venue = new SoakVenue(clock::millis)) {
      VenueFeed feed = feed(venue, clock);
      SessionManifest manifest = manifest(clock.getAsLong());
      SessionFolder folder = SessionFolder.create(new Workspace(home), manifest, home);
      PaperSession session =
          new PaperSession(
                  folder.id(),
                  manifest,
                  SessionDisks.of(folder),
                  new SoakTrader(),
                  feed,
                  System::nanoTime,
                  SessionListener.NONE)
              .start();
      Soak soak = new Soak(venue, clock, feed, session);
      soak.connect();
      for (int day = 1; day <= days; day++) {
        soak.day(day);
        System.out.println(Sample.take(day, soak.told()).line());
        if (day == Growth.FIRST_DAY || day == days) {
          System.out.println(ThreadNames.line(day));
        }
      }
      session.command(Command.STOP, "soak", "the days are over");
      SessionStatus end = session.await(60_000).orElseThrow();
      var verified = SessionVerifier.verify(folder, new SoakTrader());
      System.out.printf(
          "%s %s entries %d fills %d connections %d overlaps %d fetched %d lost %d counts %s%n",
          end.state(),
          verified.isIdentical() ? "IDENTICAL" : "DIVERGES " + verified.parting(),
          end.entries(),
          end.fills(),
          venue.accepted(),
          soak.overlaps(),
          venue.fetched(),
          soak.losses(),
          feed.counts());
    }
  }

  private static VenueFeed feed(SoakVenue venue, SoakClock clock) {
    RestClient rest =
        new RestClient(
            VENUE, VenueWords.NONE, new HostPaces(RestRules.STANDARD, 1), clock, (_) -> {});
    return new VenueFeed(
        new BinanceVenue(BinanceMarket.USDM, venue.socket(), venue.rest()),
        instruments(),
        RULES,
        rest,
        new SplittableRandom(2),
        clock,
        System.err::println);
  }

  private static List<TapeInstrument> instruments() {
    List<TapeInstrument> taped = new ArrayList<>();
    for (int i = 0; i < Soak.BARS; i++) {
      String symbol = MadeMarket.barSymbol(i);
      taped.add(new TapeInstrument(Instrument.crypto(symbol), VENUE, symbol, MINUTE_NANOS));
    }
    for (int i = 0; i < Soak.TICKS; i++) {
      String symbol = MadeMarket.tickSymbol(i);
      taped.add(new TapeInstrument(Instrument.crypto(symbol), VENUE, symbol, 0));
    }
    return taped;
  }

  private static SessionManifest manifest(long startNanos) {
    return new SessionManifest(
        1,
        1,
        "soak",
        "soak",
        new TreeMap<>(),
        new TreeMap<>(),
        VENUE,
        Optional.empty(),
        startNanos,
        startNanos,
        instruments(),
        Assumptions.papertape(),
        RiskLimits.NONE,
        SequencerSettings.DEFAULT,
        SessionManifest.Recovery.RESUME);
  }
}
