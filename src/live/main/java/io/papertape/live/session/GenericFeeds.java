package io.papertape.live.session;

import io.papertape.journal.Sha256;
import io.papertape.live.transport.SystemNanos;
import io.papertape.live.venue.generic.GenericVenue;
import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.store.Resolution;
import io.papertape.workspace.strategy.DataSelection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Live market data of a venue that a file describes: `generic:/venues/bitstamp.yaml:btcusd`.
///
/// The feed in full, as a session keeps it, ends with a hash of the file: a session goes on only
/// with the description that it began with.
public final class GenericFeeds implements VenueStreams.Factory {
  private static final String KIND = "generic";
  private static final int HASH_DIGITS = 16;
  private static final Pattern TEXT =
      Pattern.compile(
          KIND
              + ":(?<file>[^#]+?\\.(?:ya?ml|json))(/(?<resolution>[a-z0-9]+))?"
              + ":(?<symbols>[^#@\\s]+)(#(?<hash>[0-9a-f]{"
              + HASH_DIGITS
              + "}))?");

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

  /// The same feed with the file's whole path, for whoever runs in another folder; also where such
  /// a feed stands behind a topic of Kafka.
  ///
  /// @return the text as it is if there is no feed of this kind in it
  public static String absolute(String text, Path folder) {
    int start = text.indexOf("/" + KIND + ":") + 1;
    if (text.startsWith("kafka:") && start > 0) {
      return text.substring(0, start) + absolute(text.substring(start), folder);
    }
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      return text;
    }
    Path file = folder.resolve(matcher.group("file")).toAbsolutePath().normalize();
    return KIND + ":" + file + text.substring(matcher.end("file"));
  }

  @Override
  public PreparedFeed prepare(String text, DataSelection wishes) {
    VenueStreams asked = streams(text, wishes);
    return new VenueFeeds(asked.venue(), nanos, problems).prepare(asked);
  }

  @Override
  public VenueStreams streams(String text, DataSelection wishes) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw WorkspaceException.configuration(
          "Not a feed of a described venue: feed=%s. Write it as %s.".formatted(text, usage()));
    }
    Path file = Path.of(matcher.group("file"));
    if (!file.isAbsolute()) {
      throw WorkspaceException.configuration(
          "File of a venue has no whole path: feed=%s, file=%s. Begin it with /."
              .formatted(text, file));
    }
    String description = read(file);
    String hash =
        Sha256.hex(description.getBytes(StandardCharsets.UTF_8)).substring(0, HASH_DIGITS);
    Optional<String> begunWith = Optional.ofNullable(matcher.group("hash"));
    if (begunWith.isPresent() && !begunWith.get().equals(hash)) {
      throw WorkspaceException.configuration(
          ("Description of the venue has changed since the session began: file=%s, now=%s, then=%s."
                  + " Restore it, or start a new session.")
              .formatted(file, hash, begunWith.get()));
    }
    GenericVenue venue = GenericVenue.read(file.toString(), description);
    String named = matcher.group("resolution");
    Resolution resolution = named == null ? wishes.resolution() : Resolution.parse(named);
    String symbols = matcher.group("symbols");
    String full = "%s:%s/%s:%s#%s".formatted(KIND, file, resolution, symbols, hash);
    return new VenueFeeds(venue, nanos, problems).streams(full, symbols, resolution);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new WorkspaceException(
          WorkspaceException.Kind.CONFIGURATION,
          "File of a venue cannot be read: file=%s, reason=%s. Check its path.".formatted(file, e),
          e);
    }
  }
}
