package io.papertape.workspace.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.papertape.workspace.DurableFiles;
import io.papertape.workspace.Workspace;
import io.papertape.workspace.WriteLock;
import io.papertape.workspace.report.ReportInput;
import io.papertape.workspace.strategy.LoadedStrategy;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Runs a plan over stored data and leaves a run folder: all of it, or nothing.
///
/// The run's id follows from its manifest. A run that is there already is made again and
/// compared, byte for byte, and never overwritten.
///
/// ```java
/// Backtest.Outcome outcome =
///     new Backtest(workspace).run(RunPlan.of(strategy), RunProgress.SILENT);
/// ```
public final class Backtest {
  private final Workspace workspace;
  private final Runs runs;
  private final Duration patience;

  public Backtest(Workspace workspace) {
    this(workspace, WriteLock.PATIENCE);
  }

  /// @param patience how long it waits for somebody else who is making the same run
  public Backtest(Workspace workspace, Duration patience) {
    this.workspace = workspace;
    this.patience = patience;
    runs = Runs.in(workspace);
  }

  /// What a backtest did.
  ///
  /// @param result    content of `result.json`
  /// @param wasThere  true if the run existed and was compared instead of written
  /// @param parting   what differs from the run that was there: a file, or an entry of the
  ///      journal
  /// @param failedSeq the entry at which the strategy failed; −1 if it did not
  public record Outcome(
      RunFolder folder,
      JsonNode result,
      FinishedRun run,
      boolean wasThere,
      Optional<String> parting,
      long failedSeq) {}

  public Outcome run(RunPlan plan, RunProgress progress) {
    return run(plan, RunBars.load(workspace, plan.data()), progress);
  }

  /// Makes the run that a manifest states, with the strategy and the data as they are now; says
  /// what keeps it from being that run.
  ///
  /// @param beside folder in which `origin.json` says where the strategy was loaded from
  public Outcome run(Manifest stated, StrategyPlaces places, Path beside, RunProgress progress) {
    RunFolder origin = new RunFolder(beside);
    LoadedStrategy strategy = places.load(origin, stated);
    RunBars data = RunBars.asStated(workspace, stated);
    WhyNot.checkInputs(runs.folder(stated.id()), stated, strategy, data);
    RunPlan plan =
        new RunPlan(
            strategy,
            stated.selection(),
            stated.assumptions(),
            stated.limits(),
            stated.pairing(),
            stated.performance(),
            Optional.of(places.folder(origin, stated)));
    return run(plan, data, progress);
  }

  private Outcome run(RunPlan plan, RunBars data, RunProgress progress) {
    Manifest manifest = Manifest.of(plan, data);
    RunFolder folder = runs.folder(manifest.id());
    progress.isOf(manifest.id());
    progress.starts(data.firstOpenNanos(), data.lastCloseNanos(), data.rows());
    runs.dropDrafts();
    Path lockFile = runs.lock(manifest.id());
    try (WriteLock _ = WriteLock.take(lockFile, patience)) {
      Outcome outcome =
          Files.exists(folder.path())
              ? compare(plan, manifest, data, folder, progress)
              : write(plan, manifest, data, folder, progress);
      runs.remember(manifest.id());
      return outcome;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Outcome write(
      RunPlan plan, Manifest manifest, RunBars data, RunFolder folder, RunProgress progress)
      throws IOException {
    RunFolder draft = runs.draft(manifest.id());
    boolean isDone = false;
    try {
      DurableFiles.deleteTree(draft.path());
      Files.createDirectories(draft.path());
      FinishedRun run = fill(draft, plan, manifest, data, progress);
      DurableFiles.syncFolder(draft.path());
      progress.keeps();
      DurableFiles.rename(draft.path(), folder.path());
      isDone = true;
      return outcome(folder, run, false, Optional.empty());
    } finally {
      if (!isDone) {
        DurableFiles.deleteTree(draft.path());
      }
    }
  }

  private static FinishedRun fill(
      RunFolder draft, RunPlan plan, Manifest manifest, RunBars data, RunProgress progress)
      throws IOException {
    DurableFiles.write(draft.manifest(), manifest.bytes());
    FinishedRun run;
    try (JournalFile journal = new JournalFile(draft.journal())) {
      run = FinishedRun.of(manifest, data, plan.strategy().create(), journal, progress::reached);
      journal.seal();
    }
    progress.isSimulated();
    Optional<ReportInput> shown = RunReport.of(plan.strategy(), run, List.of());
    if (shown.isPresent() && !shown.get().sensitivity().reproduces()) {
      run = run.notReproducing();
    }
    DerivedFiles.write(draft, run);
    Optional<byte[]> report = shown.map(RunReport::html);
    if (report.isPresent()) {
      DurableFiles.write(draft.report(), report.get());
    }
    DurableFiles.write(draft.origin(), RunOrigin.of(plan.folder(), report).bytes());
    return run;
  }

  private static Outcome compare(
      RunPlan plan, Manifest manifest, RunBars data, RunFolder folder, RunProgress progress)
      throws IOException {
    Optional<String> parting = Optional.empty();
    if (!Arrays.equals(folder.bytes(folder.manifest()), manifest.bytes())) {
      parting = Optional.of(RunFolder.MANIFEST);
    }
    FinishedRun run;
    try (InputStream stored = folder.openJournal()) {
      JournalComparison journal = new JournalComparison(stored);
      run = FinishedRun.of(manifest, data, plan.strategy().create(), journal, progress::reached);
      Optional<String> entry =
          journal.finish().map(one -> "%s, entry %s".formatted(RunFolder.JOURNAL, one.seq()));
      parting = parting.or(() -> entry);
    }
    Optional<String> file = DerivedFiles.differing(folder, run).stream().findFirst();
    progress.keeps();
    return outcome(folder, run, true, parting.or(() -> file));
  }

  private static Outcome outcome(
      RunFolder folder, FinishedRun run, boolean wasThere, Optional<String> parting) {
    long failedSeq = run.result().failure().isPresent() ? run.result().journalEntries() - 2 : -1;
    return new Outcome(folder, ResultJson.of(run), run, wasThere, parting, failedSeq);
  }
}
