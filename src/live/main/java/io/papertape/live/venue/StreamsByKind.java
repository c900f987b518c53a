package io.papertape.live.venue;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Predicate;

/// The streams asked of a venue, sorted out by kind; symbols stand in the order in which they were
/// asked for, each once.
public final class StreamsByKind {
  private final List<Stream> streams;

  public StreamsByKind(List<Stream> streams) {
    this.streams = List.copyOf(streams);
  }

  /// Symbols of any kind.
  public List<String> symbols() {
    return symbols(_ -> true);
  }

  /// Symbols of one kind.
  public List<String> symbols(Stream.Kind kind) {
    return symbols(stream -> stream.kind() == kind);
  }

  /// Symbols whose bars of this length are asked for.
  public List<String> symbolsOfBars(long barNanos) {
    OptionalLong length = OptionalLong.of(barNanos);
    return symbols(stream -> stream.barNanos().equals(length));
  }

  /// The lengths of the bars asked for, each once.
  public List<Long> barLengths() {
    LinkedHashSet<Long> lengths = new LinkedHashSet<>();
    for (Stream stream : streams) {
      stream.barNanos().ifPresent(lengths::add);
    }
    return new ArrayList<>(lengths);
  }

  /// Refuses bars, for a venue that streams none.
  public void refuseBars(String venue) {
    List<String> symbols = symbols(Stream.Kind.BARS);
    if (!symbols.isEmpty()) {
      throw new IllegalArgumentException(
          ("Venue streams no bars: venue=%s, symbols=%s."
                  + " Ask for trades and make the bars of them, or fetch finished bars.")
              .formatted(venue, symbols));
    }
  }

  private List<String> symbols(Predicate<Stream> choice) {
    LinkedHashSet<String> symbols = new LinkedHashSet<>();
    for (Stream stream : streams) {
      if (choice.test(stream)) {
        symbols.add(stream.symbol());
      }
    }
    return new ArrayList<>(symbols);
  }
}
