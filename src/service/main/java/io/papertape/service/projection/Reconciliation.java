package io.papertape.service.projection;

import io.papertape.workspace.Workspace;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Compares the projection with the journals, row by row.
@ApplicationScoped
public class Reconciliation {
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

  /// Reads all journals; takes time in proportion to them.
  public Finding compare() {
    Comparison comparison = new Comparison();
    projection.whileCurrent(
        () -> QuarkusTransaction.requiringNew().timeout(600).run(() -> compare(comparison)));
    return comparison.finding();
  }

  private void compare(Comparison comparison) {
    Map<String, StoredRun> stored = new TreeMap<>();
    StoredRun.<StoredRun>listAll().forEach(run -> stored.put(run.id, run));
    entities.clear();
    for (RunFolder folder : RunFolder.all(workspace)) {
      comparison.runs++;
      StoredRun run = stored.remove(folder.id());
      if (run == null) {
        comparison.differ("run=%s is not in the projection".formatted(folder.id()));
      } else {
        compare(folder, run, comparison);
      }
    }
    stored.keySet().forEach(id -> comparison.differ("run=%s has no folder".formatted(id)));
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
