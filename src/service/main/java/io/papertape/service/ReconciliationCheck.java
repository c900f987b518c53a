package io.papertape.service;

import io.papertape.live.transport.LowPriority;
import io.papertape.service.projection.ProjectionFault;
import io.papertape.service.projection.Reconciliation;
import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/// Says whether the projection is what the journals say, with counts and the first difference.
///
/// That reads every journal, so it is done in the background, at the lowest priority, and the last
/// finding is given with its age: nobody who asks for the health of sessions waits for it.
@Wellness
@ApplicationScoped
class ReconciliationCheck implements HealthCheck {
  private static final long SECOND = 1_000_000_000L;

  private final Reconciliation reconciliation;
  private final Optional<String> madeAnew;
  private final LatestFinding<Supplier<HealthCheckResponseBuilder>> latest;

  ReconciliationCheck(
      Reconciliation reconciliation,
      @ConfigProperty(name = "papertape.reconciliation.keep-seconds") long keepSeconds,
      @ConfigProperty(name = "papertape.reconciliation.patience-millis") long patienceMillis,
      @ConfigProperty(name = ProjectionDatabase.MADE_ANEW) Optional<String> madeAnew) {
    this.reconciliation = reconciliation;
    this.madeAnew = madeAnew;
    latest =
        new LatestFinding<>(
            this::compare,
            ReconciliationCheck::inBackground,
            Duration.ofSeconds(keepSeconds),
            Duration.ofMillis(patienceMillis),
            System::nanoTime);
  }

  private static void inBackground(Runnable task) {
    Thread.ofPlatform()
        .daemon()
        .name("reconciliation")
        .start(
            () -> {
              LowPriority.take();
              task.run();
            });
  }

  @Override
  public HealthCheckResponse call() {
    try {
      return latest
          .get()
          .map(
              found ->
                  found
                      .what()
                      .get()
                      .withData("ageSeconds", (System.nanoTime() - found.endNanos()) / SECOND)
                      .build())
          .orElseGet(() -> andMadeAnew(named().up().withData("finding", "none yet")).build());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while journals are compared.", e);
    }
  }

  private static HealthCheckResponseBuilder named() {
    return HealthCheckResponse.named("reconciliation");
  }

  private Supplier<HealthCheckResponseBuilder> compare() {
    try {
      Reconciliation.Finding finding = reconciliation.compare();
      return () -> found(finding, named());
    } catch (RuntimeException e) {
      String problem = ProjectionFault.of(e, "db").orElseGet(e::toString);
      return () -> named().down().withData("problem", problem);
    }
  }

  private HealthCheckResponseBuilder andMadeAnew(HealthCheckResponseBuilder answer) {
    madeAnew.ifPresent(what -> answer.withData("madeAnew", what));
    return answer;
  }

  private HealthCheckResponseBuilder found(
      Reconciliation.Finding finding, HealthCheckResponseBuilder answer) {
    answer
        .status(finding.isClean())
        .withData("runs", finding.runs())
        .withData("brokenRuns", finding.brokenRuns())
        .withData("differences", finding.differences());
    finding.rows().forEach(answer::withData);
    andMadeAnew(answer);
    finding.firstDifference().ifPresent(what -> answer.withData("firstDifference", what));
    return answer;
  }
}
