package io.papertape.live;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.papertape.live.feed.FeedCodec;
import io.papertape.live.feed.FeedEvent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;

/// Frames that venues sent and answers computed by others, kept beside the project; tests that
/// need them skip where they are absent.
public final class SharedFeeds {
  private static final JsonFactory JSON = new JsonFactory();

  private SharedFeeds() {}

  /// One line of a recording.
  ///
  /// @param dir   `in` from the venue, `out` sent to it, `open` connected, `http` a REST answer
  /// @param frame the venue's bytes as they came; empty where nothing was received
  /// @param rest  the other fields, as JSON text
  public record Line(String dir, String frame, Map<String, String> rest) {
    public byte[] bytes() {
      return frame.getBytes(StandardCharsets.UTF_8);
    }
  }

  /// Lines of a file below `../shared/feeds`, or the test is skipped.
  public static List<Line> feed(String path) {
    return lines("feeds/" + path).stream().map(SharedFeeds::line).toList();
  }

  /// Lines of a recording that the venue sent.
  public static List<Line> received(String path) {
    return feed(path).stream().filter(line -> line.dir().equals("in")).toList();
  }

  /// Lines of text of a file below `../shared/oracles/feeds`, or the test is skipped.
  public static List<String> oracle(String path) {
    return lines("oracles/feeds/" + path);
  }

  /// Rows of a CSV file below `../shared/oracles/feeds`, without its header.
  public static List<String[]> oracleRows(String path) {
    return oracle(path).stream().skip(1).map(row -> row.split(",", -1)).toList();
  }

  /// Frames of a raw recording below `../shared/market-data/hftbacktest`, or the test is skipped.
  public static List<byte[]> raw(String path) {
    return lines("market-data/hftbacktest/" + path).stream()
        .map(line -> line.substring(line.indexOf(' ') + 1).getBytes(StandardCharsets.UTF_8))
        .toList();
  }

  private static List<String> lines(String path) {
    Path root = Path.of(System.getProperty("papertape.root", "."));
    Path file = root.resolveSibling("shared").resolve(path).normalize();
    Assumptions.assumeTrue(
        Files.exists(file), "Skipped: recorded feeds are absent: file=shared/" + path);
    try (InputStream bytes = Files.newInputStream(file);
        InputStream plain = path.endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Splits a line into its fields, each as it is spelt.
  private static Line line(String text) {
    Map<String, String> fields = new TreeMap<>();
    try (JsonParser parser = JSON.createParser(text)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        int start = (int) parser.currentTokenLocation().getCharOffset();
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
          fields.put(name, parser.getText());
        } else {
          parser.skipChildren();
          parser.finishToken();
          fields.put(name, text.substring(start, (int) parser.currentLocation().getCharOffset()));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String frame = fields.remove("frame");
    return new Line(fields.get("dir"), frame, fields);
  }

  /// How often each kind occurs, in the order of the names.
  public static Map<String, Integer> counts(List<String> kinds) {
    Map<String, Integer> counts = new TreeMap<>();
    kinds.forEach(kind -> counts.merge(kind, 1, Integer::sum));
    return counts;
  }

  /// How often a codec tells each kind of event for what the venue sent in a recording, such as
  /// `Trade` or `Ignored tickers`; of the unknown ones with their problem.
  public static Map<String, Integer> kinds(FeedCodec codec, String path) {
    Map<String, Integer> kinds = new TreeMap<>();
    for (Line line : received(path)) {
      codec.decode(line.bytes(), event -> kinds.merge(kind(event), 1, Integer::sum));
    }
    return kinds;
  }

  static String kind(FeedEvent event) {
    return switch (event) {
      case FeedEvent.Ignored(var what) -> "Ignored " + what;
      case FeedEvent.Unknown(var problem) -> "Unknown " + problem;
      case FeedEvent.VenueState(var state, _) -> "VenueState " + state;
      default -> event.getClass().getSimpleName();
    };
  }

  /// All events of what the venue sent in a recording, in their order.
  public static List<FeedEvent> events(FeedCodec codec, String path) {
    List<FeedEvent> events = new ArrayList<>();
    received(path).forEach(line -> codec.decode(line.bytes(), events::add));
    return events;
  }
}
