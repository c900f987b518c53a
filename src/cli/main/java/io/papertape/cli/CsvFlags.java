package io.papertape.cli;

import io.papertape.market.AssetClass;
import io.papertape.market.FixedPoint;
import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.csv.ContractTerms;
import io.papertape.workspace.csv.CsvOptions;
import io.papertape.workspace.csv.Role;
import io.papertape.workspace.store.Resolution;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import picocli.CommandLine.Option;

/// Flags that tell how a text file is written; all may be left out.
final class CsvFlags {
  /// Which end of the bar a time names.
  enum Stamp {
    START,
    END
  }

  @Option(names = "--delimiter", description = "Character between columns, or 'tab'.")
  private Optional<String> delimiter = Optional.empty();

  @Option(
      names = "--columns",
      description =
          "Meaning of each column: date, time, open, high, low, close, volume, symbol, -.")
  private Optional<String> columns = Optional.empty();

  @Option(
      names = "--time-format",
      description = "iso, mdy, dmy, epoch-s, epoch-ms, epoch-us or epoch-ns.")
  private Optional<String> timeFormat = Optional.empty();

  @Option(names = "--zone", description = "Zone of times without offset, such as UTC.")
  private Optional<String> zone = Optional.empty();

  @Option(
      names = "--stamp",
      description =
          "Which end of the bar the time names: ${COMPLETION-CANDIDATES}. Default: start.")
  private Stamp stamp = Stamp.START;

  @Option(names = "--resolution", description = "Span of a bar: 1d, 1h, 5m, 1s, 1w, 1mo.")
  private Optional<String> resolution = Optional.empty();

  @Option(names = "--symbol", description = "Name of the instrument. Default: the file's name.")
  private Optional<String> symbol = Optional.empty();

  @Option(
      names = "--like",
      description = "Kind of instrument: equity, fx, crypto, index or future.")
  private Optional<AssetClass> like = Optional.empty();

  @Option(names = "--currency", description = "Currency of the prices, such as USD.")
  private Optional<String> currency = Optional.empty();

  @Option(names = "--calendar", description = "Trading calendar: NYSE, 24/7 or FX.")
  private Optional<String> calendar = Optional.empty();

  @Option(
      names = "--multiplier",
      description =
          "Cash per price unit and contract, such as 50 for one E-mini S&P 500 (ES). Default: 1.")
  private Optional<String> multiplier = Optional.empty();

  @Option(
      names = "--price-step",
      description = "Tick size, such as 0.25. Default: as fine as the kind and the prices are.")
  private Optional<String> priceStep = Optional.empty();

  @Option(
      names = "--min-notional",
      description = "Least value of an order, in the currency of the prices. Default: none.")
  private Optional<String> minNotional = Optional.empty();

  @Option(names = "--strict", description = "One bad row refuses everything (exit code 4).")
  private boolean strict;

  @Option(
      names = "--max-move",
      description = "Refuse rows whose close moves by this factor or more.")
  private Optional<Double> maxMove = Optional.empty();

  @Option(names = "--round", description = "Round numbers with more than 8 decimals.")
  private boolean round;

  CsvOptions options() {
    if (maxMove.isPresent() && !(maxMove.get() > 1)) {
      throw WorkspaceException.configuration(
          "Factor too small: maxMove=%s. Use a factor above 1, such as 50."
              .formatted(maxMove.get()));
    }
    CsvOptions told =
        new CsvOptions(
            delimiter.map(CsvFlags::character),
            columns.map(Role::parse),
            timeFormat,
            zone.map(CsvFlags::zone),
            stamp == Stamp.END,
            resolution.map(Resolution::parse),
            symbol,
            like,
            currency,
            calendar,
            strict,
            maxMove.map(OptionalDouble::of).orElse(OptionalDouble.empty()),
            round);
    return told.with(
        new ContractTerms(
            number("priceStep", priceStep),
            number("multiplier", multiplier),
            minNotional.map(CsvFlags::amount).orElse(0L)));
  }

  private static OptionalLong number(String name, Optional<String> text) {
    return text.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(fixedPoint("No term of a contract: " + name, text.get()));
  }

  /// The resolution, for a folder whose layout is known; any other flag is an error.
  Optional<Resolution> onlyResolution() {
    CsvOptions told = options();
    CsvOptions none = CsvOptions.detected();
    if (!told.equals(none.at(told.resolution()))) {
      throw WorkspaceException.configuration(
          "Options for CSV files only: layout=lean. Beside --resolution and --symbols leave them"
              + " out.");
    }
    return told.resolution();
  }

  private static long amount(String text) {
    String refusal = "No value of an order: minNotional";
    long amount = fixedPoint(refusal, text);
    if (amount < 0) {
      throw WorkspaceException.configuration(
          "%s=%s. Use 0 or more, such as 5.".formatted(refusal, text));
    }
    return amount;
  }

  private static long fixedPoint(String refusal, String text) {
    try {
      return FixedPoint.parse(text);
    } catch (NumberFormatException e) {
      throw new WorkspaceException(
          WorkspaceException.Kind.CONFIGURATION,
          "%s=%s. %s".formatted(refusal, text, e.getMessage()),
          e);
    }
  }

  private static char character(String text) {
    if (text.equals("tab") || text.equals("\\t")) {
      return '\t';
    }
    if (text.length() != 1 || text.charAt(0) > 126) {
      throw WorkspaceException.configuration(
          "Not a delimiter: delimiter=%s. Use one ASCII character or 'tab'.".formatted(text));
    }
    return text.charAt(0);
  }

  private static ZoneId zone(String text) {
    try {
      return ZoneId.of(text);
    } catch (DateTimeException e) {
      throw new WorkspaceException(
          WorkspaceException.Kind.CONFIGURATION,
          "Unknown zone: zone=%s. Use a name such as UTC or America/New_York.".formatted(text),
          e);
    }
  }
}
