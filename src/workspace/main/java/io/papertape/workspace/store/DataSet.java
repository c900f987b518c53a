package io.papertape.workspace.store;

import io.papertape.market.CorporateAction;
import io.papertape.market.CorporateActions;
import io.papertape.market.Times;
import io.papertape.workspace.WorkspaceException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// One committed version of a named set of series, ordered by symbol, then resolution.
///
/// @param actions corporate actions by symbol, in alphabetical order; a symbol without any is
///      absent
public record DataSet(String name, List<Series> series, List<CorporateActions> actions) {
  static final Comparator<Series> ORDER =
      Comparator.comparing(Series::symbol).thenComparing(Series::resolution);

  public DataSet {
    series = series.stream().sorted(ORDER).toList();
    actions =
        actions.stream()
            .filter(one -> !one.actions().isEmpty())
            .sorted(Comparator.comparing(CorporateActions::symbol))
            .toList();
  }

  /// A set without corporate actions.
  public DataSet(String name, List<Series> series) {
    this(name, series, List.of());
  }

  /// Content hash of the whole set: SHA-256 over one line `symbol resolution rows hash` per
  /// series, then one line `action symbol ex-date ex-time kind value` per corporate action.
  public String hash() {
    StringBuilder lines = new StringBuilder();
    for (Series one : series) {
      lines.append(
          "%s %s %d %s\n".formatted(one.symbol(), one.resolution(), one.rows(), one.hash()));
    }
    for (CorporateActions one : actions) {
      for (CorporateAction action : one.actions()) {
        lines.append(
            "action %s %s %s %s %s\n"
                .formatted(
                    one.symbol(),
                    action.exDate(),
                    Times.instant(action.exTimeNanos()),
                    ActionText.kind(action),
                    ActionText.value(action)));
      }
    }
    byte[] bytes = lines.toString().getBytes(StandardCharsets.UTF_8);
    return ContentHash.hex(ContentHash.sha256().digest(bytes));
  }

  /// Splits and dividends of a symbol, in the order they take effect; none if none are stored.
  public CorporateActions actions(String symbol) {
    if (!holds(symbol)) {
      throw WorkspaceException.data(
          "No such symbol: dataSet=%s, symbol=%s. It holds: %s."
              .formatted(name, symbol, contents()));
    }
    return actions.stream()
        .filter(one -> one.symbol().equals(symbol))
        .findFirst()
        .orElseGet(() -> CorporateActions.none(symbol));
  }

  /// True if there are bars of the symbol, at any resolution.
  public boolean holds(String symbol) {
    return series.stream().anyMatch(one -> one.symbol().equals(symbol));
  }

  public Optional<Series> find(String symbol, Resolution resolution) {
    return series.stream()
        .filter(s -> s.symbol().equals(symbol) && s.resolution().equals(resolution))
        .findFirst();
  }

  /// The series, or an error that says what there is.
  public Series get(String symbol, Resolution resolution) {
    return find(symbol, resolution)
        .orElseThrow(
            () ->
                WorkspaceException.data(
                    "No such series: dataSet=%s, symbol=%s, resolution=%s. It holds: %s."
                        .formatted(name, symbol, resolution, contents())));
  }

  private String contents() {
    return series.stream()
        .map(s -> s.symbol() + " " + s.resolution())
        .collect(Collectors.joining(", "));
  }
}
