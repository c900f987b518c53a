package io.papertape.live.session;

import io.papertape.journal.Sha256;
import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.store.Resolution;
import io.papertape.workspace.strategy.DataSelection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The text of a feed of a venue that a file describes: `generic:/venues/bitstamp.yaml:btcusd`.
///
/// The feed in full, as a session keeps it, ends with a hash of the file: a session goes on only
/// with the description that it began with.
///
/// @param named       resolution; empty: that of the strategy
/// @param symbols     with commas between
/// @param description what the file holds
/// @param hash        of it
public record DescribedFeed(
    String kind,
    Path file,
    Optional<String> named,
    String symbols,
    String description,
    String hash) {
  private static final String KAFKA = "kafka:";
  private static final int HASH_DIGITS = 16;
  private static final Pattern TEXT =
      Pattern.compile(
          "(?<kind>generic|fix):(?<file>[^#]+?\\.(?:ya?ml|json))(/(?<resolution>[a-z0-9]+))?"
              + ":(?<symbols>[^#@\\s]+)(#(?<hash>[0-9a-f]{"
              + HASH_DIGITS
              + "}))?");

  /// The same feed with the file's whole path, for whoever runs in another folder; also where such
  /// a feed stands behind a topic of Kafka.
  ///
  /// @return the text as it is if there is no such feed in it
  public static String absolute(String text, Path folder) {
    int start = text.indexOf("/generic:") + 1;
    if (text.startsWith(KAFKA) && start > 0) {
      return text.substring(0, start) + absolute(text.substring(start), folder);
    }
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      return text;
    }
    Path file = folder.resolve(matcher.group("file")).toAbsolutePath().normalize();
    return matcher.group("kind") + ":" + file + text.substring(matcher.end("file"));
  }

  /// The file that a text names, also where such a feed stands behind a topic of Kafka; empty if
  /// there is no such feed in it.
  static Optional<Path> file(String text) {
    Matcher matcher = TEXT.matcher(text.substring(start(text)));
    return matcher.matches() ? Optional.of(Path.of(matcher.group("file"))) : Optional.empty();
  }

  /// The same feed with its file in another place.
  static String at(String text, Path file) {
    int start = start(text);
    Matcher matcher = TEXT.matcher(text.substring(start));
    return matcher.matches()
        ? text.substring(0, start)
            + matcher.group("kind")
            + ":"
            + file.toAbsolutePath()
            + text.substring(start + matcher.end("file"))
        : text;
  }

  /// Whether its file is not what it was, by the hash in the text.
  static boolean hasChanged(String text) {
    Matcher matcher = TEXT.matcher(text.substring(start(text)));
    if (!matcher.matches() || matcher.group("hash") == null) {
      return false;
    }
    try {
      return !hash(Files.readString(Path.of(matcher.group("file")))).equals(matcher.group("hash"));
    } catch (IOException _) {
      return true;
    }
  }

  private static int start(String text) {
    return text.startsWith(KAFKA) ? text.indexOf("/generic:") + 1 : 0;
  }

  private static String hash(String description) {
    return Sha256.hex(description.getBytes(StandardCharsets.UTF_8)).substring(0, HASH_DIGITS);
  }

  /// Reads a text and the file that it names.
  ///
  /// @throws WorkspaceException if it is not written so, or the file is not as it was
  static DescribedFeed parse(String kind, String text, String usage) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches() || !matcher.group("kind").equals(kind)) {
      throw WorkspaceException.configuration(
          "Not a feed of a described venue: feed=%s. Write it as %s.".formatted(text, usage));
    }
    Path file = Path.of(matcher.group("file"));
    if (!file.isAbsolute()) {
      throw WorkspaceException.configuration(
          "File of a venue has no whole path: feed=%s, file=%s. Begin it with /."
              .formatted(text, file));
    }
    String description = read(file);
    String hash = hash(description);
    Optional<String> begunWith = Optional.ofNullable(matcher.group("hash"));
    if (begunWith.isPresent() && !begunWith.get().equals(hash)) {
      throw WorkspaceException.configuration(
          ("Description of the venue has changed since the session began: file=%s, now=%s, then=%s."
                  + " Restore it, or start a new session.")
              .formatted(file, hash, begunWith.get()));
    }
    return new DescribedFeed(
        kind,
        file,
        Optional.ofNullable(matcher.group("resolution")),
        matcher.group("symbols"),
        description,
        hash);
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

  Resolution resolution(DataSelection wishes) {
    return named.map(Resolution::parse).orElse(wishes.resolution());
  }

  /// As it is kept.
  String full(Resolution resolution) {
    return "%s:%s/%s:%s#%s".formatted(kind, file, resolution, symbols, hash);
  }
}
