package io.papertape.service.projection;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;

/// A row that belongs to a run. Pages walk its key: `order by runId, seq`.
@MappedSuperclass
public abstract class RunRow extends PanacheEntityBase {
  @Id
  @Column(name = "run_id")
  public String runId;

  /// Number of the journal's entry; of a round trip, its place in the run.
  @Id public long seq;

  /// The row as the interface shows it. Two rows are the same if their views are.
  public abstract Record view();
}
