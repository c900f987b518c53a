package io.papertape.workspace.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.papertape.journal.EntryKind;
import io.papertape.journal.RecordLevel;
import io.papertape.market.Times;
import io.papertape.market.TradingCalendar;
import io.papertape.simulation.RunResult;
import io.papertape.workspace.Workspace;
import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.report.RunTables;
import io.papertape.workspace.strategy.LoadedStrategy;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the evaluation of an instrument saw at a moment, and why no order came of it.
///
/// The run is made again with every evaluation on the record; the digest in the stored seal says
/// whether what is shown is what the run saw then.
///
/// @param asked       the moment asked for, ISO with nine decimals
/// @param evaluations those of the last evaluated moment at or before it, for the instrument or
///     for all (`*`)
/// @param position    what was held then, decimal text
/// @param isOnRecord  whether the digest in the stored seal is that of the run made again
/// @param unfillable  why no order could be filled on the last bar, if its volume is why
public record WhyNot(
    String symbol,
    String asked,
    List<Evaluation> evaluations,
    String position,
    boolean isOnRecord,
    Optional<String> unfillable) {
  private static final long DAY_NANOS = 86_400_000_000_000L;

  /// One evaluation.
  ///
  /// @param entry     HOLD or decision as the run made again has it
  /// @param storedSeq the decision in the stored journal; −1 for a HOLD
  /// @param followed  orders and vetoes for the instrument that it led to
  public record Evaluation(StoredEntry entry, long storedSeq, List<StoredEntry> followed) {}

  /// @param time a date, or an ISO time such as `2010-03-01T21:00:00Z`
  public static WhyNot of(
      Workspace workspace, StrategyPlaces places, RunFolder folder, String symbol, String time) {
    Manifest manifest = folder.readManifest();
    UsedSeries series =
        manifest.instruments().stream()
            .filter(used -> used.instrument().symbol().equals(symbol))
            .findFirst()
            .orElseThrow(() -> unknown(folder, manifest, symbol));
    long askedNanos = nanos(time, series);
    requireWithin(folder, askedNanos, manifest, time);
    String asked = RunTables.time(askedNanos);
    LoadedStrategy strategy = places.load(folder, manifest);
    RunBars data = RunBars.asStated(workspace, manifest);
    checkInputs(folder, manifest, strategy, data);
    EvaluationSearch search = new EvaluationSearch(symbol, asked);
    RunResult result =
        FinishedRun.simulate(manifest, data, strategy.create(), search, RecordLevel.EACH, _ -> {});
    try {
      Optional<String> unfillable =
          RunNotes.unfillable(manifest, data, manifest.instruments().indexOf(series), askedNanos);
      return answer(folder, symbol, asked, search, result.journalEntries(), unfillable);
    } catch (IOException e) {
      throw new IllegalStateException("Own journal cannot be read: run=" + folder.id(), e);
    }
  }

  private static WhyNot answer(
      RunFolder folder,
      String symbol,
      String asked,
      EvaluationSearch search,
      long entries,
      Optional<String> unfillable)
      throws IOException {
    StoredJournal stored = StoredJournal.of(folder);
    JsonNode seal = CanonicalJson.read(search.seal());
    boolean isOnRecord =
        entries > 0
            && stored.size() > 0
            && stored.get(stored.size() - 1).text("digest").equals(seal.path("digest").asText());
    List<StoredEntry> followers = parsed(search.followers());
    List<Evaluation> evaluations = new ArrayList<>();
    for (StoredEntry entry : parsed(search.evaluations())) {
      evaluations.add(
          new Evaluation(
              entry,
              storedSeq(stored, entry),
              followers.stream()
                  .filter(one -> one.cause() == entry.seq())
                  .filter(one -> one.text("instrument").equals(symbol))
                  .toList()));
    }
    Optional<StoredEntry> fill = parsed(search.lastFill()).stream().findFirst();
    return new WhyNot(
        symbol,
        asked,
        evaluations,
        fill.map(one -> one.text("position")).orElse("0"),
        isOnRecord,
        unfillable);
  }

  private static List<StoredEntry> parsed(List<byte[]> lines) throws IOException {
    List<StoredEntry> entries = new ArrayList<>();
    for (byte[] line : lines) {
      entries.add(new StoredEntry(CanonicalJson.read(line)));
    }
    return entries;
  }

  private static long storedSeq(StoredJournal stored, StoredEntry entry) {
    return entry.kind().equals("hold")
        ? -1
        : stored
            .first(
                EntryKind.DECISION, one -> one.text("evaluation").equals(entry.text("evaluation")))
            .map(StoredEntry::seq)
            .orElse(-1L);
  }

  /// What is asked of a day after the run is not answered by its last one.
  private static void requireWithin(
      RunFolder folder, long askedNanos, Manifest manifest, String time) {
    long last =
        manifest.instruments().stream().mapToLong(UsedSeries::lastCloseNanos).max().orElse(0);
    if (askedNanos - DAY_NANOS > last) {
      throw WorkspaceException.configuration(
          "Run had ended by then: run=%s, time=%s, last=%s. Ask for an earlier time."
              .formatted(folder.id(), time, Times.instant(last)));
    }
  }

  /// A date means all of that day.
  private static long nanos(String time, UsedSeries series) {
    try {
      if (time.contains("T")) {
        return Times.nanos(Instant.parse(time));
      }
      TradingCalendar calendar = TradingCalendar.byName(series.instrument().calendar());
      LocalDate next = LocalDate.parse(time).plusDays(1);
      return calendar.nanos(next.atStartOfDay().minus(calendar.lead()));
    } catch (DateTimeException e) {
      throw new WorkspaceException(
          WorkspaceException.Kind.CONFIGURATION,
          ("Not a time: time=%s."
                  + " Use a date such as 2010-03-01 or a time such as 2010-03-01T21:00:00Z.")
              .formatted(time),
          e);
    }
  }

  /// Refuses what cannot be made again with the inputs as they are now.
  static void checkInputs(
      RunFolder folder, Manifest manifest, LoadedStrategy strategy, RunBars data) {
    List<String> changes = new ArrayList<>(InputChanges.versions(manifest));
    changes.addAll(InputChanges.strategy(manifest, strategy));
    changes.addAll(InputChanges.data(manifest, data));
    if (!changes.isEmpty()) {
      throw WorkspaceException.data(
          "Run cannot be made again: run=%s, %s. Restore what changed first."
              .formatted(folder.id(), String.join("; ", changes)));
    }
  }

  private static WorkspaceException unknown(RunFolder folder, Manifest manifest, String symbol) {
    List<String> there =
        manifest.instruments().stream().map(used -> used.instrument().symbol()).toList();
    return WorkspaceException.configuration(
        "Run has no such instrument: run=%s, symbol=%s. It has: %s."
            .formatted(folder.id(), symbol, String.join(", ", there)));
  }
}
