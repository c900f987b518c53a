package io.papertape.model;

import io.papertape.indicator.Indicator;
import io.papertape.indicator.OneOutput;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One number a model looks at, defined by its name.
///
/// The name is that of a streaming computation over the bars of one instrument (`return(5)`,
/// `rsi(14)`, `macd(12,26,9).histogram`), or its rank over the instruments that have a bar at the
/// same moment (`rank(return(20))`): from −0.5, the lowest, to 0.5; equal values share a rank,
/// and one alone has 0. The names are listed in `docs/models.md`.
///
/// @param name      as written in model files; [#parse] makes it canonical
/// @param indicator name of what is computed for each instrument
/// @param output    which of its outputs
public record Feature(String name, String indicator, int output, boolean isRanked) {
  private static final Pattern RANK = Pattern.compile("\\s*rank\\((.*)\\)\\s*");
  private static final Pattern OUTPUT = Pattern.compile("(.*\\))\\.([A-Za-z0-9]+)\\s*");

  /// The feature of that name.
  ///
  /// @throws IllegalArgumentException if there is none
  public static Feature parse(String text) {
    Matcher rank = RANK.matcher(text);
    boolean isRanked = rank.matches();
    String inner = isRanked ? rank.group(1) : text;
    Matcher named = OUTPUT.matcher(inner);
    boolean isNamed = named.matches();
    Indicator made = FeatureIndicators.create(isNamed ? named.group(1) : inner);
    int output = isNamed ? output(made, named.group(2)) : 0;
    String name = made.name() + (output == 0 ? "" : "." + made.outputName(output));
    return new Feature(isRanked ? "rank(" + name + ")" : name, made.name(), output, isRanked);
  }

  private static int output(Indicator made, String wanted) {
    StringBuilder known = new StringBuilder();
    for (int i = 0; i < made.outputs(); i++) {
      if (made.outputName(i).equals(wanted)) {
        return i;
      }
      known.append(i == 0 ? "" : ", ").append(made.outputName(i));
    }
    throw new IllegalArgumentException(
        "Feature names no output: indicator=%s, output=%s. It has %s."
            .formatted(made.name(), wanted, known));
  }

  /// A fresh computation of it, before any rank is taken.
  public Indicator create() {
    return FeatureIndicators.create(indicator);
  }

  /// The same as an indicator whose one output, or primary one, is the feature.
  public Indicator createAlone() {
    return output == 0 ? create() : new OneOutput(create(), output);
  }

  @Override
  public String toString() {
    return name;
  }
}
