package io.papertape.service;

import io.papertape.live.session.SessionFolder;
import io.papertape.service.projection.ProjectionFault;
import io.papertape.service.projection.RunFolder;
import io.papertape.service.projection.StoredRun;
import io.papertape.workspace.Workspace;
import io.papertape.workspace.ledger.Ledger;
import io.papertape.workspace.ledger.LedgerContent;
import io.papertape.workspace.ledger.LedgerEntry;
import io.papertape.workspace.ledger.LedgerEvent.RunSealed;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/// Says whether the ledger's chain holds, and whether the runs are those that it says were sealed.
///
/// A sealed run whose folder is gone is counted and not held against anybody: its owner may have
/// removed it.
@Wellness
@ApplicationScoped
class LedgerCheck implements HealthCheck {
  private final Workspace workspace;

  LedgerCheck(Workspace workspace) {
    this.workspace = workspace;
  }

  @Override
  public HealthCheckResponse call() {
    LedgerContent content = Ledger.in(workspace, _ -> {}).read();
    Map<String, RunSealed> sealed = new LinkedHashMap<>();
    for (LedgerEntry entry : content.entries()) {
      if (entry.event() instanceof RunSealed run) {
        sealed.put(run.run(), run);
      }
    }
    Optional<String> problem =
        content.fault().map("Ledger is broken: %s"::formatted).or(() -> firstOther(sealed));
    HealthCheckResponseBuilder answer =
        HealthCheckResponse.named("ledger")
            .status(problem.isEmpty())
            .withData("entries", content.entries().size())
            .withData("runsGone", sealed.keySet().stream().filter(this::isGone).count());
    problem.ifPresent(text -> answer.withData("problem", text));
    return answer.build();
  }

  private boolean isGone(String run) {
    return Files.notExists(RunFolder.of(workspace, run).path())
        && Files.notExists(SessionFolder.root(workspace).resolve(run));
  }

  /// The first run that the projection has with another root than the one sealed last; a broken
  /// run has none, and the reconciliation names it.
  private static Optional<String> firstOther(Map<String, RunSealed> sealed) {
    try {
      return QuarkusTransaction.requiringNew()
          .call(
              () ->
                  StoredRun.<StoredRun>listAll().stream()
                      .filter(run -> run.root != null && sealed.containsKey(run.id))
                      .filter(run -> !run.root.equals(sealed.get(run.id).root()))
                      .map(run -> other(run, sealed.get(run.id)))
                      .findFirst());
    } catch (RuntimeException e) {
      return Optional.of(ProjectionFault.of(e, "db").orElseThrow(() -> e));
    }
  }

  private static String other(StoredRun run, RunSealed sealed) {
    return ("Run is not the one that was sealed: run=%s, root=%s, sealedRoot=%s."
            + " papertape verify RUN --root HASH says more.")
        .formatted(run.id, run.root, sealed.root());
  }
}
