package io.papertape.service.projection;

import io.papertape.workspace.Workspace;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Compares the projection with the journals, row by row.
@ApplicationScoped
public class Reconciliation {
  private static final int TRANSACTION_SECONDS = 600;

  private final Workspace workspace;
  private final Projection projection;
  private final StoredRows rows;
  private final EntityManager entities;

  Reconciliation(
      Workspace workspace, Projection projection, StoredRows rows, EntityManager entities) {
    this.workspace = workspace;
    this.projection = projection;
    this.rows = rows;
    this.entities = entities;
  }

  /// What a comparison found.
  ///
  /// @param rows            rows compared, by table
  /// @param brokenRuns      runs whose folder contradicts itself
  /// @param differences     rows that are missing, extra or other than the journals say
  /// @param firstDifference the first of them, or the first broken run's problem
  public record Finding(
      long runs,
      Map<String, Long> rows,
      long brokenRuns,
      long differences,
      Optional<String> firstDifference) {
    public boolean isClean() {
      return differences == 0 && brokenRuns == 0;
    }
  }

  /// Reads all journals; takes time in proportion to them. Others get at the projection between two
  /// runs, and what has changed by then is compared as it is then.
  public Finding compare() {
    Comparison comparison = new Comparison();
    projection.whileCurrent(() -> {});
    for (RunFolder folder : RunFolder.all(workspace)) {
      projection.requireGoingOn();
      projection.whileCurrent(folder, () -> inTransaction(() -> compare(folder, comparison)));
    }
    projection.whileCurrent(() -> inTransaction(() -> compareIds(comparison)));
    return comparison.finding();
  }

  private static void inTransaction(Runnable work) {
    QuarkusTransaction.requiringNew().timeout(TRANSACTION_SECONDS).run(work);
  }

  private void compare(RunFolder folder, Comparison comparison) {
    if (!folder.isThere()) {
      return; // it has gone since they were listed
    }
    comparison.runs++;
    Optional<StoredRun> run = projection.find(folder.id());
    entities.clear();
    if (run.isEmpty()) {
      comparison.differ("run=%s is not in the projection".formatted(folder.id()));
    } else {
      compare(folder, run.get(), comparison);
    }
  }

  private void compareIds(Comparison comparison) {
    Set<String> stored = new TreeSet<>();
    StoredRun.<StoredRun>listAll().forEach(run -> stored.add(run.id));
    RunFolder.all(workspace).forEach(folder -> stored.remove(folder.id()));
    stored.forEach(id -> comparison.differ("run=%s has no folder".formatted(id)));
  }

  private void compare(RunFolder folder, StoredRun stored, Comparison comparison) {
    Comparison ofRun = new Comparison();
    RunComparison rowsOfRun = new RunComparison(folder.id(), rows, entities, ofRun);
    StoredRun found;
    try {
      found = RunReading.read(folder, stored.fingerprint, rowsOfRun);
      rowsOfRun.finish();
      comparison.add(ofRun);
    } catch (BrokenRun e) {
      found = StoredRun.broken(folder.id(), stored.fingerprint, e.getMessage());
      comparison.broken(folder.id(), e.getMessage());
    }
    if (!found.view().equals(stored.view())
        || !Optional.ofNullable(found.figures).equals(Optional.ofNullable(stored.figures))) {
      comparison.differ(
          "run=%s, table=run, journal=%s, projection=%s"
              .formatted(folder.id(), found.view(), stored.view()));
    }
  }

  /// The tally under construction.
  static final class Comparison {
    private final Map<String, Long> rows = new LinkedHashMap<>();
    private long runs;
    private long brokenRuns;
    private long differences;
    private Optional<String> first = Optional.empty();

    Comparison() {
      List.of("DecisionRow", "OrderRow", "FillRow", "RoundTripRow").forEach(t -> rows.put(t, 0L));
    }

    void count(Class<?> table) {
      rows.merge(table.getSimpleName(), 1L, Long::sum);
    }

    void add(Comparison part) {
      part.rows.forEach((table, count) -> rows.merge(table, count, Long::sum));
      differences += part.differences;
      first = first.or(() -> part.first);
    }

    void differ(String what) {
      differences++;
      first = first.or(() -> Optional.of(what));
    }

    void broken(String run, String problem) {
      brokenRuns++;
      first = first.or(() -> Optional.of("run=%s: %s".formatted(run, problem)));
    }

    Finding finding() {
      return new Finding(runs, rows, brokenRuns, differences, first);
    }
  }
}
