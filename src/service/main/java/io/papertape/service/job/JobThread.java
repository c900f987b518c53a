package io.papertape.service.job;

import io.papertape.live.transport.LowPriority;
import io.papertape.workspace.Workspace;
import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.experiment.RunTrial;
import io.papertape.workspace.run.Backtest;
import io.papertape.workspace.run.RunLedger;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/// The thread of one job, which makes the run as `papertape backtest` does.
final class JobThread {
  /// Somebody else who is making the same run is waited for; a job can be cancelled meanwhile.
  private static final Duration PATIENCE = Duration.ofDays(1);

  private final BacktestJob job;
  private final Surroundings surroundings;
  private final Runnable letGo;

  /// What all jobs have in common.
  ///
  /// @param sealed  called when a run is there, before its job says so
  /// @param notices takes a sentence for the log
  record Surroundings(
      Workspace workspace, Clock clock, Runnable sealed, Consumer<String> notices) {}

  /// @param letGo called last, on the thread
  JobThread(BacktestJob job, Surroundings surroundings, Runnable letGo) {
    this.job = job;
    this.surroundings = surroundings;
    this.letGo = letGo;
  }

  void start() {
    Thread.ofPlatform().daemon().name("job-" + job.id()).start(this::run);
  }

  private void run() {
    try {
      LowPriority.take()
          .ifPresent(
              why ->
                  surroundings
                      .notices()
                      .accept(
                          "Job runs at normal priority: job=%s, cause=%s"
                              .formatted(job.id(), why)));
      if (job.begin(Thread.currentThread(), surroundings.clock().instant())) {
        make();
      }
    } catch (RuntimeException | Error e) {
      fail(e);
    } finally {
      job.letGo();
      letGo.run();
    }
  }

  private void make() {
    Backtest.Outcome outcome =
        new Backtest(surroundings.workspace(), PATIENCE).run(job.plan(), job.listener());
    RunLedger.record(
        surroundings.workspace(), outcome, surroundings.clock(), surroundings.notices());
    if (outcome.failedSeq() < 0) {
      RunTrial.record(surroundings.workspace(), outcome);
    }
    surroundings.sealed().run();
    BacktestJob.Ending ending = BacktestJob.Ending.of(outcome);
    end(ending.state(), ending.reason(), Optional.of(JobRecord.Sealed.of(outcome)));
  }

  /// A job that was withdrawn breaks off somehow, and how is nobody's concern.
  private void fail(Throwable e) {
    if (job.state().isOver()) {
      return;
    }
    boolean isExpected = e instanceof WorkspaceException || e instanceof UncheckedIOException;
    if (e instanceof OutOfMemoryError) {
      end(
          JobState.FAILED,
          Optional.of("Memory did not do. Run it by papertape backtest, or choose fewer symbols."),
          Optional.empty());
      return;
    }
    if (!isExpected) {
      surroundings.notices().accept("Job failed: job=%s, cause=%s".formatted(job.id(), e));
    }
    String why = isExpected ? String.valueOf(e.getMessage()) : e.toString();
    end(JobState.FAILED, Optional.of(why), Optional.empty());
  }

  private void end(JobState how, Optional<String> why, Optional<JobRecord.Sealed> result) {
    job.end(how, surroundings.clock().instant(), why, result);
  }
}
