package io.papertape.live.session;

import io.papertape.live.tape.TapeInstrument;
import io.papertape.live.transport.SystemNanos;
import io.papertape.live.venue.generic.GenericVenue;
import io.papertape.workspace.store.Resolution;
import io.papertape.workspace.strategy.DataSelection;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// Live market data of a venue that a file describes: `generic:/venues/bitstamp.yaml:btcusd`.
///
/// The feed in full, as a session keeps it, ends with a hash of the file: a session goes on only
/// with the description that it began with.
public final class GenericFeeds implements VenueStreams.Factory {
  private static final String KIND = "generic";

  private final LongSupplier nanos;
  private final Consumer<String> problems;

  /// @param nanos    nanoseconds since 1970-01-01 UTC that never run backwards
  /// @param problems told what goes wrong while it runs, for a log
  public GenericFeeds(LongSupplier nanos, Consumer<String> problems) {
    this.nanos = nanos;
    this.problems = problems;
  }

  /// By the clock of this machine.
  public static GenericFeeds byMachineClock(Consumer<String> problems) {
    return new GenericFeeds(SystemNanos.ticking(), problems);
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public String usage() {
    return "generic:FILE.yaml[/RESOLUTION]:SYMBOL,...";
  }

  @Override
  public void check(String text) {
    DescribedFeed asked = DescribedFeed.parse(KIND, text, usage());
    GenericVenue.read(asked.file().toString(), asked.description());
  }

  @Override
  public PreparedFeed prepare(String text, DataSelection wishes) {
    VenueStreams asked = streams(text, wishes);
    List<String> facts = new ArrayList<>();
    List<TapeInstrument> instruments =
        asked.instruments().stream().map(one -> VenueInstruments.withoutSteps(one, facts)).toList();
    VenueStreams full =
        new VenueStreams(asked.text(), asked.venue(), instruments, asked.resolution());
    return new VenueFeeds(asked.venue(), nanos, problems).prepare(full).saying(facts);
  }

  /// Currencies are those of the manifest, whatever is said of them now.
  @Override
  public PreparedFeed again(String text, DataSelection wishes, List<TapeInstrument> instruments) {
    return prepare(text, wishes).inCurrenciesOf(instruments);
  }

  @Override
  public VenueStreams streams(String text, DataSelection wishes) {
    DescribedFeed asked = DescribedFeed.parse(KIND, text, usage());
    GenericVenue venue = GenericVenue.read(asked.file().toString(), asked.description());
    Resolution resolution = asked.resolution(wishes);
    return new VenueFeeds(venue, nanos, problems)
        .streams(asked.full(resolution), asked.symbols(), resolution);
  }
}
