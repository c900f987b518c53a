package io.papertape.live.session;

import io.papertape.live.tape.TapeInstrument;
import io.papertape.live.transport.AddressRule;
import io.papertape.live.transport.FixLinks;
import io.papertape.live.transport.OptionalLibrary;
import io.papertape.live.transport.OwnersFile;
import io.papertape.live.transport.SystemNanos;
import io.papertape.live.venue.InstrumentSteps;
import io.papertape.live.venue.Stream;
import io.papertape.live.venue.fix.FixVenue;
import io.papertape.market.FixedPoint;
import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.store.Resolution;
import io.papertape.workspace.strategy.DataSelection;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// Live market data by FIX, of a venue that a file describes: `fix:/venues/mine.yaml/quote:A`.
///
/// The library QuickFIX/J is looked for when such a feed is asked for.
public final class FixFeeds implements FeedFactory {
  private static final String KIND = "fix";
  private static final String PACKAGE = "io.papertape.live.transport.fix";

  private final Supplier<FixLinks> links;
  private final LongSupplier nanos;
  private final Consumer<String> problems;

  /// @param nanos    nanoseconds since 1970-01-01 UTC that never run backwards
  /// @param problems told what goes wrong while it runs, for a log
  public FixFeeds(Supplier<FixLinks> links, LongSupplier nanos, Consumer<String> problems) {
    this.links = links;
    this.nanos = nanos;
    this.problems = problems;
  }

  /// By the clock of this machine.
  ///
  /// @param libraries folders in which a folder `fix` may hold the library
  public static FixFeeds byMachineClock(List<Path> libraries, Consumer<String> problems) {
    OptionalLibrary library =
        new OptionalLibrary(
            KIND,
            "quickfix.SocketInitiator",
            PACKAGE,
            libraries.stream().map(folder -> folder.resolve(KIND)).toList());
    return new FixFeeds(
        () -> library.make(FixLinks.class, PACKAGE + ".QuickFixLinks"),
        SystemNanos.ticking(),
        problems);
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public String usage() {
    return "fix:FILE.yaml[/RESOLUTION]:SYMBOL,...";
  }

  @Override
  public void check(String text) {
    DescribedFeed asked = DescribedFeed.parse(KIND, text, usage());
    FixVenue.read(asked.file().toString(), asked.description());
  }

  @Override
  public PreparedFeed prepare(String text, DataSelection wishes) {
    DescribedFeed asked = DescribedFeed.parse(KIND, text, usage());
    FixVenue venue = FixVenue.read(asked.file().toString(), asked.description());
    Resolution resolution = asked.resolution(wishes);
    try {
      List<TapeInstrument> instruments = new ArrayList<>();
      List<String> facts = new ArrayList<>();
      for (String symbol : asked.symbols().split(",", -1)) {
        instruments.add(instrument(venue, symbol, resolution, facts));
      }
      instruments.forEach(one -> facts.add(steps(one)));
      check(venue, instruments, resolution);
      Optional<String> password = venue.access().passwordFile().map(OwnersFile::line);
      FixFeed feed = new FixFeed(venue, instruments, links.get(), password, nanos, problems);
      return new PreparedFeed(asked.full(resolution), feed, instruments, nanos.getAsLong())
          .saying(facts)
          .at(resolution);
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw new WorkspaceException(
          WorkspaceException.Kind.CONFIGURATION,
          "Feed cannot be listened to: feed=%s, resolution=%s. %s"
              .formatted(text, resolution, e.getMessage()),
          e);
    }
  }

  /// Currencies are those of the manifest, whatever is said of them now.
  @Override
  public PreparedFeed again(String text, DataSelection wishes, List<TapeInstrument> instruments) {
    return prepare(text, wishes).inCurrenciesOf(instruments);
  }

  private static TapeInstrument instrument(
      FixVenue venue, String symbol, Resolution resolution, List<String> facts) {
    InstrumentSteps steps = venue.steps(symbol);
    TapeInstrument plain =
        VenueInstruments.named(venue.name(), symbol, resolution.isTicks() ? 0 : resolution.nanos());
    TapeInstrument told =
        steps
            .quote()
            .map(code -> VenueInstruments.in(plain, code))
            .orElseGet(() -> VenueInstruments.spelled(plain, facts));
    return VenueInstruments.with(told, steps);
  }

  private static void check(
      FixVenue venue, List<TapeInstrument> instruments, Resolution resolution) {
    if (!resolution.isTicks()) {
      throw new IllegalArgumentException(
          "FIX tells no bars: venue=%s. Ask for /quote or /trade.".formatted(venue.name()));
    }
    if (resolution.equals(Resolution.TRADE) && !venue.offers(Stream.Kind.TRADES)) {
      throw new IllegalArgumentException("Venue is described to tell no trades. Use /quote.");
    }
    AddressRule.SAFE.requireFix(venue.access().address());
    if (venue.access().isEncryptedByNumber()) {
      throw new IllegalArgumentException(
          "Host is a number, and certificates prove names: address=%s. Give the venue's name."
              .formatted(venue.access().address()));
    }
    venue.requests(VenueFeed.streams(venue, instruments));
  }

  private static String steps(TapeInstrument one) {
    return "Steps of the file: symbol=%s, currency=%s, priceStep=%s, quantityStep=%s."
        .formatted(
            one.venueSymbol(),
            one.instrument().currency(),
            FixedPoint.format(one.instrument().priceStep()),
            FixedPoint.format(one.instrument().quantityStep()));
  }
}
