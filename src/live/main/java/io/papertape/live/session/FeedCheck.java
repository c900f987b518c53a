package io.papertape.live.session;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.papertape.live.feed.FeedCodec;
import io.papertape.live.feed.FeedEvent;
import io.papertape.live.tape.TapeInstrument;
import io.papertape.live.venue.Stream;
import io.papertape.live.venue.Venue;
import io.papertape.market.Instrument;
import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.store.Resolution;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

/// Tries a venue's description on recorded frames, without a connection.
///
/// @param symbols that a session would ask for; empty: any
public record FeedCheck(Venue venue, List<String> symbols, Resolution resolution) {
  private static final JsonFactory JSON = new JsonFactory();

  public FeedCheck {
    symbols = List.copyOf(symbols);
  }

  /// One event and the line of the recording that told it.
  public record Told(int line, FeedEvent event) {}

  private List<Stream> streams() {
    List<TapeInstrument> instruments = new ArrayList<>();
    for (String symbol : symbols.isEmpty() ? List.of("SYMBOL") : symbols) {
      instruments.add(
          new TapeInstrument(
              Instrument.crypto("SYMBOL"),
              venue.name(),
              symbol,
              resolution.isTicks() ? 0 : resolution.nanos()));
    }
    return VenueFeed.streams(venue, instruments);
  }

  /// Where a session would connect to, each address once.
  public List<URI> addresses() {
    return venue.connections(streams()).stream().map(venue::socket).distinct().toList();
  }

  /// The frames that a session would send.
  public List<String> asks() {
    try {
      List<String> frames = new ArrayList<>();
      venue.connections(streams()).forEach(group -> frames.addAll(venue.subscribe(group)));
      return frames;
    } catch (IllegalArgumentException e) {
      throw WorkspaceException.configuration(e.getMessage());
    }
  }

  /// Reads a recording: a frame a line, or a line as recorders write them, with the frame under
  /// `frame` and `in` under `dir` for what the venue sent. The name of one that is compressed ends
  /// with `.gz`.
  ///
  /// @param told is told each event
  /// @return what a person should know, in sentences
  public List<String> run(Path recording, Consumer<Told> told) {
    FeedNotes notes = new FeedNotes();
    FeedCodec codec = venue.codec();
    try (InputStream bytes = Files.newInputStream(recording);
        InputStream plain =
            recording.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8))) {
      int number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        int place = ++number;
        Optional<byte[]> frame = frame(line);
        if (frame.isPresent()) {
          codec.decode(frame.get(), event -> hear(new Told(place, event), notes, told));
        }
      }
    } catch (IOException e) {
      throw new WorkspaceException(
          WorkspaceException.Kind.DATA,
          "Recording cannot be read: file=%s, reason=%s. Give a frame a line."
              .formatted(recording, e),
          e);
    }
    return notes.lines(venue.findings(streams()));
  }

  private void hear(Told one, FeedNotes notes, Consumer<Told> told) {
    notes.hear(one.event());
    if (one.event() instanceof FeedEvent.OfMarket market
        && !symbols.isEmpty()
        && !symbols.contains(market.symbol())) {
      notes.otherSymbol(market.symbol());
    }
    told.accept(one);
  }

  /// The venue's bytes; empty if the line holds none.
  private static Optional<byte[]> frame(String line) {
    byte[] whole = line.strip().getBytes(StandardCharsets.UTF_8);
    if (whole.length == 0) {
      return Optional.empty();
    }
    String direction = "";
    byte[] frame = {};
    try (JsonParser parser = JSON.createParser(whole)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return Optional.of(whole);
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        int start = (int) parser.currentTokenLocation().getByteOffset();
        if (name.equals("dir") && parser.currentToken() == JsonToken.VALUE_STRING) {
          direction = parser.getText();
        }
        parser.skipChildren();
        parser.finishToken();
        if (name.equals("frame")) {
          frame = Arrays.copyOfRange(whole, start, (int) parser.currentLocation().getByteOffset());
        }
      }
    } catch (IOException e) {
      return Optional.of(whole); // the codec says what is wrong with it
    }
    if (direction.isEmpty() || frame.length == 0) {
      return Optional.of(whole);
    }
    return direction.equals("in") ? Optional.of(frame) : Optional.empty();
  }
}
