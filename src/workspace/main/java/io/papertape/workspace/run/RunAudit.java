package io.papertape.workspace.run;

import io.papertape.experiment.audit.AuditOptions;
import io.papertape.experiment.audit.AuditResult;
import io.papertape.experiment.audit.AuditedHistory;
import io.papertape.experiment.audit.EntryChange;
import io.papertape.experiment.audit.LookAheadAudit;
import io.papertape.journal.JournalCheck;
import io.papertape.journal.JournalSink;
import io.papertape.journal.RecordLevel;
import io.papertape.market.BarColumns;
import io.papertape.simulation.RunResult;
import io.papertape.simulation.Simulation;
import io.papertape.workspace.DurableFiles;
import io.papertape.workspace.Workspace;
import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.WriteLock;
import io.papertape.workspace.report.HtmlReport;
import io.papertape.workspace.strategy.LoadedStrategy;
import io.papertape.workspace.strategy.StrategyFrame;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Audits a stored run for look-ahead and keeps what was found beside it, in `audit.json` and in
/// its report.
public final class RunAudit {
  /// How often the run is made again as it was: the second time sees what the first one left
  /// behind, such as a static field.
  private static final int AS_RUN = 2;

  private RunAudit() {}

  /// Makes the run again, first as it was, and if that is the same, with other futures and with a
  /// shorter past.
  public static AuditResult of(
      Workspace workspace, StrategyPlaces places, RunFolder folder, AuditOptions options) {
    Manifest manifest = folder.readManifest();
    LoadedStrategy strategy = places.load(folder, manifest);
    RunBars data = RunBars.asStated(workspace, manifest);
    WhyNot.checkInputs(folder, manifest, strategy, data);
    Path lock = Runs.in(workspace).root().resolve(".locks").resolve(folder.id() + ".lock");
    try {
      AuditResult found = found(folder, manifest, strategy, data, options);
      try (WriteLock _ = WriteLock.take(lock, WriteLock.PATIENCE)) {
        keep(folder, manifest, found);
      }
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static AuditResult found(
      RunFolder folder,
      Manifest manifest,
      LoadedStrategy strategy,
      RunBars data,
      AuditOptions options)
      throws IOException {
    requireWhole(folder);
    Optional<String> failure = Optional.empty();
    for (int i = 1; i <= AS_RUN; i++) {
      try (InputStream stored = folder.openJournal()) {
        JournalComparison journal = new JournalComparison(stored);
        RunResult run =
            FinishedRun.simulate(
                manifest, data, strategy.create(), journal, RecordLevel.FOLDED, _ -> {});
        failure = run.failure().map(StrategyFrame::failure);
        Optional<EntryDifference> first = journal.finish();
        if (first.isPresent()) {
          EntryChange change = EntryChange.of(first.get().stored(), first.get().computed());
          return AuditResult.unlike(options, data.rows(), i * data.rows(), change);
        }
      }
    }
    return audit(manifest, strategy, data, options).afterRuns(AS_RUN, failure);
  }

  /// What is held against the record must not be a record that somebody has changed.
  private static void requireWhole(RunFolder folder) throws IOException {
    JournalCheck check;
    try (InputStream stored = folder.openJournal()) {
      check = JournalCheck.of(stored);
    }
    if (!check.isWhole() || !folder.readResult().path("root").asText().equals(check.root())) {
      throw WorkspaceException.data(
          "Record was changed: run=%1$s. papertape verify %1$s tells where."
              .formatted(folder.id()));
    }
  }

  private static AuditResult audit(
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

  /// The report stays that of the run, but for what it says of its audit; one that is not as it
  /// was written, or is not there, stays as it is.
  private static void keep(RunFolder folder, Manifest manifest, AuditResult found)
      throws IOException {
    byte[] audit = CanonicalJson.indented(AuditJson.of(manifest.strategy(), found));
    RunOrigin origin = RunOrigin.read(folder);
    Optional<KeptReport> report = KeptReport.of(folder);
    DurableFiles.replace(folder.audit(), audit);
    if (report.isPresent() && origin.report().equals(Optional.of(report.get().hash()))) {
      String page =
          HtmlReport.audited(report.get().page(), folder.id(), AuditText.sentences(found));
      DurableFiles.replace(folder.report(), KeptReport.with(page, origin.trial()));
      origin = origin.reported(page);
    }
    DurableFiles.replace(folder.origin(), origin.audited(audit).bytes());
  }
}
