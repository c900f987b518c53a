package io.papertape.model;

import io.papertape.market.BarColumns;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a model forecasts at the close of bar t: the return that an order sent then can earn,
/// from the open of bar t + 1 to the close of bar t + horizon. `return(5)` is that fraction,
/// `up(5)` is 1 if it is above 0, else 0.
///
/// @param horizonBars at least 1
public record Target(Kind kind, int horizonBars) {
  private static final Pattern FORM = Pattern.compile("(return|up)\\(([1-9][0-9]{0,4})\\)");

  /// The number that is forecast.
  public enum Kind {
    RETURN,
    UP
  }

  public Target {
    if (horizonBars < 1) {
      throw new IllegalArgumentException(
          "Target has no future: horizonBars=%d. Use at least 1.".formatted(horizonBars));
    }
  }

  /// The target of that name.
  public static Target parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "Unknown target: target=%s. Write return(5) or up(5).".formatted(text));
    }
    Kind kind = matcher.group(1).equals("up") ? Kind.UP : Kind.RETURN;
    return new Target(kind, Integer.parseInt(matcher.group(2)));
  }

  /// The target as of a bar; `bar + horizonBars` must exist.
  double of(BarColumns bars, SplitSteps splits, int bar) {
    double bought = bars.open()[bar + 1];
    double end = bars.close()[bar + horizonBars] * splits.sharesForOne(bar + 1, bar + horizonBars);
    return switch (kind) {
      case RETURN -> (end - bought) / bought;
      case UP -> end > bought ? 1 : 0;
    };
  }

  /// The value above which a forecast speaks for a rise.
  public double neutral() {
    return switch (kind) {
      case RETURN -> 0;
      case UP -> 0.5;
    };
  }

  @Override
  public String toString() {
    return (kind == Kind.UP ? "up(" : "return(") + horizonBars + ")";
  }
}
