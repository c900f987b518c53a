package io.papertape.service.job;

import io.papertape.journal.Sha256;
import io.papertape.service.job.JobRefused.Why;
import io.papertape.workspace.Workspace;
import io.papertape.workspace.run.RunPlan;
import io.papertape.workspace.run.Runs;
import io.papertape.workspace.store.DataSet;
import io.papertape.workspace.store.DataStore;
import io.papertape.workspace.strategy.DataSelection;
import io.papertape.workspace.strategy.StrategyLoader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// The backtests of a workspace that were asked for: a bounded queue, and a bounded number that
/// run at a time, each on a thread of its own with the lowest priority there is.
public final class BacktestJobs {
  private static final int ID_DIGITS = 16;
  private static final long LET_GO_MILLIS = 2_000;
  private static final String AGAIN = " Send it again: the same run comes of it.";

  private final Workspace workspace;
  private final StrategyLoader loader;
  private final Consumer<String> samples;
  private final JobLimits limits;
  private final Clock clock;
  private final LongSupplier ticker;
  private final JobFiles files;
  private final JobThread.Surroundings surroundings;
  private final Map<String, BacktestJob> jobs = new LinkedHashMap<>();
  private final Deque<BacktestJob> waiting = new ArrayDeque<>();
  private final List<BacktestJob> running = new ArrayList<>();
  private long count;
  private boolean isRecovered;
  private boolean isEnding;

  /// @param samples provides a data set that comes with the project, if it is one
  /// @param ticker  steady nanoseconds of the process
  /// @param sealed  called when a run is there, before its job says so
  /// @param notices takes a sentence for the log
  public BacktestJobs(
      Workspace workspace,
      StrategyLoader loader,
      Consumer<String> samples,
      JobLimits limits,
      Clock clock,
      LongSupplier ticker,
      Runnable sealed,
      Consumer<String> notices) {
    this.workspace = workspace;
    this.loader = loader;
    this.samples = samples;
    this.limits = limits;
    this.clock = clock;
    this.ticker = ticker;
    files = new JobFiles(workspace);
    surroundings = new JobThread.Surroundings(workspace, clock, sealed, notices);
  }

  /// Takes up what is on disk: what an earlier process did not end is interrupted, and what it
  /// left of runs is removed. Done once, before the first job is taken, asked for or listed: the
  /// port may be open already.
  public synchronized void recover() {
    if (isRecovered) {
      return;
    }
    Runs.in(workspace)
        .dropDrafts()
        .forEach(
            run ->
                surroundings.notices().accept("Removed an unfinished run: run=%s".formatted(run)));
    List<JobRecord> found = new ArrayList<>(files.all(surroundings.notices()));
    found.sort(Comparator.comparing(JobRecord::submitted).thenComparing(JobRecord::id));
    for (JobRecord one : found) {
      BacktestJob job = BacktestJob.found(one, this::keep);
      jobs.put(one.id(), job);
      if (!one.state().isOver()) {
        job.withdraw(
            JobState.INTERRUPTED, clock.instant(), "The service ended while it was there." + AGAIN);
      }
    }
    isRecovered = true;
  }

  /// All there are, the last submitted first.
  public synchronized List<BacktestJob> list() {
    recover();
    return List.copyOf(new ArrayList<>(jobs.values()).reversed());
  }

  /// @throws JobRefused if there is none
  public synchronized BacktestJob find(String id) {
    recover();
    BacktestJob job = jobs.get(id);
    if (job == null) {
      throw new JobRefused(
          Why.UNKNOWN, "No such job: id=%s. GET /api/v1/jobs lists them.".formatted(id));
    }
    return job;
  }

  /// How many are before it; empty unless it waits.
  public synchronized Optional<Integer> before(BacktestJob job) {
    int place = new ArrayList<>(waiting).indexOf(job);
    return place < 0 ? Optional.empty() : Optional.of(place);
  }

  /// Takes a request, or gives the job that was made of it before.
  ///
  /// @param folder of the strategy
  /// @param key    of the client: the same key is the same job
  /// @throws JobRefused if none can be taken
  public BacktestJob submit(RunRequest request, Path folder, Optional<String> key) {
    synchronized (this) {
      recover();
      Optional<BacktestJob> known = known(request, key);
      if (known.isPresent()) {
        return known.get();
      }
      requireRoom();
    }
    // Loading may compile: nobody else waits for that.
    RunPlan plan = plan(request, folder);
    synchronized (this) {
      Optional<BacktestJob> known = known(request, key);
      if (known.isPresent()) {
        return known.get();
      }
      requireRoom();
      Instant now = clock.instant();
      JobRecord record = JobRecord.queued(id(request, now), request, key, now);
      files.write(record);
      BacktestJob job = BacktestJob.queued(record, plan, this::keep, ticker);
      jobs.put(job.id(), job);
      waiting.add(job);
      forgetOldest();
      next();
      return job;
    }
  }

