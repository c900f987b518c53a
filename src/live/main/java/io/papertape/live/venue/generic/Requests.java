package io.papertape.live.venue.generic;

import io.papertape.live.feed.JsonText;
import io.papertape.live.venue.Stream;
import io.papertape.live.venue.StreamsByKind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The frames that ask for streams. `{symbol}` in one stands for a symbol (`{symbol-lower}` in
/// small letters), and the frame is sent for each; `{symbols}` stands for an array of all.
/// For bars, `{seconds}` and `{minutes}` stand for their length.
final class Requests {
  private static final long SECOND = 1_000_000_000L;

  private final Map<Stream.Kind, String> templates = new EnumMap<>(Stream.Kind.class);

  private Requests() {}

  static Requests read(Section section) {
    Requests requests = new Requests();
    for (Stream.Kind kind : Stream.Kind.values()) {
      section.findText(word(kind)).ifPresent(text -> requests.templates.put(kind, text));
    }
    section.finish();
    if (requests.templates.isEmpty()) {
      throw section.error("Nothing is asked of the venue", "", "Add frames under subscribe.");
    }
    return requests;
  }

  /// Such as `top-of-book`.
  static String word(Stream.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  boolean has(Stream.Kind kind) {
    return templates.containsKey(kind);
  }

  List<String> frames(String venue, List<Stream> streams) {
    StreamsByKind asked = new StreamsByKind(streams);
    List<String> frames = new ArrayList<>();
    for (Stream.Kind kind : Stream.Kind.values()) {
      if (kind == Stream.Kind.BARS || asked.symbols(kind).isEmpty()) {
        continue;
      }
      add(frames, template(venue, kind), asked.symbols(kind));
    }
    for (long barNanos : asked.barLengths()) {
      String template =
          template(venue, Stream.Kind.BARS)
              .replace("{seconds}", Long.toString(barNanos / SECOND))
              .replace("{minutes}", Long.toString(barNanos / (60 * SECOND)));
      add(frames, template, asked.symbolsOfBars(barNanos));
    }
    return frames;
  }

  private String template(String venue, Stream.Kind kind) {
    String template = templates.get(kind);
    if (template == null) {
      throw new IllegalArgumentException(
          "Venue is not described for this: venue=%s, kind=%s. Add %s under subscribe."
              .formatted(venue, kind, word(kind)));
    }
    return template;
  }

  private static void add(List<String> frames, String template, List<String> symbols) {
    if (template.contains("{symbols}")) {
      frames.add(template.replace("{symbols}", JsonText.arrayOf(symbols)));
      return;
    }
    for (String symbol : symbols) {
      String quoted = JsonText.quoted(symbol);
      String bare = quoted.substring(1, quoted.length() - 1);
      frames.add(
          template
              .replace("{symbol}", bare)
              .replace("{symbol-lower}", bare.toLowerCase(Locale.ROOT)));
    }
  }
}
