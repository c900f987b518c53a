package io.papertape.service.rest;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.papertape.service.job.BacktestJob;
import io.papertape.service.job.JobProgress;
import io.papertape.service.job.JobState;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// A backtest that was asked for, as it stands.
@Schema(name = "Job")
public record JobView(
    @Schema(description = "Id of the job", examples = "0a1b2c3d4e5f6071") String id,
    @Schema(
            description = "queued, running, done, failed, cancelled or interrupted",
            examples = "running")
        String state,
    @Schema(description = "Why it failed, was cancelled or interrupted") Optional<String> reason,
    @JsonRawValue
        @Schema(type = SchemaType.OBJECT, description = "The request, without what it left out")
        String request,
    @Schema(description = "When it was taken") Instant submitted,
    @Schema(description = "When its turn came") Optional<Instant> began,
    @Schema(description = "When it ended") Optional<Instant> ended,
    @Schema(description = "Of one that waits: how many are before it", examples = "0")
        Optional<Integer> before,
    @Schema(description = "How far it is") Progress progress,
    @Schema(description = "Id of its run, as soon as it is known", examples = "5f2b8c0d11e2a3f4")
        Optional<String> run,
    @Schema(description = "Where the run is, once it is there") Optional<String> result,
    @Schema(description = "How the run ended: complete, failed or ruined", examples = "complete")
        Optional<String> status,
    @Schema(description = "SHA-256 of the run's manifest, 64 hex digits") Optional<String> manifest,
    @Schema(description = "Merkle root of the run's journal, 64 hex digits") Optional<String> root,
    @Schema(description = "Whether the run was there already, and was made again and compared")
        Optional<Boolean> wasThere) {

  /// How far a job is.
  @Schema(name = "JobProgress", description = "How far it is")
  public record Progress(
      @Schema(
              description = "waiting, loading, simulating, reporting or over",
              examples = "simulating")
          String phase,
      @Schema(
              description = "Share of the time of its data that is simulated, 0 to 1",
              examples = "0.42")
          double done,
      @Schema(description = "Bars, quotes or trade ticks simulated so far", examples = "420000")
          long events,
      @Schema(description = "Since the simulation began; absent before there is news of it")
          Optional<Long> eventsPerSecond,
      @Schema(description = "Of the simulation, at that rate; figures and report come after it")
          Optional<Double> secondsLeft) {
    private static final double THOUSAND = 1_000;

    static Progress of(JobProgress progress) {
      return new Progress(
          progress.phase().name().toLowerCase(Locale.ROOT),
          rounded(progress.done()),
          progress.events(),
          progress.eventsPerSecond().map(Math::round),
          progress.secondsLeft().map(Progress::rounded));
    }

    private static double rounded(double value) {
      return Math.rint(value * THOUSAND) / THOUSAND;
    }
  }

  static JobView of(BacktestJob job, Optional<Integer> before) {
    return new JobView(
        job.id(),
        job.state().word(),
        job.reason(),
        job.request().json().toString(),
        job.submitted(),
        job.began(),
        job.ended(),
        job.state() == JobState.QUEUED ? before : Optional.empty(),
        Progress.of(job.progress()),
        job.run(),
        job.status().flatMap(_ -> job.run()).map(run -> "/api/v1/runs/" + run),
        job.status(),
        job.manifest(),
        job.root(),
        job.wasThere());
  }
}
