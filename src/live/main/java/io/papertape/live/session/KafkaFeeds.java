package io.papertape.live.session;

import io.papertape.live.tape.TapeInstrument;
import io.papertape.live.transport.FrameLogException;
import io.papertape.live.transport.FrameLogs;
import io.papertape.live.transport.OptionalLibrary;
import io.papertape.live.transport.SystemNanos;
import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.strategy.DataSelection;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// Frames of a venue that somebody records in a topic of Kafka:
/// `kafka:localhost:9092/ticks/binance/quote:BTCUSDT`.
///
/// A new session begins at the end of each partition, or with `@oldest` at its beginning. The feed
/// in full has the topic's own id and those offsets; how far the session has come is on its tape.
/// The library of Kafka is looked for when such a feed is asked for.
public final class KafkaFeeds implements FeedFactory {
  private static final String KIND = "kafka";
  private static final String PACKAGE = "io.papertape.live.transport.kafka";

  private final Supplier<FrameLogs> logs;
  private final List<FeedFactory> venues;
  private final LongSupplier nanos;
  private final Consumer<String> problems;

  /// @param venues   those whose frames may be in a topic
  /// @param nanos    nanoseconds since 1970-01-01 UTC that never run backwards
  /// @param problems told what goes wrong while it runs, for a log
  public KafkaFeeds(
      Supplier<FrameLogs> logs,
      List<FeedFactory> venues,
      LongSupplier nanos,
      Consumer<String> problems) {
    this.logs = logs;
    this.venues = List.copyOf(venues);
    this.nanos = nanos;
    this.problems = problems;
  }

  /// By the clock of this machine.
  ///
  /// @param libraries folders in which a folder `kafka` may hold the library
  public static KafkaFeeds byMachineClock(
      List<Path> libraries, List<FeedFactory> venues, Consumer<String> problems) {
    OptionalLibrary library =
        new OptionalLibrary(
            KIND,
            "org.apache.kafka.clients.consumer.KafkaConsumer",
            PACKAGE,
            libraries.stream().map(folder -> folder.resolve(KIND)).toList());
    return new KafkaFeeds(
        () -> library.make(FrameLogs.class, PACKAGE + ".KafkaLogs"),
        venues,
        SystemNanos.ticking(),
        problems);
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public String usage() {
    return LogText.USAGE;
  }

  @Override
  public void check(String text) {
    LogText log = parse(text);
    venue(text, log.venue()).check(log.venue());
  }

  private LogText parse(String text) {
    return LogText.parse(text)
        .orElseThrow(
            () ->
                WorkspaceException.configuration(
                    "Not a feed from Kafka: feed=%s. Write it as %s.".formatted(text, usage())));
  }

  @Override
  public PreparedFeed prepare(String text, DataSelection wishes) {
    LogText log = parse(text);
    VenueStreams asked = venue(text, log.venue()).streams(log.venue(), wishes);
    checkQuantities(text, asked);
    try {
      FrameLogs library = logs.get();
      LogText full = log.id().isEmpty() ? located(library, log, asked) : log;
      List<String> facts = new ArrayList<>();
      List<TapeInstrument> instruments =
          asked.instruments().stream().map(one -> VenueInstruments.spelled(one, facts)).toList();
      LogFeed feed = new LogFeed(library, full, asked, nanos, problems);
      return new PreparedFeed(full.toString(), feed, instruments, nanos.getAsLong())
          .saying(facts)
          .at(asked.resolution());
    } catch (FrameLogException | IllegalStateException e) {
      throw new WorkspaceException(
          WorkspaceException.Kind.CONFIGURATION,
          "Feed cannot be listened to: feed=%s. %s".formatted(text, e.getMessage()),
          e);
    }
  }

  /// Currencies are those of the manifest, whatever is said of them now.
  @Override
  public PreparedFeed again(String text, DataSelection wishes, List<TapeInstrument> instruments) {
    return prepare(text, wishes).inCurrenciesOf(instruments);
  }

  /// Nobody is asked here what a contract is worth.
  private static void checkQuantities(String text, VenueStreams asked) {
    for (TapeInstrument one : asked.instruments()) {
      if (asked.venue().countsContracts(one.venueSymbol())) {
        throw WorkspaceException.configuration(
            "Value of a contract is not in the topic: feed=%s, symbol=%s. Take the venue's feed."
                .formatted(text, one.venueSymbol()));
      }
    }
  }

  private static LogText located(FrameLogs library, LogText log, VenueStreams asked) {
    FrameLogs.Description now = library.describe(log.servers(), log.topic());
    return log.at(now.id(), log.isOldest() ? now.oldest() : now.newest(), asked.text());
  }

  private VenueStreams.Factory venue(String text, String of) {
    String kind = of.split("[:/]", 2)[0];
    Optional<VenueStreams.Factory> found =
        venues.stream()
            .filter(one -> one.kind().equals(kind))
            .filter(VenueStreams.Factory.class::isInstance)
            .map(VenueStreams.Factory.class::cast)
            .findFirst();
    return found.orElseThrow(
        () ->
            WorkspaceException.configuration(
                "No such venue: feed=%s, venue=%s. Its frames are read by one of %s."
                    .formatted(text, kind, venues.stream().map(FeedFactory::kind).toList())));
  }
}
