package io.papertape.workspace.store;

import io.papertape.workspace.WorkspaceException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// One committed version of a named set of series, ordered by symbol, then resolution.
public record DataSet(String name, List<Series> series) {
  static final Comparator<Series> ORDER =
      Comparator.comparing(Series::symbol).thenComparing(Series::resolution);

  public DataSet {
    series = series.stream().sorted(ORDER).toList();
  }

  /// Content hash of the whole set: SHA-256 over one line `symbol resolution rows hash` per
  /// series.
  public String hash() {
    String lines =
        series.stream()
            .map(s -> "%s %s %d %s\n".formatted(s.symbol(), s.resolution(), s.rows(), s.hash()))
            .collect(Collectors.joining());
    return ContentHash.hex(ContentHash.sha256().digest(lines.getBytes(StandardCharsets.UTF_8)));
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
