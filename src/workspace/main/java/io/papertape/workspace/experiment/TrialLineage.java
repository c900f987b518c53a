package io.papertape.workspace.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.store.DataSet;
import io.papertape.workspace.store.DataStore;
import io.papertape.workspace.store.Resolution;
import io.papertape.workspace.store.Series;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What a registry is of, and which older one it goes on from: that of the same strategy on the
/// longest beginning of the same series. So trials are not forgotten when bars are added.
final class TrialLineage {
  static final String DATA = "data";
  private static final String ROWS = "rows";

  private final DataStore store;
  private final DataSet set;
  private final List<Series> series;
  private final String strategy;

  TrialLineage(
      DataStore store,
      String dataSet,
      List<String> symbols,
      Resolution resolution,
      String strategy) {
    this.store = store;
    this.strategy = strategy;
    set = store.get(dataSet);
    series = symbols.stream().sorted().map(symbol -> set.get(symbol, resolution)).toList();
  }

  /// First line of the registry.
  ObjectNode header() {
    ObjectNode header = JsonNodeFactory.instance.objectNode().put("strategy", strategy);
    ArrayNode data = header.putArray(DATA);
    for (Series one : series) {
      data.addObject()
          .put("symbol", one.symbol())
          .put("resolution", one.resolution().toString())
          .put(ROWS, one.rows())
          .put("hash", one.hash());
    }
    return header;
  }

  /// The registry to go on from. One whose first line is damaged is passed over, unless what is
  /// left of it names this strategy and these symbols.
  ///
  /// @param folder of all registries
  /// @throws WorkspaceException if it does
  Optional<Path> before(Path folder) throws IOException {
    Optional<Path> longest = Optional.empty();
    long most = 0;
    for (RegistryHeader one : RegistryHeader.all(folder)) {
      if (!one.isWhole() && one.names(header())) {
        throw one.damaged();
      }
      JsonNode header = one.content();
      long rows = rows(header);
      if (rows > most && isOfTheSame(header) && beginsLike(header)) {
        most = rows;
        longest = Optional.of(one.file());
      }
    }
    return longest;
  }

  private static long rows(JsonNode header) {
    long rows = 0;
    for (JsonNode one : header.path(DATA)) {
      rows += one.path(ROWS).asLong();
    }
    return rows;
  }

  /// The same strategy and instruments, and no series longer than now.
  private boolean isOfTheSame(JsonNode header) {
    JsonNode data = header.path(DATA);
    if (!header.path("strategy").asText().equals(strategy) || data.size() != series.size()) {
      return false;
    }
    for (int i = 0; i < series.size(); i++) {
      JsonNode one = data.get(i);
      boolean isSame =
          one.path("symbol").asText().equals(series.get(i).symbol())
              && one.path("resolution").asText().equals(series.get(i).resolution().toString())
              && one.path(ROWS).asLong() <= series.get(i).rows();
      if (!isSame) {
        return false;
      }
    }
    return true;
  }

  private boolean beginsLike(JsonNode header) {
    for (int i = 0; i < series.size(); i++) {
      JsonNode one = header.path(DATA).get(i);
      if (!one.path("hash").asText().equals(hash(series.get(i), one.path(ROWS).asLong()))) {
        return false;
      }
    }
    return true;
  }

  /// Content hash of the first rows of a series.
  private String hash(Series one, long rows) {
    if (rows == one.rows()) {
      return one.hash();
    }
    if (one.resolution().equals(Resolution.QUOTE)) {
      return store.quotes(set, one).first(rows).contentHash();
    }
    return one.resolution().isTicks()
        ? store.trades(set, one).first(rows).contentHash()
        : DataStore.contentHash(store.load(set, one).slice(0, (int) rows));
  }
}
