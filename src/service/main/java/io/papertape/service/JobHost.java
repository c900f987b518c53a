package io.papertape.service;

import io.papertape.service.job.BacktestJobs;
import io.papertape.service.job.JobLimits;
import io.papertape.service.projection.Projection;
import io.papertape.workspace.Workspace;
import io.papertape.workspace.csv.BundledSamples;
import io.papertape.workspace.strategy.StrategyFolder;
import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Makes the place where backtests run that were asked for.
@ApplicationScoped
class JobHost {
  @Produces
  @Singleton
  BacktestJobs jobs(
      Workspace workspace,
      Projection projection,
      @ConfigProperty(name = "papertape.root") Optional<String> root,
      @ConfigProperty(name = "papertape.jobs.parallel") int parallel,
      @ConfigProperty(name = "papertape.jobs.waiting") int waiting,
      @ConfigProperty(name = "papertape.jobs.kept") int kept) {
    return new BacktestJobs(
        workspace,
        new StrategyFolder(workspace),
        samples(workspace, root),
        new JobLimits(parallel, waiting, kept),
        Clock.systemUTC(),
        System::nanoTime,
        projection::lookAgain,
        Log::warn);
  }

  private static Consumer<String> samples(Workspace workspace, Optional<String> root) {
    return name ->
        root.ifPresent(
            place ->
                new BundledSamples(Path.of(place)).provide(workspace, name).ifPresent(Log::info));
  }

  void end(@Observes ShutdownEvent event, BacktestJobs jobs) throws InterruptedException {
    jobs.end();
  }
}
