package io.papertape.service.projection;

import io.papertape.market.Times;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.IdClass;
import jakarta.persistence.Lob;
import jakarta.persistence.Table;
import java.util.Optional;

/// What the strategy chose at one moment, a veto, or a stretch of holds with one reason.
@Entity
@Table(name = "decision")
@IdClass(RowKey.class)
public class DecisionRow extends EntryRow {
  public String kind;
  public Long evaluation;
  public String instrument;
  public String reason;
  @Lob public String inputs;

  @Column(name = "hold_count")
  public long count;

  @Column(name = "from_nanos")
  public long fromNanos;

  static DecisionRow of(String run, JournalEntry entry) {
    DecisionRow row = new DecisionRow();
    row.identify(run, entry);
    row.kind = entry.kind().text();
    row.evaluation = entry.has("evaluation") ? entry.number("evaluation") : null;
    row.instrument = entry.has("instrument") ? entry.text("instrument") : null;
    row.reason = entry.text("reason");
    row.inputs = entry.has("inputs") ? entry.json("inputs") : null;
    row.count = entry.has("count") ? entry.number("count") : 1;
    row.fromNanos = entry.has("from") ? entry.nanos("from") : entry.timeNanos();
    return row;
  }

  @Override
  public DecisionView view() {
    return new DecisionView(
        seq,
        kind,
        time(),
        cause < 0 ? Optional.empty() : Optional.of(cause),
        Optional.ofNullable(evaluation),
        Optional.ofNullable(instrument),
        reason,
        Optional.ofNullable(inputs).map(RawJson::new),
        count,
        Times.instant(fromNanos));
  }
}
