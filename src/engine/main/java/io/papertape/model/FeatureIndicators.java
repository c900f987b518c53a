package io.papertape.model;

import io.papertape.indicator.Indicator;
import io.papertape.indicator.IndicatorCatalog;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Makes what computes a feature from its name: the kinds that exist for models alone, and every
/// indicator of the [IndicatorCatalog].
final class FeatureIndicators {
  private static final Pattern CALL = Pattern.compile("\\s*([A-Za-z]+)\\s*\\((.*)\\)\\s*");
  private static final Pattern WHOLE = Pattern.compile("\\s*[0-9]{1,6}\\s*");

  private FeatureIndicators() {}

  static Indicator create(String name) {
    Matcher call = CALL.matcher(name);
    if (!call.matches()) {
      throw new IllegalArgumentException(
          "Not the name of a feature: name=%s. Write it as return(5), rsi(14) or rank(return(5))."
              .formatted(name));
    }
    String inner = call.group(2);
    return switch (call.group(1)) {
      case "return" -> BarReturn.simple(whole(name, inner, 0), lag(name, inner));
      case "logReturn" -> BarReturn.log(whole(name, inner, 0), lag(name, inner));
      case "volatility" -> new RealisedVolatility(only(name, inner));
      case "volumeRatio" -> new VolumeRatio(only(name, inner));
      case "distance" -> new Distance(IndicatorCatalog.create(inner));
      default -> catalog(name);
    };
  }

  private static Indicator catalog(String name) {
    String kind = name.substring(0, name.indexOf('(')).strip();
    if (IndicatorCatalog.kinds().contains(kind)) {
      return IndicatorCatalog.create(name);
    }
    throw new IllegalArgumentException(
        ("Unknown feature: name=%s. Known are return, logReturn, volatility, volumeRatio, distance,"
                + " rank and the indicators %s.")
            .formatted(name, String.join(", ", IndicatorCatalog.kinds())));
  }

  private static int only(String name, String inner) {
    return whole(name, inner, 0, 1);
  }

  private static int lag(String name, String inner) {
    return inner.indexOf(',') < 0 ? 0 : whole(name, inner, 1);
  }

  private static int whole(String name, String inner, int index) {
    return whole(name, inner, index, 2);
  }

  private static int whole(String name, String inner, int index, int most) {
    String[] parameters = inner.split(",", -1);
    if (parameters.length > most || !WHOLE.matcher(parameters[index]).matches()) {
      throw new IllegalArgumentException(
          "Feature parameters are not usable: name=%s, parameters=%s. Give %s."
              .formatted(name, inner, most == 1 ? "one whole number" : "one or two whole numbers"));
    }
    return Integer.parseInt(parameters[index].strip());
  }
}
