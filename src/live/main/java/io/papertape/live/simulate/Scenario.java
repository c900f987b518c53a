package io.papertape.live.simulate;

import io.papertape.journal.RunHeader;
import io.papertape.live.session.SessionManifest;
import io.papertape.live.session.SessionManifest.Recovery;
import io.papertape.live.tape.SequencerSettings;
import io.papertape.live.tape.TapeInstrument;
import io.papertape.live.venue.Stream;
import io.papertape.market.Instrument;
import io.papertape.market.Times;
import io.papertape.risk.RiskLimits;
import io.papertape.simulation.Assumptions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/// What a seed decides before anything happens.
///
/// @param dialects       of the venues, in the order of their numbers
/// @param venueOf        number of the venue of each instrument
/// @param hasQuotes      of each instrument: whether quotes are streamed
/// @param hasBook        of each instrument: whether its quotes come of a book kept here
/// @param hasTrades      of each instrument: whether trades are streamed
/// @param mostWaitNanos  longest time that the session's process sleeps when nothing comes
/// @param snapshotMoments after so many a snapshot is taken
/// @param throwsAtBar    bar at which the strategy fails; none: `Integer.MAX_VALUE`
/// @param bouts          times at which one thing or several go wrong
record Scenario(
    long seed,
    List<Dialect> dialects,
    long startNanos,
    long endNanos,
    SessionManifest manifest,
    int[] venueOf,
    boolean[] hasQuotes,
    boolean[] hasBook,
    boolean[] hasTrades,
    long mostWaitNanos,
    long snapshotMoments,
    int throwsAtBar,
    int bouts) {
  private static final Instant FIRST = Instant.parse("2025-01-06T00:00:00Z");

  /// What the session listens to at a venue.
  List<Stream> streams(String venue) {
    List<Stream> streams = new ArrayList<>();
    for (int i = 0; i < instruments(); i++) {
      TapeInstrument one = manifest.instruments().get(i);
      String symbol = one.venueSymbol();
      if (one.venue().equals(venue)) {
        if (one.hasBars()) {
          streams.add(Stream.bars(symbol, one.barNanos()));
        }
        if (hasQuotes[i]) {
          streams.add(Stream.of(hasBook[i] ? Stream.Kind.BOOK : Stream.Kind.TOP_OF_BOOK, symbol));
        }
        if (hasTrades[i]) {
          streams.add(Stream.of(Stream.Kind.TRADES, symbol));
        }
      }
    }
    return streams;
  }

  /// True if the venue promises that no number of a trade is left out.
  boolean numbersTrades(int instrument) {
    return dialect(instrument).venue().numbersTrades();
  }

  /// The step of the market that a number of a quote stands for; 0: not known.
  long stepOf(int instrument, long number) {
    return number == 0 ? 0 : dialect(instrument).stepOf(number);
  }

  private Dialect dialect(int instrument) {
    return dialects.get(venueOf[instrument]);
  }

  int instruments() {
    return venueOf.length;
  }

  /// The same with a sequencer that remembers so few ids.
  Scenario remembering(int ids) {
    SequencerSettings settings = manifest.sequencer();
    SessionManifest other =
        new SessionManifest(
            manifest.semantics(),
            manifest.schema(),
            manifest.zoneRules(),
            manifest.strategy(),
            manifest.sources(),
            manifest.parameters(),
            manifest.feed(),
            manifest.like(),
            manifest.startNanos(),
            manifest.begunNanos(),
            manifest.instruments(),
            manifest.assumptions(),
            manifest.limits(),
            new SequencerSettings(settings.grace(), settings.quiet(), settings.mostAhead(), ids),
            manifest.recovery());
    return new Scenario(
        seed,
        dialects,
        startNanos,
        endNanos,
        other,
        venueOf,
        hasQuotes,
        hasBook,
        hasTrades,
        mostWaitNanos,
        snapshotMoments,
        throwsAtBar,
        bouts);
  }

  /// @param dialects that the venues are drawn of
  /// @param random   of this seed, for nothing else
  static Scenario draw(long seed, double weeks, List<Dialect> dialects, SplittableRandom random) {
    long length = (long) (weeks * Duration.ofDays(7).toNanos());
    long start =
        Times.nanos(FIRST)
            + random.nextInt(500) * Duration.ofDays(1).toNanos()
            + 13 * 3_600_000_000_000L;
    int count = 2 + random.nextInt(3);
    dialects.forEach(one -> one.drawLength(random));
    boolean isStocks = random.nextInt(3) > 0;
    int[] venueOf = new int[count];
    boolean[] hasQuotes = new boolean[count];
    boolean[] hasBook = new boolean[count];
    boolean[] hasTrades = new boolean[count];
    List<TapeInstrument> instruments = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      venueOf[i] = random.nextInt(dialects.size());
      Dialect dialect = dialects.get(venueOf[i]);
      hasQuotes[i] = random.nextBoolean() || dialect.barNanos() == 0;
      hasBook[i] = random.nextBoolean() && dialect.hasBooks();
      hasTrades[i] = random.nextInt(3) == 0;
      boolean isStock =
          isStocks
              && !dialect.isOfCoins()
              && BarLength.fitsStocks(dialect.barNanos())
              && (i != count - 1 || random.nextInt(8) > 0);
      String symbol = "S" + (char) ('A' + i);
      instruments.add(
          new TapeInstrument(
              isStock ? Instrument.equity(symbol) : Instrument.crypto(symbol),
              dialect.venue().name(),
              dialect.symbol(symbol),
              dialect.barNanos()));
    }
    return new Scenario(
        seed,
        dialects,
        start,
        start + length,
        manifest(seed, start, instruments, random),
        venueOf,
        hasQuotes,
        hasBook,
        hasTrades,
        (200 + random.nextInt(1_800)) * World.MILLI,
        snapshotMoments(weeks, random),
        random.nextInt(20) == 0 ? 50 + random.nextInt(2_000) : Integer.MAX_VALUE,
        2 + random.nextInt(12));
  }

  /// Some tens in a session, however long it is.
  private static long snapshotMoments(double weeks, SplittableRandom random) {
    return 1_500L + random.nextInt(Math.clamp((long) (2_700 * weeks), 1_500, 10_500));
  }

  private static SessionManifest manifest(
      long seed, long start, List<TapeInstrument> instruments, SplittableRandom random) {
    long latency = random.nextInt(3) == 0 ? 1 + random.nextInt(500) : 0;
    return new SessionManifest(
        RunHeader.SEMANTICS_VERSION,
        RunHeader.SCHEMA_VERSION,
        "simulated",
        "trader",
        Collections.emptySortedMap(),
        Collections.emptySortedMap(),
        "simulate:" + seed,
        Optional.empty(),
        start,
        start,
        instruments,
        Assumptions.papertape().withLatencyNanos(latency * World.MILLI),
        RiskLimits.NONE,
        new SequencerSettings(
            Duration.ofSeconds(2),
            Duration.ofSeconds(20 + random.nextInt(40)),
            Duration.ofMinutes(1),
            4_096),
        random.nextInt(4) == 0 ? Recovery.WAIT : Recovery.RESUME);
  }
}
