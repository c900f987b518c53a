package io.papertape.workspace.report;

import io.papertape.market.AssetClass;
import io.papertape.market.Instrument;
import java.util.List;

/// Where the cap on our part of the market can hold, in words. Currency pairs and indices have no
/// volume to take part in, and data without a volume column do not say how much there was: orders
/// fill there however large they are. A bar whose volume is stated as 0 is another thing: nothing
/// fills on it.
///
/// @param unknown symbols of which no volume is known
/// @param isKnown whether there are others
public record VolumeCap(Measure of, List<String> unknown, boolean isKnown) {
  private static final int MOST_NAMES = 8;
  private static final String SIZES = " Where no quote tells a size there is no cap.";

  /// What our part is a part of.
  public enum Measure {
    BARS("%s of a bar's volume"),
    TRADES("%s of the quantity of a trade tick"),
    QUOTES("what a quote displays");

    private final String words;

    Measure(String words) {
      this.words = words;
    }
  }

  public VolumeCap {
    unknown = List.copyOf(unknown);
  }

  public static VolumeCap of(Measure measure, List<Instrument> instruments) {
    List<String> unknown =
        instruments.stream()
            .filter(one -> !hasVolume(measure, one))
            .map(Instrument::symbol)
            .toList();
    return new VolumeCap(measure, unknown, unknown.size() < instruments.size());
  }

  private static boolean hasVolume(Measure measure, Instrument one) {
    return one.assetClass() != AssetClass.FX
        && one.assetClass() != AssetClass.INDEX
        && (measure != Measure.BARS || one.hasVolume());
  }

  /// Whether quotes or trade ticks fill orders, and not bars.
  boolean isOnTicks() {
    return of != Measure.BARS;
  }

  /// What fills orders, in a word or two.
  String source() {
    return switch (of) {
      case BARS -> "bar";
      case TRADES -> "trade tick";
      case QUOTES -> "quote";
    };
  }

  /// As part of a sentence, such as `at most a tenth of a bar's volume`.
  String limit(String part) {
    if (!isKnown) {
      return "no cap on our part of the volume, because no volume is known";
    }
    String most = "at most " + of.words.formatted(part);
    return unknown.isEmpty()
        ? most
        : "%s, and no cap where no volume is known (%s)".formatted(most, names());
  }

  /// A sentence.
  String sentence(String part) {
    if (!isKnown) {
      return "No volume is known, so the cap of %s of a bar's volume does not hold."
          .formatted(part);
    }
    String rest =
        unknown.isEmpty()
            ? ""
            : " No volume is known of %s: the cap does not hold there.".formatted(names());
    return ("We are at most %s; the rest of an order waits, and that of a stop that was reached is"
            + " at the market.%s%s")
        .formatted(of.words.formatted(part), of == Measure.QUOTES ? SIZES : "", rest);
  }

  private String names() {
    String first = String.join(", ", unknown.subList(0, Math.min(MOST_NAMES, unknown.size())));
    int more = unknown.size() - MOST_NAMES;
    return more > 0 ? "%s and %d more".formatted(first, more) : first;
  }
}
