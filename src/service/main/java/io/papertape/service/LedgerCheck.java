package io.papertape.service;

import io.papertape.live.session.SealCheck;
import io.papertape.live.session.SessionFolder;
import io.papertape.service.projection.ProjectionFault;
import io.papertape.service.projection.RunFolder;
import io.papertape.service.projection.StoredRun;
import io.papertape.workspace.Counted;
import io.papertape.workspace.Workspace;
import io.papertape.workspace.ledger.Ledger;
import io.papertape.workspace.ledger.LedgerContent;
import io.papertape.workspace.ledger.LedgerEvent.RunSealed;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/// Says whether the ledger's chain holds, and whether the runs are those that it says were sealed.
///
/// A sealed run whose folder is gone is counted and not held against anybody: its owner may have
/// removed it. A sealed run or session without an entry is counted; it is a fault if there is no
/// entry at all.
@Wellness
@ApplicationScoped
class LedgerCheck implements HealthCheck {
  private final Workspace workspace;
  private final DatabaseCheck database;

  LedgerCheck(Workspace workspace, @Readiness DatabaseCheck database) {
    this.workspace = workspace;
    this.database = database;
  }

  @Override
  public HealthCheckResponse call() {
    LedgerContent content = Ledger.in(workspace, _ -> {}).read();
    Map<String, RunSealed> sealed = content.sealedRuns();
    Optional<String> problem = content.fault().map("Ledger is broken: %s"::formatted);
    List<String> unknown = new ArrayList<>(SealCheck.unknown(workspace, sealed.keySet()));
    Optional<String> fault = database.fault();
    Optional<String> ofRuns = fault.isPresent() ? fault : problemOfRuns(sealed, unknown);
    problem = problem.or(() -> ofRuns);
    problem = problem.or(() -> lost(content, unknown));
    HealthCheckResponseBuilder answer =
        HealthCheckResponse.named("ledger")
            .status(problem.isEmpty())
            .withData("entries", content.entries().size())
            .withData("runsGone", sealed.keySet().stream().filter(this::isGone).count())
            .withData("notEntered", unknown.size());
    problem.ifPresent(text -> answer.withData("problem", text));
    return answer.build();
  }

  /// @param unknown taken on are sealed runs without an entry
  private static Optional<String> problemOfRuns(
      Map<String, RunSealed> sealed, List<String> unknown) {
    try {
      List<Sealed> runs = runs();
      runs.stream().map(Sealed::run).filter(id -> !sealed.containsKey(id)).forEach(unknown::add);
      return firstOther(runs, sealed);
    } catch (RuntimeException e) {
      return Optional.of(ProjectionFault.of(e, "db").orElseThrow(() -> e));
    }
  }

  /// What was sealed has an entry, so a ledger without any has been lost.
  private static Optional<String> lost(LedgerContent content, List<String> unknown) {
    return content.entries().isEmpty() && !unknown.isEmpty()
        ? Optional.of(
            ("Ledger has no entries, and %s sealed, such as %s. Put back the"
                    + " copy that you keep elsewhere.")
                .formatted(
                    Counted.of(unknown.size(), "run or session is", "runs and sessions are"),
                    unknown.getFirst()))
        : Optional.empty();
  }

  private boolean isGone(String run) {
    return Files.notExists(RunFolder.of(workspace, run).path())
        && Files.notExists(SessionFolder.root(workspace).resolve(run));
  }

  /// A run of the projection; a broken one has no root, and the reconciliation names it.
  private record Sealed(String run, String root) {}

  private static List<Sealed> runs() {
    return QuarkusTransaction.requiringNew()
        .call(
            () ->
                StoredRun.<StoredRun>listAll().stream()
                    .filter(run -> run.root != null)
                    .map(run -> new Sealed(run.id, run.root))
                    .toList());
  }

  /// The first with another root than the one sealed first.
  private static Optional<String> firstOther(List<Sealed> runs, Map<String, RunSealed> sealed) {
    return runs.stream()
        .filter(run -> sealed.containsKey(run.run()))
        .filter(run -> !run.root().equals(sealed.get(run.run()).root()))
        .map(run -> other(run, sealed.get(run.run())))
        .findFirst();
  }

  private static String other(Sealed run, RunSealed sealed) {
    return ("Run is not the one that was sealed: run=%s, root=%s, sealedRoot=%s."
            + " papertape verify RUN --root HASH says more.")
        .formatted(run.run(), run.root(), sealed.root());
  }
}
