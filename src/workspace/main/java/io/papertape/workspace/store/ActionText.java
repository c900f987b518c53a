package io.papertape.workspace.store;

import io.papertape.market.CorporateAction;
import io.papertape.market.CorporateAction.CashDividend;
import io.papertape.market.CorporateAction.Split;
import io.papertape.market.FixedPoint;
import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Corporate actions as text: a kind, and a ratio `4:1` (new for old) or an amount per share.
public final class ActionText {
  private static final Pattern RATIO = Pattern.compile("([0-9]{1,12})(?::([0-9]{1,12}))?");

  private ActionText() {}

  /// `split` or `dividend`.
  public static String kind(CorporateAction action) {
    return switch (action) {
      case Split _ -> "split";
      case CashDividend _ -> "dividend";
    };
  }

  /// The ratio of a split, the amount of a dividend.
  public static String value(CorporateAction action) {
    return switch (action) {
      case Split split -> split.numerator() + ":" + split.denominator();
      case CashDividend dividend -> FixedPoint.format(dividend.amountPerShare());
    };
  }

  /// `2020-08-31 split 4:1`
  public static String of(CorporateAction action) {
    return "%s %s %s".formatted(action.exDate(), kind(action), value(action));
  }

  /// The action of a kind and value; an argument that is none is an error that says why.
  public static CorporateAction parse(
      LocalDate exDate, long exTimeNanos, String kind, String value) {
    return switch (kind) {
      case "split" -> split(exDate, exTimeNanos, value);
      case "dividend" -> new CashDividend(exDate, exTimeNanos, FixedPoint.parse(value));
      default ->
          throw new IllegalArgumentException(
              "Unknown kind: kind=%s. Use split or dividend.".formatted(kind));
    };
  }

  private static Split split(LocalDate exDate, long exTimeNanos, String ratio) {
    Matcher terms = RATIO.matcher(ratio);
    if (!terms.matches()) {
      throw new IllegalArgumentException(
          "Not a ratio: ratio=%s. Write new for old shares, such as 4:1 or 1:20.".formatted(ratio));
    }
    long numerator = Long.parseLong(terms.group(1));
    long denominator = terms.group(2) == null ? 1 : Long.parseLong(terms.group(2));
    if (numerator == denominator) {
      throw new IllegalArgumentException(
          "Split changes nothing: ratio=%s. Leave it out.".formatted(ratio));
    }
    return new Split(exDate, exTimeNanos, numerator, denominator);
  }
}