  private RunPlan plan(RunRequest request, Path folder) {
    var strategy = loader.load(folder, request.choices().set());
    samples.accept(request.choices().data().orElse(strategy.data().dataSet()));
    RunPlan plan = request.choices().apply(RunPlan.of(strategy).from(folder), workspace);
    requireSeries(plan.data());
    limits.requireMemory(workspace, plan.data(), Runtime.getRuntime().maxMemory());
    return plan;
  }

  private void requireSeries(DataSelection selection) {
    DataSet set = DataStore.in(workspace).get(selection.dataSet());
    selection.symbols().forEach(symbol -> set.get(symbol, selection.resolution()));
  }

  private Optional<BacktestJob> known(RunRequest request, Optional<String> key) {
    if (key.isEmpty()) {
      return Optional.empty();
    }
    Optional<BacktestJob> known =
        jobs.values().stream().filter(job -> job.record().key().equals(key)).findFirst();
    known
        .filter(job -> !job.request().hash().equals(request.hash()))
        .ifPresent(
            job -> {
              throw new JobRefused(
                  Why.OTHER_REQUEST,
                  "Key was used for another request: Idempotency-Key=%s, job=%s. Use a new one."
                      .formatted(key.get(), job.id()));
            });
    return known;
  }

  private void requireRoom() {
    if (isEnding) {
      throw new JobRefused(
          Why.UNAVAILABLE, "Service is ending: it takes no jobs. Send it again when it is back.");
    }
    long stuck = running.stream().filter(job -> job.state().isOver()).count();
    if (stuck >= limits.parallel() && waiting.size() >= limits.waiting()) {
      throw new JobRefused(
          Why.UNAVAILABLE,
          ("No job can run: cancelledButNotLetGo=%d, parallel=%d. A strategy hangs; if it does not"
                  + " end, start the service again.")
              .formatted(stuck, limits.parallel()));
    }
    boolean startsAtOnce = running.size() < limits.parallel() && waiting.isEmpty();
    if (!startsAtOnce && waiting.size() >= limits.waiting()) {
      throw new JobRefused(
          Why.QUEUE_FULL,
          "Too many jobs wait: running=%d, waiting=%d, most=%d. Try again later, or cancel one."
              .formatted(running.size(), waiting.size(), limits.waiting()));
    }
  }

  /// A job goes on although its file cannot be written: then a restart shows it as interrupted.
  private void keep(JobRecord job) {
    try {
      files.write(job);
    } catch (UncheckedIOException e) {
      surroundings
          .notices()
          .accept("Job is not on disk: job=%s, cause=%s".formatted(job.id(), e.getCause()));
    }
  }

  private String id(RunRequest request, Instant now) {
    String text = request.hash() + " " + now + " " + count++ + " " + jobs.size();
    return Sha256.hex(text.getBytes(StandardCharsets.UTF_8)).substring(0, ID_DIGITS);
  }

  private void forgetOldest() {
    List<BacktestJob> over = jobs.values().stream().filter(job -> job.state().isOver()).toList();
    for (BacktestJob job : over.subList(0, Math.max(0, over.size() - limits.kept()))) {
      jobs.remove(job.id());
      files.delete(job.id());
    }
  }

  /// Lets those run whose turn it is.
  private synchronized void next() {
    while (!isEnding && running.size() < limits.parallel() && !waiting.isEmpty()) {
      BacktestJob job = waiting.remove();
      running.add(job);
      new JobThread(job, surroundings, () -> hasLetGo(job)).start();
    }
  }

  private synchronized void hasLetGo(BacktestJob job) {
    running.remove(job);
    next();
    notifyAll();
  }

  /// Cancels a job, waiting or running, at once: it will leave nothing. Cancelling again changes
  /// nothing.
  ///
  /// @throws JobRefused if there is none, or it is over
  public BacktestJob cancel(String id) {
    BacktestJob job = find(id);
    job.withdraw(JobState.CANCELLED, clock.instant(), "Cancelled by the operator.");
    synchronized (this) {
      waiting.remove(job);
    }
    return job;
  }

  /// Interrupts all there are, because the process is about to end.
  public synchronized void end() throws InterruptedException {
    isEnding = true;
    List<BacktestJob> all = new ArrayList<>(waiting);
    all.addAll(running);
    waiting.clear();
    for (BacktestJob job : all) {
      try {
        job.withdraw(JobState.INTERRUPTED, clock.instant(), "The service was stopped." + AGAIN);
      } catch (JobRefused _) {
        // It is being sealed: that takes a moment, and is waited for.
      }
    }
    long until = ticker.getAsLong() + LET_GO_MILLIS * 1_000_000;
    while (!running.isEmpty() && ticker.getAsLong() < until) {
      wait(LET_GO_MILLIS / 40);
    }
  }
}
