package io.papertape.live.venue.generic;

import io.papertape.live.book.BookChecksum;
import io.papertape.live.book.BookRules;
import io.papertape.live.book.SequenceRule;
import io.papertape.live.feed.FeedCodec;
import io.papertape.live.feed.FeedEvent;
import io.papertape.live.feed.JsonCodec;
import io.papertape.live.feed.PlainHeartbeats;
import io.papertape.live.venue.BarCloser;
import io.papertape.live.venue.Stream;
import io.papertape.live.venue.Venue;
import io.papertape.live.venue.VenueLimits;
import io.papertape.workspace.WorkspaceException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// A venue that a file describes; docs/generic-venue.md shows one. It fetches nothing by REST: the
/// snapshot of a book has to come with the stream.
public final class GenericVenue implements Venue {
  private static final Map<String, SequenceRule> SEQUENCES = sequences();
  private static final long SECOND = 1_000_000_000L;
  private static final String PAGE = "docs/generic-venue.md";

  /// Frames after which it is worth a word that none of them was of a kind that was asked for.
  private static final long ENOUGH_FRAMES = 20;

  private final String name;
  private final URI url;
  private final Requests requests;
  private final List<FrameRule> rules = new ArrayList<>();
  private Optional<KeepAlive> keepAlive = Optional.empty();
  private Optional<String> plainAnswer = Optional.empty();
  private final VenueLimits limits;
  private final BookRules bookRules;
  private final GenericFrames traffic;

  private GenericVenue(Section section) {
    name = section.text("name");
    url = section.get("url", GenericVenue::url);
    requests =
        section
            .findSection("subscribe")
            .map(Requests::read)
            .orElseThrow(
                () -> section.error("Nothing is asked of the venue", "", "Add subscribe."));
    section.findSection("keep-alive").ifPresent(this::readKeepAlive);
    limits =
        limits(
            section.findCount("streams-per-connection").orElse(50),
            section.findCount("frames-per-second").orElse(5),
            section.findCount("connection-hours").orElse(0),
            section.findCount("silence-seconds").orElse(30));
    bookRules =
        new BookRules(
            section.findWord("book-sequence", SEQUENCES).orElse(SequenceRule.NONE),
            BookChecksum.NONE);
    TimeUnitWord unit =
        section.findWord("time-unit", TimeUnitWord.words()).orElse(TimeUnitWord.MILLIS);
    for (Section rule : section.sections("frames")) {
      rules.add(FrameRule.read(rule, unit));
    }
    section.finish();
    traffic = new GenericFrames(rules);
  }

  /// Reads the file of a venue.
  public static GenericVenue read(Path file) {
    try {
      return read(file.getFileName().toString(), Files.readString(file));
    } catch (IOException e) {
      throw new WorkspaceException(
          WorkspaceException.Kind.CONFIGURATION,
          ("File of a venue cannot be read: file=%s, reason=%s."
                  + " Write it as docs/generic-venue.md shows.")
              .formatted(file, e),
          e);
    }
  }

  /// Reads the description of a venue, in YAML or JSON.
  ///
  /// @param file name for messages
  public static GenericVenue read(String file, String text) {
    return new GenericVenue(SettingsFile.read(file, text, PAGE));
  }

  private static Map<String, SequenceRule> sequences() {
    Map<String, SequenceRule> rules = new LinkedHashMap<>();
    rules.put("none", SequenceRule.NONE);
    rules.put("consecutive", SequenceRule.CONSECUTIVE);
    rules.put("chained", SequenceRule.CHAINED);
    return rules;
  }

  private static URI url(String text) {
    URI url = URI.create(text);
    if (!List.of("ws", "wss").contains(String.valueOf(url.getScheme()))) {
      throw new IllegalArgumentException("Give an address that begins with ws:// or wss://.");
    }
    return url;
  }

  private void readKeepAlive(Section section) {
    keepAlive =
        Optional.of(
            new KeepAlive(
                section.text("frame"),
                Duration.ofSeconds(section.findCount("every-seconds").orElse(30))));
    plainAnswer = section.find("answer", Function.identity());
    section.finish();
  }

  private static VenueLimits limits(int streams, int frames, int hours, int silence) {
    return new VenueLimits(streams, frames, Duration.ofHours(hours), Duration.ofSeconds(silence));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public URI socket(List<Stream> streams) {
    return url;
  }

  @Override
  public boolean offers(Stream.Kind kind) {
    return requests.has(kind);
  }

  /// @throws IllegalArgumentException if the file does not say how to ask for one of the streams,
  ///     or has no rule that tells what comes of it
  @Override
  public List<String> subscribe(List<Stream> streams) {
    List<String> frames = requests.frames(name, streams);
    for (Stream stream : streams) {
      if (rulesOf(stream).isEmpty()) {
        throw new IllegalArgumentException(
            "No rule tells what is asked for: venue=%s, kind=%s%s. Add one under frames: %s."
                .formatted(
                    name,
                    Requests.word(stream.kind()),
                    stream.barNanos().isPresent()
                        ? ", bar-seconds=" + stream.barNanos().getAsLong() / SECOND
                        : "",
                    tells(stream.kind())));
      }
    }
    return frames;
  }

  /// Best prices may be told of a book.
  private static List<String> tells(Stream.Kind kind) {
    return switch (kind) {
      case TRADES -> List.of("trade");
      case TOP_OF_BOOK -> List.of("quote", "book-snapshot", "book-update");
      case BOOK -> List.of("book-snapshot", "book-update");
      case BARS -> List.of("bar");
    };
  }

  private List<FrameRule> rulesOf(Stream stream) {
    return rules.stream()
        .filter(rule -> tells(stream.kind()).contains(rule.tell()))
        .filter(rule -> rule.barNanos() == stream.barNanos().orElse(0))
        .toList();
  }

  @Override
  public List<String> findings(List<Stream> streams) {
    List<String> findings = new ArrayList<>();
    long frames = traffic.frames();
    Set<List<FrameRule>> silent = new LinkedHashSet<>();
    for (Stream stream : streams) {
      List<FrameRule> concerned = rulesOf(stream);
      boolean isSilent = concerned.stream().allMatch(rule -> rule.fitted() == 0);
      if (isSilent && frames >= ENOUGH_FRAMES && silent.add(concerned)) {
        findings.add(
            ("No frame has fitted yet: kind=%s, rules=%s, frames=%d. Check match against what"
                    + " comes.")
                .formatted(Requests.word(stream.kind()), concerned, frames));
      }
    }
    rules.forEach(rule -> findings.addAll(rule.findings()));
    return findings;
  }

  @Override
  public FeedCodec codec() {
    FeedCodec json = new JsonCodec(traffic);
    return new BarCloser(
        plainAnswer.<FeedCodec>map(word -> new PlainHeartbeats(word, json)).orElse(json));
  }

  @Override
  public Optional<KeepAlive> keepAlive() {
    return keepAlive;
  }

  @Override
  public VenueLimits limits() {
    return limits;
  }

  @Override
  public BookRules bookRules() {
    return bookRules;
  }

  @Override
  public Optional<URI> bars(String symbol, long barNanos, long fromNanos, long toNanos) {
    return Optional.empty();
  }

  @Override
  public List<FeedEvent.BarState> readBars(String symbol, long barNanos, byte[] body) {
    throw new IllegalStateException(
        "Venue fetches no bars: venue=%s, symbol=%s. Take bars from the stream."
            .formatted(name, symbol));
  }
}
