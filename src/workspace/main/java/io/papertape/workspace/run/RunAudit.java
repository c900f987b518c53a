package io.papertape.workspace.run;

import io.papertape.experiment.audit.AuditOptions;
import io.papertape.experiment.audit.AuditResult;
import io.papertape.experiment.audit.LookAheadAudit;
import io.papertape.journal.JournalSink;
import io.papertape.journal.RecordLevel;
import io.papertape.market.BarColumns;
import io.papertape.workspace.Workspace;
import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.WriteLock;
import io.papertape.workspace.strategy.LoadedStrategy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Audits a stored run for look-ahead and keeps what was found beside it, in `audit.json` and in
/// its report.
public final class RunAudit {
  private RunAudit() {}

  /// Makes the run again, with other futures and with a shorter past.
  public static AuditResult of(
      Workspace workspace, StrategyPlaces places, RunFolder folder, AuditOptions options) {
    Manifest manifest = folder.readManifest();
    LoadedStrategy strategy = places.load(folder, manifest);
    RunBars data = RunBars.asStated(workspace, manifest);
    WhyNot.checkInputs(folder, manifest, strategy, data);
    if (!data.ticks().isEmpty()) {
      throw WorkspaceException.data(
          "Runs on quotes or trades cannot be audited yet: run=%s. Audit the strategy on bars."
              .formatted(folder.id()));
    }
    AuditResult found = audit(manifest, strategy, data, options);
    Path lock = Runs.in(workspace).root().resolve(".locks").resolve(folder.id() + ".lock");
    try (WriteLock _ = WriteLock.take(lock, WriteLock.PATIENCE)) {
      keep(folder, manifest, strategy, data, found);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }

  static AuditResult audit(
      Manifest manifest, LoadedStrategy strategy, RunBars data, AuditOptions options) {
    try {
      return LookAheadAudit.of(
          (bars, sink) -> run(manifest, strategy, data, bars, sink),
          data.instruments(),
          data.bars(),
          data.used().stream().map(UsedSeries::actions).toList(),
          options);
    } catch (IllegalArgumentException e) {
      throw new WorkspaceException(WorkspaceException.Kind.DATA, e.getMessage(), e);
    }
  }

  private static void run(
      Manifest manifest,
      LoadedStrategy strategy,
      RunBars data,
      List<BarColumns> bars,
      JournalSink sink) {
    RunBars other = new RunBars(data.used(), bars, List.of(), Optional.empty(), Optional.empty());
    FinishedRun.simulate(manifest, other, strategy.create(), sink, RecordLevel.EACH, _ -> {});
  }

  /// The report is made anew with the run as it is; a report that is not there stays away.
  private static void keep(
      RunFolder folder, Manifest manifest, LoadedStrategy strategy, RunBars data, AuditResult found)
      throws IOException {
    byte[] audit = CanonicalJson.indented(AuditJson.of(found));
    DurableFiles.write(folder.audit(), audit);
    Optional<byte[]> report = report(folder, manifest, strategy, data);
    if (report.isPresent()) {
      DurableFiles.write(folder.report(), report.get());
    }
    Optional<Path> place = RunOrigin.read(folder).folder();
    DurableFiles.write(folder.origin(), RunOrigin.of(place, report).audited(audit).bytes());
  }

  private static Optional<byte[]> report(
      RunFolder folder, Manifest manifest, LoadedStrategy strategy, RunBars data) {
    if (!Files.exists(folder.report())) {
      return Optional.empty();
    }
    FinishedRun run =
        FinishedRun.of(manifest, data, strategy.create(), JournalSink.NOWHERE, _ -> {});
    return RunReport.html(strategy, run, AuditJson.sentences(folder));
  }
}
