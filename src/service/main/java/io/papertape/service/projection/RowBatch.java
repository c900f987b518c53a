package io.papertape.service.projection;

import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Collects rows by table and inserts each table's in batches; one JDBC batch holds one table
/// only.
final class RowBatch implements Consumer<RunRow> {
  private static final int ROWS = 1_000;

  private final EntityManager entities;
  private final Map<Class<?>, List<RunRow>> waiting = new LinkedHashMap<>();

  RowBatch(EntityManager entities) {
    this.entities = entities;
  }

  @Override
  public void accept(RunRow row) {
    List<RunRow> rows = waiting.computeIfAbsent(row.getClass(), _ -> new ArrayList<>(ROWS));
    rows.add(row);
    if (rows.size() == ROWS) {
      insert(rows);
    }
  }

  /// Inserts what waits.
  void finish() {
    waiting.values().forEach(this::insert);
  }

  private void insert(List<RunRow> rows) {
    for (RunRow row : rows) {
      row.persist();
    }
    entities.flush();
    entities.clear();
    rows.clear();
  }
}
