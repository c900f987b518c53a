package io.papertape.live.session;

import io.papertape.live.tape.TapeInstrument;
import io.papertape.live.transport.RequestBudget;
import io.papertape.live.transport.RestClient;
import io.papertape.live.transport.RestRules;
import io.papertape.live.transport.SystemNanos;
import io.papertape.live.transport.TransportRules;
import io.papertape.live.venue.Venue;
import io.papertape.live.venue.catalog.Venues;
import io.papertape.market.Instrument;
import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.store.Resolution;
import io.papertape.workspace.strategy.DataSelection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One venue's live market data as feeds: `binance:BTCUSDT,ETHUSDT` or, with another length of
/// bars than the strategy's, `binance/5m:BTCUSDT`.
///
/// A strategy on bars listens to the venue's own bars; one on quotes or trade ticks to best prices
/// and trades.
public final class VenueFeeds implements FeedFactory {
  private static final Pattern TEXT =
      Pattern.compile("(?<venue>[a-z0-9-]+)(/(?<resolution>[a-z0-9]+))?:(?<symbols>[^#@\\s]+)");

  /// Far below what any of the venues allows an address.
  private static final int REQUESTS_PER_MINUTE = 60;

  private final Venue venue;
  private final LongSupplier nanos;
  private final Consumer<String> problems;

  /// @param nanos    nanoseconds since 1970-01-01 UTC that never run backwards
  /// @param problems told what could not be fetched, for a log
  public VenueFeeds(Venue venue, LongSupplier nanos, Consumer<String> problems) {
    this.venue = venue;
    this.nanos = nanos;
    this.problems = problems;
  }

  /// All venues that are known.
  public static List<FeedFactory> all(Consumer<String> problems) {
    LongSupplier nanos = new SystemNanos();
    return Venues.names().stream()
        .map(name -> (FeedFactory) new VenueFeeds(Venues.byName(name), nanos, problems))
        .toList();
  }

  @Override
  public String kind() {
    return venue.name();
  }

  @Override
  public String usage() {
    return venue.name() + "[/RESOLUTION]:SYMBOL,...";
  }

  @Override
  public PreparedFeed prepare(String text, DataSelection wishes) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw WorkspaceException.configuration(
          "Not a feed of a venue: feed=%s. Write it as %s.".formatted(text, usage()));
    }
    String named = matcher.group("resolution");
    Resolution resolution = named == null ? wishes.resolution() : Resolution.parse(named);
    List<TapeInstrument> instruments = new ArrayList<>();
    for (String symbol : matcher.group("symbols").split(",", -1)) {
      instruments.add(instrument(symbol, resolution));
    }
    checkBars(text, instruments.getFirst(), resolution);
    RestClient rest =
        new RestClient(
            venue.name(),
            RestRules.STANDARD,
            new RequestBudget(REQUESTS_PER_MINUTE, Duration.ofMinutes(1).toNanos()),
            new SplittableRandom(1),
            nanos,
            RestClient.Pause.REAL);
    VenueFeed feed =
        new VenueFeed(
            venue,
            instruments,
            TransportRules.STANDARD,
            rest,
            new SplittableRandom(2),
            nanos,
            problems);
    String full = "%s/%s:%s".formatted(venue.name(), resolution, matcher.group("symbols"));
    return new PreparedFeed(full, feed, instruments, nanos.getAsLong());
  }

  private TapeInstrument instrument(String symbol, Resolution resolution) {
    return new TapeInstrument(
        Instrument.crypto(symbol.replace('/', '-')),
        venue.name(),
        symbol,
        resolution.isTicks() ? 0 : resolution.nanos());
  }

  /// Asks before the session begins whether the venue has such bars.
  private void checkBars(String text, TapeInstrument instrument, Resolution resolution) {
    if (resolution.isTicks()) {
      return;
    }
    long to = Math.floorDiv(nanos.getAsLong(), resolution.nanos()) * resolution.nanos();
    if (venue
        .bars(instrument.venueSymbol(), resolution.nanos(), to - resolution.nanos(), to)
        .isEmpty()) {
      throw WorkspaceException.configuration(
          "Venue has no bars of this length: feed=%s, resolution=%s. Name another: %s."
              .formatted(text, resolution, usage()));
    }
  }
}
