package io.papertape.workspace.lean;

import io.papertape.market.BarColumns;
import io.papertape.market.CorporateActions;
import io.papertape.market.Instrument;
import io.papertape.market.Times;
import io.papertape.market.TradingCalendar;
import io.papertape.workspace.WorkspaceException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// US equities of a Lean data folder, by ticker in any case.
///
/// The ticker names the company that has a map file of that name. Its bars are put together from
/// the ticker files it used over time; days on which a ticker file holds another company are left
/// out, and days under a ticker without a file are missing. Without a map file the whole ticker
/// file is taken.
public final class LeanFolder {
  private final Path equity;
  private final TradingCalendar calendar = TradingCalendar.nyse();

  /// @param root the folder that contains `equity/usa`, or `equity/usa` itself
  public LeanFolder(Path root) {
    Path inside = root.resolve("equity").resolve("usa");
    equity = Files.isDirectory(inside) ? inside : root.toAbsolutePath().normalize();
    if (!equity.endsWith(Path.of("equity", "usa")) || !Files.isDirectory(equity)) {
      throw WorkspaceException.data(
          ("No Lean data folder: folder=%s. Give the folder that contains "
                  + "equity/usa, or equity/usa itself.")
              .formatted(root));
    }
  }

  /// Tickers with a daily file, in alphabetical order.
  public List<String> tickers() {
    return tickers(LeanResolution.DAILY);
  }

  List<String> tickers(LeanResolution lean) {
    Path folder = equity.resolve(lean.folder());
    return lean == LeanResolution.MINUTE
        ? names(folder, "").stream().filter(name -> !minuteDays(name).isEmpty()).toList()
        : names(folder, ".zip");
  }

  /// The folder `equity/usa`.
  Path path() {
    return equity;
  }

  ZoneId zone() {
    return calendar.zone();
  }

  /// Name of the folder that contains `equity`, such as `lean`.
  public String name() {
    Path root = equity.toAbsolutePath().normalize().getParent().getParent();
    return root == null || root.getFileName() == null ? "lean" : root.getFileName().toString();
  }

  /// A share in US dollars, as [Instrument#equity] assumes it.
  public Instrument instrument(String ticker) {
    return Instrument.equity(ticker.toUpperCase(Locale.ROOT));
  }

  /// Raw daily bars, from open to close of the session.
  public BarColumns daily(String ticker) {
    return bars("daily", ticker, new LeanTime.Daily(calendar));
  }

  /// Raw hourly bars of the session; the first begins at the open, 9:30.
  public BarColumns hourly(String ticker) {
    return bars("hour", ticker, new LeanTime.Hourly(calendar));
  }

  /// Raw minute bars of one day, 4:00 to 20:00; a minute without a trade has none.
  public BarColumns minutes(String ticker, LocalDate date) {
    BarColumns.Builder builder = new BarColumns.Builder();
    LeanTime time = new LeanTime.Minute(calendar, date);
    append(required(minuteFile(ticker, date), ticker), time, Optional.empty(), builder);
    return builder.build();
  }

  /// Days that have a file of minute bars, oldest first.
  public List<LocalDate> minuteDays(String ticker) {
    return names(equity.resolve("minute").resolve(lower(ticker)), "_trade.zip").stream()
        .map(name -> LocalDate.parse(name, DateTimeFormatter.BASIC_ISO_DATE))
        .toList();
  }

  /// A day of minute bars and the ticker the company had then.
  record MinuteDay(String ticker, LocalDate date, Path file) {}

  /// Days of minute bars of the company, oldest first, by map file.
  List<MinuteDay> minuteFiles(String ticker) {
    List<MinuteDay> found = new ArrayList<>();
    for (TickerUse use : uses(ticker)) {
      for (LocalDate date : minuteDays(use.ticker())) {
        if (use.days().contains(date)) {
          found.add(new MinuteDay(use.ticker(), date, minuteFile(use.ticker(), date)));
        }
      }
    }
    return found;
  }

  /// Tickers of the company; without a map file the ticker itself, at all times.
  List<TickerUse> uses(String ticker) {
    List<TickerUse> history = history(ticker);
    DateRange always = new DateRange(LocalDate.MIN, LocalDate.MAX);
    return history.isEmpty() ? List.of(new TickerUse(lower(ticker), always)) : history;
  }

  private Path minuteFile(String ticker, LocalDate date) {
    String day = date.format(DateTimeFormatter.BASIC_ISO_DATE);
    return equity.resolve("minute").resolve(lower(ticker)).resolve(day + "_trade.zip");
  }

  /// Splits and dividends behind the factor file; none without a file.
  public CorporateActions actions(String ticker) {
    return recovered(ticker)
        .map(RecoveredActions::actions)
        .orElseGet(() -> CorporateActions.none(instrument(ticker).symbol()));
  }

  /// The same with its check against the file.
  public Optional<RecoveredActions> recovered(String ticker) {
    Path file = equity.resolve("factor_files").resolve(lower(ticker) + ".csv");
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    String symbol = instrument(ticker).symbol();
    return Optional.of(RecoveredActions.of(symbol, FactorFile.read(file), calendar));
  }

  /// Tickers the company has used, oldest first; empty without a map file.
  public List<TickerUse> history(String ticker) {
    Path file = equity.resolve("map_files").resolve(lower(ticker) + ".csv");
    return Files.exists(file) ? MapFile.read(file) : List.of();
  }

  /// The latest days on which the ticker's own file holds the company; empty without a map file.
  public Optional<DateRange> validRange(String ticker) {
    return history(ticker).reversed().stream()
        .filter(use -> use.ticker().equals(lower(ticker)))
        .map(TickerUse::days)
        .findFirst();
  }

  private BarColumns bars(String resolution, String ticker, LeanTime time) {
    Function<String, Path> file = name -> equity.resolve(resolution).resolve(name + ".zip");
    List<TickerUse> history = history(ticker);
    BarColumns.Builder builder = new BarColumns.Builder();
    if (history.isEmpty()) {
      append(required(file.apply(lower(ticker)), ticker), time, Optional.empty(), builder);
      return builder.build();
    }
    required(file.apply(history.getLast().ticker()), ticker);
    for (TickerUse use : history) {
      Path found = file.apply(use.ticker());
      if (Files.exists(found)) {
        append(found, time, Optional.of(use.days()), builder);
      }
    }
    return builder.build();
  }

  private void append(
      Path file, LeanTime time, Optional<DateRange> days, BarColumns.Builder builder) {
    try (LeanBars bars = new LeanBars(file, time)) {
      bars.forEachRemaining(
          bar -> {
            if (days.isEmpty() || days.get().contains(localDate(bar.openTimeNanos()))) {
              builder.add(bar);
            }
          });
    }
  }

  private LocalDate localDate(long nanos) {
    return LocalDateTime.ofInstant(Times.instant(nanos), calendar.zone()).toLocalDate();
  }

  private static Path required(Path file, String ticker) {
    if (!Files.exists(file)) {
      throw WorkspaceException.data(
          "No Lean file for the ticker: ticker=%s, file=%s. See tickers()."
              .formatted(ticker, file.getFileName()));
    }
    return file;
  }

  private static List<String> names(Path folder, String ending) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(ending))
          .map(name -> name.substring(0, name.length() - ending.length()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("Lean folder cannot be listed: folder=" + folder + ".", e);
    }
  }

  private static String lower(String ticker) {
    return ticker.toLowerCase(Locale.ROOT);
  }
}
