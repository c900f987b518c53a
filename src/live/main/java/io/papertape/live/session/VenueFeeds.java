package io.papertape.live.session;

import io.papertape.live.tape.TapeInstrument;
import io.papertape.live.transport.HostPaces;
import io.papertape.live.transport.RestClient;
import io.papertape.live.transport.SystemNanos;
import io.papertape.live.transport.TransportRules;
import io.papertape.live.venue.Stream;
import io.papertape.live.venue.Venue;
import io.papertape.live.venue.catalog.Venues;
import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.store.Resolution;
import io.papertape.workspace.strategy.DataSelection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
public final class VenueFeeds implements VenueStreams.Factory {
  private static final Pattern TEXT =
      Pattern.compile("(?<venue>[a-z0-9-]+)(/(?<resolution>[a-z0-9]+))?:(?<symbols>[^#@\\s]+)");

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
    LongSupplier nanos = SystemNanos.ticking();
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
  public void check(String text) {
    Matcher matcher = match(text);
    Optional.ofNullable(matcher.group("resolution")).ifPresent(Resolution::parse);
    instruments(text, matcher.group("symbols"), Resolution.QUOTE);
  }

  /// @param symbols with commas between
  private List<TapeInstrument> instruments(String full, String symbols, Resolution resolution) {
    List<TapeInstrument> instruments = new ArrayList<>();
    for (String symbol : symbols.split(",", -1)) {
      instruments.add(instrument(full, symbol, resolution));
    }
    VenueInstruments.requireOnce(full, instruments);
    return instruments;
  }

  private Matcher match(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw WorkspaceException.configuration(
          "Not a feed of a venue: feed=%s. Write it as %s.".formatted(text, usage()));
    }
    return matcher;
  }

  @Override
  public PreparedFeed prepare(String text, DataSelection wishes) {
    VenueStreams asked = streams(text, wishes);
    RestClient rest = rest();
    try {
      VenueInstruments known = VenueInstruments.ask(venue, asked.instruments(), rest);
      VenueStreams full =
          new VenueStreams(asked.text(), venue, known.instruments(), asked.resolution());
      return prepare(full, rest).saying(known.facts());
    } catch (RuntimeException e) {
      rest.close();
      throw e;
    }
  }

  /// Steps are those of the manifest, whatever the venue says now.
  @Override
  public PreparedFeed again(String text, DataSelection wishes, List<TapeInstrument> instruments) {
    VenueStreams asked = streams(text, wishes);
    return prepare(new VenueStreams(asked.text(), venue, instruments, asked.resolution()));
  }

  @Override
  public VenueStreams streams(String text, DataSelection wishes) {
    Matcher matcher = match(text);
    String named = matcher.group("resolution");
    Resolution resolution = named == null ? wishes.resolution() : Resolution.parse(named);
    String symbols = matcher.group("symbols");
    return streams("%s/%s:%s".formatted(venue.name(), resolution, symbols), symbols, resolution);
  }

  /// @param full    the feed in full, as it is kept
  /// @param symbols with commas between
  VenueStreams streams(String full, String symbols, Resolution resolution) {
    List<TapeInstrument> instruments = instruments(full, symbols, resolution);
    checkStreams(full, instruments, resolution);
    return new VenueStreams(full, venue, instruments, resolution);
  }

  PreparedFeed prepare(VenueStreams asked) {
    return prepare(asked, rest());
  }

  private RestClient rest() {
    return new RestClient(
        venue.name(), venue::limitsFor, HostPaces.OF_PROCESS, nanos, RestClient.Pause.REAL);
  }

  private PreparedFeed prepare(VenueStreams asked, RestClient rest) {
    VenueFeed feed =
        new VenueFeed(
            venue,
            asked.instruments(),
            TransportRules.STANDARD,
            rest,
            new SplittableRandom(2),
            nanos,
            problems);
    return new PreparedFeed(asked.text(), feed, asked.instruments(), nanos.getAsLong())
        .at(asked.resolution());
  }

  private TapeInstrument instrument(String full, String symbol, Resolution resolution) {
    if (symbol.isEmpty()) {
      throw WorkspaceException.configuration(
          "Symbol is empty: feed=%s. Write it as %s.".formatted(full, usage()));
    }
    return VenueInstruments.named(
        venue.name(), symbol, resolution.isTicks() ? 0 : resolution.nanos());
  }

  /// Asks before the session begins whether the venue has what it will be asked for.
  private void checkStreams(String full, List<TapeInstrument> instruments, Resolution resolution) {
    try {
      List<Stream> streams = VenueFeed.streams(venue, instruments);
      if (resolution.equals(Resolution.QUOTE) && !venue.offers(Stream.Kind.TOP_OF_BOOK)) {
        throw new IllegalArgumentException("Venue tells no best prices. Use /trade.");
      }
      if (resolution.equals(Resolution.TRADE) && !venue.offers(Stream.Kind.TRADES)) {
        throw new IllegalArgumentException("Venue tells no trades. Use /quote.");
      }
      for (List<Stream> group : venue.connections(streams)) {
        TransportRules.STANDARD.addresses().requireSocket(venue.socket(group));
        venue.subscribe(group);
      }
      if (streams.isEmpty()) {
        throw new IllegalArgumentException("Venue tells neither best prices nor trades.");
      }
    } catch (IllegalArgumentException e) {
      throw WorkspaceException.configuration(
          "Feed cannot be listened to: feed=%s, resolution=%s. %s"
              .formatted(full, resolution, e.getMessage()));
    }
  }
}
