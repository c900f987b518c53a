package io.papertape.live.venue.fix;

import io.papertape.live.book.BookChecksum;
import io.papertape.live.book.BookRules;
import io.papertape.live.book.SequenceRule;
import io.papertape.live.feed.FeedCodec;
import io.papertape.live.feed.FeedEvent;
import io.papertape.live.venue.InstrumentSteps;
import io.papertape.live.venue.Stream;
import io.papertape.live.venue.Venue;
import io.papertape.live.venue.VenueLimits;
import io.papertape.live.venue.generic.Section;
import io.papertape.live.venue.generic.SettingsFile;
import io.papertape.market.FixedPoint;
import io.papertape.workspace.WorkspaceException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A venue that tells its market by FIX, described by a file; docs/feeds.md shows one.
///
/// A session of FIX numbers its messages, so that none is lost unseen while it lasts; each session
/// begins at 1 with new snapshots. Bars there are none.
public final class FixVenue implements Venue {
  private static final String PAGE = "docs/feeds.md";
  private static final int MOST_STREAMS = 1_000;
  private static final Map<String, Boolean> YES_OR_NO = Map.of("true", true, "false", false);
  private static final List<String> QUOTES = List.of("0", "1");
  private static final String TRADE = "2";

  private final String name;
  private final FixAccess access;
  private final int depth;
  private final boolean isFull;
  private final boolean hasTrades;
  private final Optional<Integer> sideTag;
  private final FixSymbols symbols;
  private final FixFindings findings = new FixFindings();

  private FixVenue(Section section) {
    name = section.text("name");
    access = FixAccess.read(section);
    depth = section.find("depth", FixVenue::depth).orElse(1);
    isFull = section.findWord("updates", Map.of("full", true, "incremental", false)).orElse(false);
    hasTrades = section.findWord("trades", YES_OR_NO).orElse(true);
    sideTag = section.findCount("trade-side-tag");
    symbols = new FixSymbols(section.sections("symbols").stream().map(FixVenue::symbol).toList());
    section.finish();
  }

  /// Reads the file of a venue.
  public static FixVenue read(Path file) {
    try {
      return read(file.toString(), Files.readString(file));
    } catch (IOException e) {
      throw new WorkspaceException(
          WorkspaceException.Kind.CONFIGURATION,
          "File of a venue cannot be read: file=%s, reason=%s. Write it as %s shows."
              .formatted(file, e, PAGE),
          e);
    }
  }

  /// Reads the description of a venue, in YAML or JSON.
  ///
  /// @param file name for messages
  public static FixVenue read(String file, String text) {
    return new FixVenue(SettingsFile.read(file, text, PAGE));
  }

  private static int depth(String text) {
    if (!text.matches("\\d{1,4}")) {
      throw new IllegalArgumentException("Give how many prices a side; 0: all.");
    }
    return Integer.parseInt(text);
  }

  private static FixSymbol symbol(Section section) {
    FixSymbol symbol =
        new FixSymbol(
            section.text("symbol"),
            section.findText("security-id"),
            section.findText("security-id-source"),
            new InstrumentSteps(
                    section.get("price-step", FixVenue::step),
                    section.get("quantity-step", FixVenue::step),
                    0)
                .quotedIn(section.find("currency", FixVenue::currency).orElse("")));
    section.finish();
    return symbol;
  }

  private static String currency(String text) {
    if (!text.matches("[A-Z]{3,5}")) {
      throw new IllegalArgumentException("Give a code of 3 to 5 letters, such as EUR.");
    }
    return text;
  }

  private static long step(String text) {
    long step = FixedPoint.parse(text);
    if (step <= 0) {
      throw new IllegalArgumentException("Give a step above zero.");
    }
    return step;
  }

  public FixAccess access() {
    return access;
  }

  /// @throws IllegalArgumentException if the file does not describe the symbol
  public InstrumentSteps steps(String symbol) {
    return symbols.get(symbol).steps();
  }

  /// What is sent for these streams, a request an instrument.
  ///
  /// @throws IllegalArgumentException if the file does not describe what is asked for
  public List<FixRequest> requests(List<Stream> streams) {
    Map<String, List<String>> types = new LinkedHashMap<>();
    for (Stream stream : streams) {
      List<String> ofSymbol = types.computeIfAbsent(stream.symbol(), _ -> new ArrayList<>());
      switch (stream.kind()) {
        case TOP_OF_BOOK, BOOK -> ofSymbol.addAll(QUOTES);
        case TRADES -> ofSymbol.add(TRADE);
        case BARS ->
            throw new IllegalArgumentException(
                "FIX tells no bars: venue=%s. Ask for /quote or /trade.".formatted(name));
      }
    }
    List<FixRequest> requests = new ArrayList<>();
    types.forEach(
        (symbol, asked) ->
            requests.add(
                new FixRequest(
                    symbols.number(symbol),
                    symbols.get(symbol),
                    depth,
                    isFull,
                    depth > 1 && !isFull && access.version().hasImplicitDelete(),
                    asked.stream().distinct().toList())));
    return requests;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public URI socket(List<Stream> streams) {
    return access.address();
  }

  @Override
  public boolean offers(Stream.Kind kind) {
    return switch (kind) {
      case TOP_OF_BOOK, BOOK -> true;
      case TRADES -> hasTrades;
      case BARS -> false;
    };
  }

  @Override
  public List<String> subscribe(List<Stream> streams) {
    return requests(streams).stream().map(FixRequest::text).toList();
  }

  @Override
  public FeedCodec codec() {
    return new FixFrames(symbols, depth, sideTag, findings);
  }

  @Override
  public List<String> findings(List<Stream> streams) {
    return findings.lines();
  }

  @Override
  public Optional<KeepAlive> keepAlive() {
    return Optional.empty();
  }

  @Override
  public VenueLimits limits() {
    return new VenueLimits(
        MOST_STREAMS, 1, Duration.ZERO, Duration.ofSeconds(2L * access.heartbeatSeconds()));
  }

  /// The session's numbers guard the messages; the book itself has none.
  @Override
  public BookRules bookRules() {
    return new BookRules(SequenceRule.NONE, BookChecksum.NONE);
  }

  @Override
  public Optional<URI> bars(String symbol, long barNanos, long fromNanos, long toNanos) {
    return Optional.empty();
  }

  @Override
  public List<FeedEvent.BarState> readBars(String symbol, long barNanos, byte[] body) {
    throw new IllegalStateException(
        "FIX tells no bars: venue=%s, symbol=%s. Make them of trades.".formatted(name, symbol));
  }
}
