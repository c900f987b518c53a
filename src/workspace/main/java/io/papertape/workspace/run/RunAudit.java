package io.papertape.workspace.run;

import io.papertape.experiment.audit.AuditOptions;
import io.papertape.experiment.audit.AuditResult;
import io.papertape.experiment.audit.AuditedHistory;
import io.papertape.experiment.audit.LookAheadAudit;
import io.papertape.journal.JournalSink;
import io.papertape.journal.RecordLevel;
import io.papertape.market.BarColumns;
import io.papertape.simulation.Simulation;
import io.papertape.workspace.DurableFiles;
import io.papertape.workspace.Workspace;
import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.WriteLock;
import io.papertape.workspace.strategy.LoadedStrategy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
          (histories, sink) -> run(manifest, strategy, data, histories, sink),
          data.instruments(),
          histories(data),
          data.used().stream().map(UsedSeries::actions).toList(),
          options);
    } catch (IllegalArgumentException e) {
      throw new WorkspaceException(WorkspaceException.Kind.DATA, e.getMessage(), e);
    }
  }

  private static List<AuditedHistory> histories(RunBars data) {
    List<AuditedHistory> histories = new ArrayList<>();
    for (int i = 0; i < data.bars().size(); i++) {
      BarColumns bars = data.bars().get(i);
      histories.add(
          data.ticks().isEmpty()
              ? AuditedHistory.of(bars)
              : new AuditedHistory(
                  bars, data.ticks().get(i).quoteHistory(), data.ticks().get(i).tradeHistory()));
    }
    return histories;
  }

  /// Bars of a run on quotes or trade ticks are made of those it is shown.
  private static void run(
      Manifest manifest,
      LoadedStrategy strategy,
      RunBars data,
      List<AuditedHistory> histories,
      JournalSink sink) {
    Simulation simulation = FinishedRun.bare(manifest.hash(), manifest, strategy.create(), _ -> {});
    for (int i = 0; i < histories.size(); i++) {
      AuditedHistory history = histories.get(i);
      UsedSeries used = data.used().get(i);
      if (data.ticks().isEmpty()) {
        simulation.on(used.instrument(), history.bars(), used.actions());
        continue;
      }
      MinuteBars bars = new MinuteBars(used.instrument().volumeStep());
      bars.addQuotes(history.quotes());
      bars.addTrades(history.trades());
      simulation
          .on(used.instrument(), bars.build(), used.actions())
          .ticks(history.quotes(), history.trades());
    }
    simulation.journal(sink, RecordLevel.EACH).run();
  }

  /// The report is made anew with the run as it is; a report that is not there stays away.
  private static void keep(
      RunFolder folder, Manifest manifest, LoadedStrategy strategy, RunBars data, AuditResult found)
      throws IOException {
    byte[] audit = CanonicalJson.indented(AuditJson.of(manifest.strategy(), found));
    DurableFiles.replace(folder.audit(), audit);
    Optional<byte[]> report = report(folder, manifest, strategy, data);
    if (report.isPresent()) {
      DurableFiles.replace(folder.report(), report.get());
    }
    Optional<Path> place = RunOrigin.read(folder).folder();
    DurableFiles.replace(folder.origin(), RunOrigin.of(place, report).audited(audit).bytes());
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
