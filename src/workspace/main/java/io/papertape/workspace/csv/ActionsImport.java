package io.papertape.workspace.csv;

import io.papertape.market.CorporateAction;
import io.papertape.market.CorporateActions;
import io.papertape.market.TradingCalendar;
import io.papertape.workspace.Workspace;
import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.check.ActionCheck;
import io.papertape.workspace.store.ActionText;
import io.papertape.workspace.store.DataSet;
import io.papertape.workspace.store.DataSetWriter;
import io.papertape.workspace.store.DataStore;
import io.papertape.workspace.store.Series;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/// Imports splits and dividends from CSV into a data set that has the bars: all of them, or
/// nothing.
///
/// The header names `symbol`, `ex_date`, `kind` and `ratio`, `amount` or both. A kind is `split`
/// with a ratio new:old such as `4:1`, or `dividend` with an amount per share as held the day
/// before.
public final class ActionsImport {
  private static final List<String> COLUMNS =
      List.of("symbol", "ex_date", "kind", "ratio", "amount");

  private final Workspace workspace;

  public ActionsImport(Workspace workspace) {
    this.workspace = workspace;
  }

  /// What an import did.
  ///
  /// @param actions  how many the file has
  /// @param findings actions that do not go with the bars, in words
  public record Report(DataSet dataSet, int actions, List<String> findings) {}

  /// Reads the file into the data set; every bad line is an error.
  public Report run(Path file, String name, DataSetWriter.Mode mode) throws IOException {
    DataStore store = DataStore.in(workspace);
    DataSet bars = store.get(name);
    Map<String, CorporateActions> bySymbol = read(file, symbol -> calendar(bars, symbol));
    try (DataSetWriter writer = store.writer(name, mode)) {
      bySymbol.forEach(writer::actions);
      DataSet dataSet = writer.commit();
      int count = bySymbol.values().stream().mapToInt(one -> one.actions().size()).sum();
      return new Report(dataSet, count, findings(store, dataSet, List.copyOf(bySymbol.keySet())));
    }
  }

  private static List<String> findings(DataStore store, DataSet dataSet, List<String> symbols) {
    List<String> findings = new ArrayList<>();
    for (String symbol : symbols) {
      Optional<Series> finest =
          dataSet.series().stream()
              .filter(series -> series.symbol().equals(symbol) && !series.resolution().isTicks())
              .findFirst();
      if (finest.isEmpty()) {
        findings.add(symbol + " has no bars to hold its actions against");
        continue;
      }
      TradingCalendar calendar = TradingCalendar.byName(finest.get().instrument().calendar());
      ActionCheck.of(store.load(dataSet, finest.get()), dataSet.actions(symbol), calendar)
          .forEach(text -> findings.add(symbol + " " + text));
    }
    return findings;
  }

  private static TradingCalendar calendar(DataSet dataSet, String symbol) {
    dataSet.actions(symbol); // refuses a symbol without bars
    Series series =
        dataSet.series().stream().filter(s -> s.symbol().equals(symbol)).findFirst().orElseThrow();
    return TradingCalendar.byName(series.instrument().calendar());
  }

  /// The actions of a file by symbol.
  ///
  /// @param calendars the calendar of a symbol; refuses one without bars
  static Map<String, CorporateActions> read(Path file, Function<String, TradingCalendar> calendars)
      throws IOException {
    Map<String, List<CorporateAction>> bySymbol = new TreeMap<>();
    try (CsvSource source = CsvSource.open(file)) {
      LineReader lines = new LineReader(source.text());
      Fields fields = new Fields((byte) ',');
      List<String> header = List.of();
      while (lines.next()) {
        fields.cut(lines.bytes(), lines.from(), lines.to());
        List<String> cells = fields.texts(lines.bytes());
        if (lines.to() == lines.from()) {
          continue;
        }
        if (header.isEmpty()) {
          header = header(file, cells);
        } else {
          add(file, lines.number(), header, cells, calendars, bySymbol);
        }
      }
    }
    if (bySymbol.isEmpty()) {
      throw WorkspaceException.data(
          "File has no corporate actions: file=%s. A line is symbol,ex_date,kind,ratio or amount."
              .formatted(file));
    }
    Map<String, CorporateActions> all = new TreeMap<>();
    bySymbol.forEach((symbol, actions) -> all.put(symbol, new CorporateActions(symbol, actions)));
    return all;
  }

  private static List<String> header(Path file, List<String> cells) {
    List<String> names = cells.stream().map(cell -> cell.strip().toLowerCase(Locale.ROOT)).toList();
    boolean complete =
        names.containsAll(COLUMNS.subList(0, 3))
            && (names.contains("ratio") || names.contains("amount"))
            && COLUMNS.containsAll(names)
            && names.stream().distinct().count() == names.size();
    if (!complete) {
      throw WorkspaceException.data(
          ("Header does not fit: file=%s, header=%s. Name symbol,ex_date,kind and "
                  + "ratio, amount or both.")
              .formatted(file, String.join(",", cells)));
    }
    return names;
  }

  private static void add(
      Path file,
      long line,
      List<String> header,
      List<String> cells,
      Function<String, TradingCalendar> calendars,
      Map<String, List<CorporateAction>> bySymbol) {
    try {
      if (cells.size() != header.size()) {
        throw new IllegalArgumentException(
            "%d columns instead of %d.".formatted(cells.size(), header.size()));
      }
      String symbol = cells.get(header.indexOf("symbol"));
      CorporateAction action = action(calendars.apply(symbol), header, cells);
      bySymbol.computeIfAbsent(symbol, _ -> new ArrayList<>()).add(action);
    } catch (IllegalArgumentException | DateTimeException | WorkspaceException e) {
      throw new WorkspaceException(
          WorkspaceException.Kind.DATA,
          ("Corporate action cannot be used: file=%s, line=%d, text=%s, reason=%s The "
                  + "store is as it was.")
              .formatted(file, line, String.join(",", cells), sentence(e.getMessage())),
          e);
    }
  }

  private static String sentence(String text) {
    return text.endsWith(".") ? text : text + ".";
  }

  private static CorporateAction action(
      TradingCalendar calendar, List<String> header, List<String> cells) {
    LocalDate exDate = LocalDate.parse(cells.get(header.indexOf("ex_date")));
    String kind = cells.get(header.indexOf("kind")).toLowerCase(Locale.ROOT);
    String ratio = cell("ratio", header, cells);
    String amount = cell("amount", header, cells);
    boolean split = kind.equals("split");
    if (!(split ? amount : ratio).isEmpty()) {
      throw new IllegalArgumentException(
          "A %s has no %s.".formatted(kind, split ? "amount" : "ratio"));
    }
    long exTime = calendar.nanos(exDate.atStartOfDay());
    return ActionText.parse(exDate, exTime, kind, split ? ratio : amount);
  }

  private static String cell(String name, List<String> header, List<String> cells) {
    int column = header.indexOf(name);
    return column < 0 ? "" : cells.get(column);
  }

  /// The actions as this import reads them, header included.
  public static String csv(List<CorporateActions> all) {
    StringBuilder text = new StringBuilder(String.join(",", COLUMNS)).append('\n');
    for (CorporateActions ofSymbol : all) {
      for (CorporateAction action : ofSymbol.actions()) {
        boolean split = action instanceof CorporateAction.Split;
        text.append(ofSymbol.symbol())
            .append(',')
            .append(action.exDate())
            .append(',')
            .append(ActionText.kind(action))
            .append(split ? "," : ",,")
            .append(ActionText.value(action))
            .append(split ? ",\n" : "\n");
      }
    }
    return text.toString();
  }
}
