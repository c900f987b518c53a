package io.papertape.workspace.strategy;

import io.papertape.account.Funding;
import io.papertape.execution.Fees;
import io.papertape.execution.FillRules;
import io.papertape.execution.Slippage;
import io.papertape.market.FixedPoint;
import io.papertape.simulation.Assumptions;
import io.papertape.workspace.WorkspaceException;
import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The section `execution`: a preset, and what differs from it.
final class ExecutionSection {
  static final List<String> KEYS =
      List.of(
          "preset",
          "cash",
          "fees",
          "slippage",
          "latency",
          "funding",
          "participation",
          "limit",
          "ending");
  private static final List<String> PRESETS = List.of("papertape", "backtesting.py", "backtrader");
  private static final List<String> FUNDINGS = List.of("cash", "margin");
  private static final Pattern DURATION =
      Pattern.compile("([0-9]{1,6}(?:\\.[0-9]{1,3})?) ?(ns|us|ms|s|m|h)");
  private static final BigDecimal BPS = new BigDecimal(10_000);

  private final Section section;

  private ExecutionSection(Section section) {
    this.section = section;
  }

  static Assumptions read(Section section) {
    return new ExecutionSection(section).assumptions();
  }

  private Assumptions assumptions() {
    Assumptions preset = Assumptions.preset(section.choice("preset", PRESETS).orElse("papertape"));
    Assumptions result =
        preset
            .withFees(fees(preset.fees()))
            .withSlippage(slippage(preset.slippage()))
            .withFunding(funding(preset.funding()))
            .withFills(fills(preset.fills()));
    long cash = section.amount("cash").orElse(preset.cash());
    if (cash < StartingCash.LEAST) {
      throw section.outOfRange("cash", FixedPoint.format(StartingCash.LEAST), "9999999999");
    }
    long latency =
        section
            .read("latency", "a duration such as 250ms or 1.5s", ExecutionSection::nanos)
            .orElse(0L);
    return result.withCash(cash).withLatencyNanos(latency).withEnding(ending(preset.ending()));
  }

  /// A section `fees` states them all: what it leaves out is zero.
  private Fees fees(Fees preset) {
    if (!section.has("fees")) {
      return preset;
    }
    Section fees = section.section("fees", List.of("bps", "per_unit", "per_fill", "minimum"));
    long rate = fees.has("bps") ? rate(fees, "bps", BPS) : 0;
    return new Fees(
        rate,
        fees.amount("per_unit").orElse(0L),
        fees.amount("per_fill").orElse(0L),
        fees.amount("minimum").orElse(0L));
  }

  private Slippage slippage(Slippage preset) {
    if (!section.has("slippage")) {
      return preset;
    }
    Section slippage = section.section("slippage", List.of("bps", "spread"));
    if (slippage.has("bps") == slippage.has("spread")) {
      throw WorkspaceException.configuration(
          "Slippage is stated twice or not at all: %s, key=%s. Give either bps or spread."
              .formatted(slippage.place(), section.at("slippage")));
    }
    long rate =
        slippage.has("bps") ? rate(slippage, "bps", BPS) : rate(slippage, "spread", BigDecimal.TWO);
    return new Slippage(rate, preset.entriesOnly(), preset.insideTheBar());
  }

  /// A number divided by what it counts, exact; below 1.
  private static long rate(Section holder, String key, BigDecimal per) {
    String most = per.subtract(new BigDecimal("0.01")).toPlainString();
    holder.number(key, 0, Double.parseDouble(most));
    BigDecimal value = new BigDecimal(holder.required(key));
    return FixedPoint.of(value.divide(per).doubleValue());
  }

  private Funding funding(Funding preset) {
    if (!section.has("funding")) {
      return preset;
    }
    Section funding = section.section("funding", List.of("kind", "leverage"));
    String kind = funding.choice("kind", FUNDINGS).orElse(kind(preset));
    boolean isOther = preset.kind() == Funding.Kind.BACKTESTING_PY && kind.equals("cash");
    if (preset.kind() == Funding.Kind.BACKTRADER || isOther) {
      throw WorkspaceException.configuration(
          ("The preset has a rule of its own for money: %s, key=%s."
                  + " Leave it out, or state another execution.preset.")
              .formatted(funding.place(), section.at("funding")));
    }
    double leverage = funding.number("leverage", 1, 1000).orElse(preset.leverage());
    if (kind.equals("cash") && leverage != 1) {
      throw WorkspaceException.configuration(
          ("A cash account does not borrow: %s, key=%s, value=%s."
                  + " Use funding kind margin or leverage 1.")
              .formatted(funding.place("leverage"), funding.at("leverage"), leverage));
    }
    return switch (preset.kind()) {
      case BACKTESTING_PY -> Funding.backtestingPy(leverage);
      case BACKTRADER -> preset;
      case CASH, MARGIN -> kind.equals("cash") ? Funding.CASH : Funding.margin(leverage);
    };
  }

  private static String kind(Funding preset) {
    return preset.kind() == Funding.Kind.CASH ? "cash" : "margin";
  }

  private FillRules fills(FillRules preset) {
    FillRules rules = preset;
    if (section.has("participation")) {
      section.number("participation", 0, 1);
      rules = rules.withParticipation(section.amount("participation").orElse(0L));
    }
    return section
        .choice("limit", List.of("through", "touch"))
        .map(word -> word.equals("touch") ? FillRules.Limit.TOUCH : FillRules.Limit.THROUGH)
        .map(rules::withLimit)
        .orElse(rules);
  }

  private Assumptions.Ending ending(Assumptions.Ending preset) {
    return section
        .choice("ending", List.of("stay-open", "close-at-last-open"))
        .map(
            word ->
                word.equals("stay-open")
                    ? Assumptions.Ending.STAY_OPEN
                    : Assumptions.Ending.CLOSE_AT_LAST_OPEN)
        .orElse(preset);
  }

  private static long nanos(String text) {
    if (text.equals("0")) {
      return 0;
    }
    Matcher matcher = DURATION.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(text);
    }
    long unit =
        switch (matcher.group(2)) {
          case "ns" -> 1L;
          case "us" -> 1_000L;
          case "ms" -> 1_000_000L;
          case "s" -> 1_000_000_000L;
          case "m" -> 60_000_000_000L;
          default -> 3_600_000_000_000L;
        };
    return new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(unit)).longValue();
  }
}
