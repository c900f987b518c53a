package io.papertape.service.job;

import io.papertape.service.job.JobProgress.Phase;
import io.papertape.service.job.JobRefused.Why;
import io.papertape.workspace.run.Backtest;
import io.papertape.workspace.run.RunPlan;
import io.papertape.workspace.run.RunProgress;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// One backtest that was asked for. Safe for several threads: its own, and those that look at it
/// or cancel it.
///
/// Cancelling decides at once: from then on nothing of the run can be kept, even if its thread
/// hangs in the strategy. The thread lets go at its next look.
public final class BacktestJob {
  private final Optional<RunPlan> plan;
  private final Consumer<JobRecord> keeper;
  private final LongSupplier ticker;
  private JobRecord record;
  private Optional<Thread> thread = Optional.empty();
  private boolean isKeeping;
  private Phase phase = Phase.WAITING;
  private long firstNanos;
  private long lastNanos;
  private long events;
  private long simulatedFrom;
  private double done;
  private double seconds;

  /// Stops a run whose job was withdrawn.
  private static final class Withdrawn extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Withdrawn(String job) {
      super("Job was withdrawn: job=%s.".formatted(job), null, false, false);
    }
  }

  private BacktestJob(
      JobRecord record, Optional<RunPlan> plan, Consumer<JobRecord> keeper, LongSupplier ticker) {
    this.record = record;
    this.plan = plan;
    this.keeper = keeper;
    this.ticker = ticker;
  }

  /// @param keeper makes a state durable, before anybody sees it
  /// @param ticker steady nanoseconds, for the rate
  static BacktestJob queued(
      JobRecord record, RunPlan plan, Consumer<JobRecord> keeper, LongSupplier ticker) {
    return new BacktestJob(record, Optional.of(plan), keeper, ticker);
  }

  /// One from the file of an earlier process.
  static BacktestJob found(JobRecord record, Consumer<JobRecord> keeper) {
    return new BacktestJob(record, Optional.empty(), keeper, () -> 0);
  }

  private void keep(JobRecord next) {
    keeper.accept(next);
    record = next;
  }

  public String id() {
    return record().id();
  }

  public RunRequest request() {
    return record().request();
  }

  public JobState state() {
    return record().state();
  }

  public Instant submitted() {
    return record().submitted();
  }

  public Optional<Instant> began() {
    return record().began();
  }

  public Optional<Instant> ended() {
    return record().ended();
  }

  /// Why it did not come to a run that is as it should be.
  public Optional<String> reason() {
    return record().reason();
  }

  /// Id of its run, as soon as it is known; whether the run is there, [#result] says.
  public Optional<String> run() {
    return record().run();
  }

  Optional<JobRecord.Sealed> sealed() {
    return record().result();
  }

  /// Status of the run, `complete`, `failed` or `ruined`, if one came of it.
  public Optional<String> status() {
    return sealed().map(JobRecord.Sealed::status);
  }

  public Optional<String> manifest() {
    return sealed().map(JobRecord.Sealed::manifest);
  }

  public Optional<String> root() {
    return sealed().map(JobRecord.Sealed::root);
  }

  public Optional<Boolean> wasThere() {
    return sealed().map(JobRecord.Sealed::wasThere);
  }

  synchronized JobRecord record() {
    return record;
  }

  RunPlan plan() {
    return plan.orElseThrow();
  }

  public synchronized JobProgress progress() {
    long told = Math.round(done * events);
    boolean hasRate = done > 0 && seconds > 0;
    boolean isUnderWay = phase == Phase.SIMULATING && !record.state().isOver();
    return new JobProgress(
        record.state().isOver() ? Phase.OVER : phase,
        done,
        told,
        hasRate ? Optional.of(told / seconds) : Optional.empty(),
        hasRate && isUnderWay ? Optional.of(seconds * (1 - done) / done) : Optional.empty());
  }

  /// Its turn has come.
  ///
  /// @return false if it was cancelled before
  synchronized boolean begin(Thread its, Instant now) {
    if (record.state() != JobState.QUEUED) {
      return false;
    }
    thread = Optional.of(its);
    keep(record.running(now));
    phase = Phase.LOADING;
    return true;
  }

  /// Ends it without a run, at once.
  ///
  /// @param how cancelled or interrupted
  synchronized void withdraw(JobState how, Instant now, String why) {
    if (record.state() == how) {
      return;
    }
    if (record.state().isOver() || isKeeping) {
      throw new JobRefused(
          Why.TOO_LATE,
          "Job cannot be cancelled: job=%s, state=%s. It %s."
              .formatted(
                  record.id(),
                  record.state().word(),
                  record.state().isOver() ? "is over" : "is being sealed"));
    }
    keep(record.over(how, now, Optional.of(why), Optional.empty()));
    thread.ifPresent(Thread::interrupt);
  }

  /// Its end, unless it was withdrawn.
  synchronized void end(
      JobState how, Instant now, Optional<String> why, Optional<JobRecord.Sealed> result) {
    if (record.state() == JobState.RUNNING) {
      keep(record.over(how, now, why, result));
    }
  }

  /// Its thread has let go: it is not interrupted any more.
  synchronized void letGo() {
    thread = Optional.empty();
  }

  /// Hears of the run as it is made, and ends it once the job was withdrawn.
  RunProgress listener() {
    return new Listener();
  }

  private final class Listener implements RunProgress {
    @Override
    public void isOf(String run) {
      synchronized (BacktestJob.this) {
        requireWanted();
        record = record.of(run);
      }
    }

    @Override
    public void starts(long first, long last, long count) {
      synchronized (BacktestJob.this) {
        phase = Phase.SIMULATING;
        firstNanos = first;
        lastNanos = last;
        events = count;
        simulatedFrom = ticker.getAsLong();
      }
    }

    @Override
    public void reached(long nanos) {
      synchronized (BacktestJob.this) {
        requireWanted();
        double part = (double) (nanos - firstNanos) / Math.max(1, lastNanos - firstNanos);
        advance(Math.clamp(part, 0, 1));
      }
    }

    @Override
    public void isSimulated() {
      synchronized (BacktestJob.this) {
        requireWanted();
        phase = Phase.REPORTING;
        advance(1);
      }
    }

    @Override
    public void keeps() {
      synchronized (BacktestJob.this) {
        requireWanted();
        advance(1);
        isKeeping = true;
      }
    }

    private void advance(double part) {
      if (done < 1) {
        done = part;
        seconds = (ticker.getAsLong() - simulatedFrom) / 1e9;
      }
    }

    private void requireWanted() {
      if (record.state() != JobState.RUNNING) {
        throw new Withdrawn(record.id());
      }
    }
  }

  /// How a run came out, in the words of the job.
  record Ending(JobState state, Optional<String> reason) {
    static Ending of(Backtest.Outcome outcome) {
      if (outcome.parting().isPresent()) {
        return failed(
            "Run was there and differs: run=%s, at=%s. papertape verify %s tells why."
                .formatted(outcome.folder().id(), outcome.parting().get(), outcome.folder().id()));
      }
      if (outcome.failedSeq() >= 0) {
        return failed(
            ("Strategy failed: run=%s, entry=%d, cause=%s. GET /api/v1/runs/%s/explain/%d shows"
                    + " the entry.")
                .formatted(
                    outcome.folder().id(),
                    outcome.failedSeq(),
                    outcome.result().path("failure").asText().replaceAll("\\R\\s*", " "),
                    outcome.folder().id(),
                    outcome.failedSeq()));
      }
      return new Ending(JobState.DONE, Optional.empty());
    }

    private static Ending failed(String why) {
      return new Ending(JobState.FAILED, Optional.of(why));
    }
  }
}
