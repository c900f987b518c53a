package io.papertape.service;

import io.papertape.service.projection.ProjectionFault;
import io.papertape.service.projection.Reconciliation;
import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/// Says whether the projection is what the journals say, with counts and the first difference.
///
/// It reads every journal, so an answer is given again for a while instead of computed anew.
@Wellness
@ApplicationScoped
class ReconciliationCheck implements HealthCheck {
  private final Reconciliation reconciliation;
  private final long keepNanos;
  private final Optional<String> madeAnew;
  private Optional<HealthCheckResponse> kept = Optional.empty();
  private long madeNanos;

  ReconciliationCheck(
      Reconciliation reconciliation,
      @ConfigProperty(name = "papertape.reconciliation.keep-seconds") long keepSeconds,
      @ConfigProperty(name = ProjectionDatabase.MADE_ANEW) Optional<String> madeAnew) {
    this.reconciliation = reconciliation;
    this.madeAnew = madeAnew;
    keepNanos = TimeUnit.SECONDS.toNanos(keepSeconds);
  }

  @Override
  public synchronized HealthCheckResponse call() {
    if (kept.isEmpty() || System.nanoTime() - madeNanos >= keepNanos) {
      kept = Optional.of(compare());
      madeNanos = System.nanoTime();
    }
    return kept.get();
  }

  private HealthCheckResponse compare() {
    HealthCheckResponseBuilder answer = HealthCheckResponse.named("reconciliation");
    try {
      return found(reconciliation.compare(), answer);
    } catch (RuntimeException e) {
      return answer
          .down()
          .withData("problem", ProjectionFault.of(e, "db").orElseThrow(() -> e))
          .build();
    }
  }

  private HealthCheckResponse found(
      Reconciliation.Finding finding, HealthCheckResponseBuilder answer) {
    answer
        .status(finding.isClean())
        .withData("runs", finding.runs())
        .withData("brokenRuns", finding.brokenRuns())
        .withData("differences", finding.differences());
    finding.rows().forEach(answer::withData);
    madeAnew.ifPresent(what -> answer.withData("madeAnew", what));
    finding.firstDifference().ifPresent(what -> answer.withData("firstDifference", what));
    return answer.build();
  }
}
