package io.papertape.service.projection;

import io.papertape.service.projection.Reconciliation.Comparison;
import jakarta.persistence.EntityManager;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.Consumer;

/// Walks the stored rows of one run beside those its folder yields.
final class RunComparison implements Consumer<RunRow> {
  private static final int PAGE = 1_000;

  private final String run;
  private final StoredRows rows;
  private final EntityManager entities;
  private final Comparison comparison;
  private final Map<Class<? extends RunRow>, Walk<?>> walks = new LinkedHashMap<>();

  RunComparison(String run, StoredRows rows, EntityManager entities, Comparison comparison) {
    this.run = run;
    this.rows = rows;
    this.entities = entities;
    this.comparison = comparison;
    for (Class<? extends RunRow> table :
        List.of(DecisionRow.class, OrderRow.class, FillRow.class, RoundTripRow.class)) {
      walks.put(table, new Walk<>(table));
    }
  }

  @Override
  public void accept(RunRow expected) {
    comparison.count(expected.getClass());
    walks.get(expected.getClass()).meet(expected);
  }

  /// Reports stored rows that the folder does not yield.
  void finish() {
    walks.values().forEach(Walk::finish);
  }

  /// One table's rows of the run, a page at a time.
  private final class Walk<T extends RunRow> {
    private final Class<T> table;
    private final Queue<RunRow> page = new ArrayDeque<>();
    private long last = -1;

    Walk(Class<T> table) {
      this.table = table;
    }

    void meet(RunRow expected) {
      while (hasNext() && page.element().seq < expected.seq) {
        differ(page.remove().seq, "none", "a row");
      }
      if (!hasNext() || page.element().seq > expected.seq) {
        differ(expected.seq, "a row", "none");
        return;
      }
      RunRow stored = page.remove();
      if (!stored.view().equals(expected.view())) {
        differ(expected.seq, expected.view(), stored.view());
      }
    }

    void finish() {
      while (hasNext()) {
        differ(page.remove().seq, "none", "a row");
      }
    }

    private boolean hasNext() {
      if (page.isEmpty()) {
        page.addAll(rows.page(table, run, last, PAGE));
        page.forEach(row -> last = row.seq);
        entities.clear();
      }
      return !page.isEmpty();
    }

    private void differ(long seq, Object expected, Object found) {
      comparison.differ(
          "run=%s, table=%s, seq=%d, journal=%s, projection=%s"
              .formatted(run, table.getSimpleName(), seq, expected, found));
    }
  }
}
