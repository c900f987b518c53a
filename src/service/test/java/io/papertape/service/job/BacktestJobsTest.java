package io.papertape.service.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertape.service.job.JobRefused.Why;
import io.papertape.service.job.TestedStrategy.Gate;
import io.papertape.workspace.Workspace;
import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.experiment.RunTrial;
import io.papertape.workspace.ledger.Ledger;
import io.papertape.workspace.ledger.LedgerEvent.RunSealed;
import io.papertape.workspace.run.Backtest;
import io.papertape.workspace.run.RunPlan;
import io.papertape.workspace.run.RunProgress;
import io.papertape.workspace.run.Runs;
import io.papertape.workspace.store.DataSetWriter.Mode;
import io.papertape.workspace.store.DataStore;
import io.papertape.workspace.store.Resolution;
import io.papertape.workspace.synthetic.SyntheticMarket;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BacktestJobsTest {
  private static final JobLimits LIMITS = new JobLimits(1, 2, 3);

  @TempDir private Path home;
  private Workspace workspace;
  private final Gate gate = new Gate();
  private final List<String> notices = Collections.synchronizedList(new ArrayList<>());
  private final AtomicLong nanos = new AtomicLong();
  private BacktestJobs jobs;

  @BeforeEach
  void setUp() {
    workspace = new Workspace(home);
    new SyntheticMarket(1, 2, 200, Resolution.DAY)
        .generate(DataStore.in(workspace), "days", Mode.CREATE);
    jobs = jobs(LIMITS);
  }

  @AfterEach
  void letGo() throws InterruptedException {
    gate.opened().countDown();
    jobs.end();
  }

  private BacktestJobs jobs(JobLimits limits) {
    return new BacktestJobs(
        workspace,
        (folder, set) -> TestedStrategy.of(folder.getFileName().toString(), set, gate),
        _ -> {},
        limits,
        Clock.fixed(Instant.parse("2026-11-26T01:00:00Z"), ZoneOffset.UTC),
        () -> nanos.addAndGet(1_000_000),
        () -> {},
        notices::add);
  }

  private BacktestJob submit(String strategy, int number) {
    return submit(strategy, number, Optional.empty());
  }

  private BacktestJob submit(String strategy, int number, Optional<String> key) {
    RunRequest request =
        RunRequest.read("{\"strategy\":\"%s\",\"set\":{\"n\":%d}}".formatted(strategy, number));
    return jobs.submit(request, home.resolve(strategy), key);
  }

  private BacktestJob running() throws InterruptedException {
    BacktestJob job = submit("gated", 0);
    assertThat(gate.reached().await(30, TimeUnit.SECONDS)).isTrue();
    return job;
  }

  private static void until(BacktestJob job, JobState state) throws InterruptedException {
    for (int turn = 0; turn < 6_000 && job.state() != state; turn++) {
      Thread.sleep(5);
    }
    assertThat(job.state()).as("%s", job.reason()).isEqualTo(state);
  }

  private List<String> runs() throws IOException {
    Path folder = home.resolve("runs");
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> paths = Files.list(folder)) {
      return paths
          .map(path -> path.getFileName().toString())
          .filter(name -> !name.equals(".locks"))
          .sorted()
          .toList();
    }
  }

  private List<String> ledger() {
    return Ledger.in(workspace, _ -> {}).read().entries().stream()
        .map(entry -> ((RunSealed) entry.event()).run())
        .toList();
  }

  @Test
  void theRunIsThatOfABacktestToTheByte() throws Exception {
    BacktestJob job = submit("plain", 7);
    until(job, JobState.DONE);

    Path other = Files.createDirectory(home.resolve("other"));
    Workspace beside = new Workspace(other);
    new SyntheticMarket(1, 2, 200, Resolution.DAY)
        .generate(DataStore.in(beside), "days", Mode.CREATE);
    Path folder = home.resolve("plain");
    Backtest.Outcome outcome =
        new Backtest(beside)
            .run(
                RunPlan.of(TestedStrategy.of("plain", Map.of("n", "7"), gate)).from(folder),
                RunProgress.SILENT);
    RunTrial.record(beside, outcome); // as the command does
    assertThat(job.run()).contains(outcome.folder().id());
    assertThat(job.manifest()).contains(outcome.run().manifest().hash());
    assertThat(job.root()).contains(outcome.run().result().root());
    assertThat(job.status()).contains("complete");
    assertThat(job.wasThere()).contains(false);
    assertThat(job.progress().done()).isEqualTo(1);
    assertThat(job.progress().events()).isEqualTo(200);
    assertThat(ledger()).containsExactly(outcome.folder().id());
    try (Stream<Path> files = Files.list(outcome.folder().path())) {
      for (Path file : files.toList()) {
        assertThat(home.resolve("runs").resolve(job.run().get()).resolve(file.getFileName()))
            .hasSameBinaryContentAs(file);
      }
    }
    BacktestJob again = submit("plain", 7);
    until(again, JobState.DONE);
    assertThat(again.wasThere()).contains(true);
    assertThat(ledger()).hasSize(1);
  }

  @Test
  void aCancelledJobIsOverAtOnceThoughItHangsAndLeavesNothing() throws Exception {
    BacktestJob job = running();
    assertThat(runs()).hasSize(1).first().asString().startsWith(".draft-");

    jobs.cancel(job.id());
    assertThat(job.state()).isEqualTo(JobState.CANCELLED);
    assertThat(jobs.cancel(job.id()).state()).isEqualTo(JobState.CANCELLED);
    BacktestJob next = submit("plain", 1);
    assertThat(next.state()).isEqualTo(JobState.QUEUED);

    gate.opened().countDown();
    until(next, JobState.DONE);
    assertThat(job.state()).isEqualTo(JobState.CANCELLED);
    assertThat(runs()).containsExactly(".last", next.run().get());
    assertThat(ledger()).containsExactly(next.run().get());
    try (Stream<Path> trials = Files.list(home.resolve("trials"))) {
      long lines = 0;
      for (Path file : trials.filter(Files::isRegularFile).toList()) {
        lines += Files.readAllLines(file).size() - 1;
      }
      assertThat(lines).as("trials").isEqualTo(1);
    }
  }

  @Test
  void aJobThatWaitsIsCancelledAndNeverRuns() throws Exception {
    running();
    BacktestJob waiting = submit("plain", 1);
    BacktestJob after = submit("plain", 2);
    assertThat(jobs.before(after)).contains(1);

    jobs.cancel(waiting.id());

    assertThat(jobs.before(after)).contains(0);
    gate.opened().countDown();
    until(after, JobState.DONE);
    assertThat(waiting.state()).isEqualTo(JobState.CANCELLED);
    assertThat(waiting.run()).isEmpty();
    assertThat(jobs.list()).extracting(BacktestJob::id).startsWith(after.id(), waiting.id());
  }

  @Test
  void whatIsOverIsNotCancelled() throws Exception {
    BacktestJob job = submit("plain", 1);
    until(job, JobState.DONE);
    assertThatThrownBy(() -> jobs.cancel(job.id()))
        .hasMessage("Job cannot be cancelled: job=%s, state=done. It is over.".formatted(job.id()));
    assertThat(job.state()).isEqualTo(JobState.DONE);
    assertThatThrownBy(() -> jobs.cancel("none"))
        .hasMessage("No such job: id=none. GET /api/v1/jobs lists them.");
  }

  @Test
  void whatCannotRunIsSaidAtOnce() {
    RunRequest unknown = RunRequest.read("{\"strategy\":\"plain\",\"symbols\":[\"../x\"]}");
    assertThatThrownBy(() -> jobs.submit(unknown, home.resolve("plain"), Optional.empty()))
        .isInstanceOf(WorkspaceException.class)
        .hasMessageStartingWith("No such series: dataSet=days, symbol=../x, resolution=1d.");
    RunRequest late = RunRequest.read("{\"strategy\":\"plain\",\"from\":\"9999-01-01\"}");
    assertThatThrownBy(() -> jobs.submit(late, home.resolve("plain"), Optional.empty()))
        .isInstanceOf(WorkspaceException.class)
        .hasMessage("Day is out of range: from=9999-01-01. Use one of the years 1678 to 2261.");
    assertThat(jobs.list()).isEmpty();
  }

  @Test
  void asManyRunAndWaitAsMay() throws Exception {
    BacktestJob first = running();
    submit("plain", 1);
    submit("plain", 2);
    assertThat(refusal("plain", 3)).isEqualTo(Why.QUEUE_FULL);
    assertThatThrownBy(() -> submit("plain", 3))
        .hasMessage(
            "Too many jobs wait: running=1, waiting=2, most=2. Try again later, or cancel one.");
    jobs.cancel(first.id());
    assertThat(refusal("plain", 3)).isEqualTo(Why.UNAVAILABLE);
  }

  private Why refusal(String strategy, int number) {
    try {
      submit(strategy, number);
      throw new AssertionError("Taken: strategy=%s".formatted(strategy));
    } catch (JobRefused e) {
      return e.why();
    }
  }

  @Test
  void theSameKeyIsTheSameJobAndNoOther() throws Exception {
    BacktestJob job = submit("plain", 1, Optional.of("key"));
    assertThat(submit("plain", 1, Optional.of("key"))).isSameAs(job);
    assertThat(submit("plain", 1)).isNotSameAs(job);
    assertThatThrownBy(() -> submit("plain", 2, Optional.of("key")))
        .hasMessage(
            "Key was used for another request: Idempotency-Key=key, job=%s. Use a new one."
                .formatted(job.id()));
    until(job, JobState.DONE);
    jobs.end();
    jobs = jobs(LIMITS);
    jobs.recover();
    assertThat(submit("plain", 1, Optional.of("key")).id()).isEqualTo(job.id());
  }

  /// The port answers while sessions are still taken up, which may take minutes.
  @Test
  void jobsThatComeBeforeThoseOfAnEarlierProcessAreTakenUpAreLeftAlone() throws Exception {
    BacktestJob job = running();
    BacktestJob second = submit("plain", 1);
    jobs.recover();
    assertThat(jobs.find(job.id())).isSameAs(job);
    assertThat(jobs.find(second.id())).isSameAs(second);
    assertThat(job.state()).isEqualTo(JobState.RUNNING);
    assertThat(jobs.before(second)).contains(0);
    gate.opened().countDown();
    until(job, JobState.DONE);
    until(second, JobState.DONE);
  }

  @Test
  void jobsOfAnEarlierProcessAreThereForTheFirstWhoAsks() throws Exception {
    BacktestJob job = submit("plain", 1, Optional.of("key"));
    until(job, JobState.DONE);
    jobs.end();
    jobs = jobs(LIMITS);
    assertThat(submit("plain", 1, Optional.of("key")).id()).isEqualTo(job.id());
    jobs.end();
    jobs = jobs(LIMITS);
    assertThat(jobs.list()).extracting(BacktestJob::id).containsExactly(job.id());
    jobs.end();
    jobs = jobs(LIMITS);
    assertThat(jobs.find(job.id()).state()).isEqualTo(JobState.DONE);
  }

  @Test
  void oneThatFailsLeavesTheOthersAlone() throws Exception {
    BacktestJob failing = submit("failing", 1);
    BacktestJob next = submit("plain", 1);
    until(next, JobState.DONE);
    assertThat(failing.state()).isEqualTo(JobState.FAILED);
    assertThat(failing.status()).contains("failed");
    assertThat(failing.reason().orElseThrow())
        .startsWith("Strategy failed: run=%s, entry=".formatted(failing.run().get()))
        .contains("cause=java.lang.IllegalStateException: No more: bar=30.");
    assertThat(ledger()).contains(failing.run().get());
  }

  @Test
  void aRunThatWasThereAndDiffersFailsTheJob() throws Exception {
    BacktestJob job = submit("plain", 1);
    until(job, JobState.DONE);
    Path journal = home.resolve("runs").resolve(job.run().get()).resolve("journal.jsonl");
    String changed =
        Files.readString(journal).replaceFirst("\"kind\":\"order\"", "\"kind\":\"odd\"");
    assertThat(changed).contains("odd");
    Files.writeString(journal, changed);
    BacktestJob again = submit("plain", 1);
    until(again, JobState.FAILED);
    assertThat(again.reason().orElseThrow()).startsWith("Run was there and differs: run=");
    assertThat(journal).hasContent(changed);
  }

  @Test
  void whatAnEarlierProcessDidNotEndIsInterruptedAndItsDraftIsGone() throws Exception {
    BacktestJob done = submit("plain", 1);
    until(done, JobState.DONE);
    BacktestJob running = running();
    BacktestJob queued = submit("plain", 2);
    Path kept = Files.createDirectories(home.resolve("kept"));
    for (BacktestJob job : List.of(done, running, queued)) {
      Path file = home.resolve("jobs").resolve(job.id() + ".json");
      Files.copy(file, kept.resolve(file.getFileName()));
    }
    gate.opened().countDown();
    jobs.end();
    // The files as a killed process leaves them.
    try (Stream<Path> files = Files.list(kept)) {
      for (Path file : files.toList()) {
        Files.write(home.resolve("jobs").resolve(file.getFileName()), Files.readAllBytes(file));
      }
    }
    Path draft = Files.createDirectory(home.resolve("runs/.draft-" + running.run().get()));
    Files.writeString(draft.resolve("journal.jsonl"), "half");
    Files.writeString(home.resolve("jobs/odd.json"), "{");

    jobs = jobs(LIMITS);
    jobs.recover();

    assertThat(jobs.find(done.id()).state()).isEqualTo(JobState.DONE);
    for (BacktestJob job : List.of(running, queued)) {
      BacktestJob found = jobs.find(job.id());
      assertThat(found.state()).isEqualTo(JobState.INTERRUPTED);
      assertThat(found.reason())
          .contains(
              "The service ended while it was there. Send it again: the same run comes of it.");
    }
    assertThat(draft).doesNotExist();
    assertThat(notices)
        .contains("Removed an unfinished run: run=" + running.run().get())
        .anyMatch(line -> line.startsWith("Job cannot be read: file="));
    assertThat(jobs.list()).hasSize(3);
  }

  @Test
  void endingInterruptsWhatRunsAndTakesNothingMore() throws Exception {
    BacktestJob job = running();
    BacktestJob waiting = submit("plain", 1);
    gate.opened().countDown();
    jobs.end();
    assertThat(List.of(job.state(), waiting.state()))
        .doesNotContain(JobState.QUEUED, JobState.RUNNING);
    assertThat(waiting.state()).isEqualTo(JobState.INTERRUPTED);
    assertThat(refusal("plain", 2)).isEqualTo(Why.UNAVAILABLE);
    String file =
        Files.readString(
            home.resolve("jobs").resolve(waiting.id() + ".json"), StandardCharsets.UTF_8);
    assertThat(file).contains("\"state\" : \"interrupted\"");
  }

  @Test
  void onlySoManyAreRemembered() throws Exception {
    for (int i = 0; i < 5; i++) {
      until(submit("plain", i), JobState.DONE);
    }
    assertThat(jobs.list()).hasSize(4);
    try (Stream<Path> files = Files.list(home.resolve("jobs"))) {
      assertThat(files.toList()).hasSize(4);
    }
    assertThat(Runs.in(workspace).ids()).hasSize(5);
  }

  @Test
  void dataThatDoNotFitBesideTheSessionsAreRefused() {
    assertThatThrownBy(
            () ->
                LIMITS.requireMemory(
                    workspace, TestedStrategy.of("plain", Map.of(), gate).data(), 30_000))
        .isInstanceOf(WorkspaceException.class)
        .hasMessage(
            "Data do not fit beside the sessions: bars=200, megabytes=0, heapMegabytes=0."
                + " Run it by papertape backtest, or choose fewer symbols.");
    LIMITS.requireMemory(workspace, TestedStrategy.of("plain", Map.of(), gate).data(), 40_001);
  }
}
