package io.papertape.service.projection;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.List;

/// Pages of rows by key; the walk is stable because sealed runs do not change.
@ApplicationScoped
public class StoredRows {
  private final EntityManager entities;

  StoredRows(EntityManager entities) {
    this.entities = entities;
  }

  /// Rows of a run after a number.
  ///
  /// @param after −1: from the first
  public <T extends RunRow> List<T> page(Class<T> table, String run, long after, int limit) {
    return entities
        .createQuery(
            "from %s where runId = :run and seq > :after order by runId, seq"
                .formatted(table.getSimpleName()),
            table)
        .setParameter("run", run)
        .setParameter("after", after)
        .setMaxResults(limit)
        .getResultList();
  }

  /// Runs after an id, by id.
  ///
  /// @param after empty: from the first
  public List<StoredRun> runs(String after, int limit) {
    return entities
        .createQuery("from StoredRun where id > :after order by id", StoredRun.class)
        .setParameter("after", after)
        .setMaxResults(limit)
        .getResultList();
  }
}
