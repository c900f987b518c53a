package io.papertape.live.session;

import io.papertape.live.tape.TapeExport;
import io.papertape.live.tape.TapeInstrument;
import io.papertape.market.FixedPoint;
import io.papertape.market.Instrument;
import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.run.Manifest;
import io.papertape.workspace.run.RunFolder;
import io.papertape.workspace.run.UsedSeries;
import io.papertape.workspace.store.Resolution;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// How a session differs from the backtest that it is held against: of another hypothesis the
/// figures say nothing, and nothing else would tell.
final class RunLikeness {
  private RunLikeness() {}

  /// A sentence for each thing that is not as it was in the run.
  ///
  /// @throws WorkspaceException if the run is of another strategy
  static List<String> notes(SessionFolder folder, RunFolder folderOfRun) {
    SessionManifest session = folder.manifest();
    Manifest run = folderOfRun.readManifest();
    if (!session.strategy().equals(run.strategy())) {
      throw WorkspaceException.configuration(
          ("Run is of another strategy: run=%s, strategyOfRun=%s, session=%s, strategy=%s. Name a"
                  + " run of this one with --against.")
              .formatted(folderOfRun.id(), run.strategy(), folder.id(), session.strategy()));
    }
    List<String> notes = new ArrayList<>();
    if (!session.sources().equals(run.sources())) {
      notes.add(
          "Files of the strategy differ from the run's: %s.".formatted(changed(session, run)));
    }
    if (!session.parameters().equals(run.parameters())) {
      notes.add(
          "Parameters differ from the run's: session=%s, run=%s."
              .formatted(session.parameters(), run.parameters()));
    }
    if (!session.assumptions().equals(run.assumptions())) {
      notes.add("Assumptions differ from the run's: costs, fills, latency or cash.");
    }
    if (!session.limits().equals(run.limits())) {
      notes.add("Risk limits differ from the run's.");
    }
    lengths(session, run).ifPresent(notes::add);
    notes.addAll(instruments(run, session.instruments()));
    return notes;
  }

  private static Set<String> changed(SessionManifest session, Manifest run) {
    Set<String> changed = new TreeSet<>(session.sources().keySet());
    changed.addAll(run.sources().keySet());
    changed.removeIf(
        path ->
            session.sources().getOrDefault(path, "").equals(run.sources().getOrDefault(path, "")));
    return changed;
  }

  private static Optional<String> lengths(SessionManifest session, Manifest run) {
    Optional<Resolution> bars =
        session.instruments().stream()
            .filter(TapeInstrument::hasBars)
            .map(one -> TapeExport.resolution(one.barNanos()))
            .findFirst();
    Optional<Resolution> runs = run.instruments().stream().map(UsedSeries::resolution).findFirst();
    return lengths(bars, ticks(session), runs);
  }

  /// Which of quotes and trade ticks a session is on, beside the minute bars made of them: those of
  /// a venue are made by the session, those of a replay come with what is replayed.
  static Optional<Resolution> ticks(SessionManifest session) {
    return session
        .minutesOf()
        .or(
            () ->
                ReplayText.read(session.feed())
                    .flatMap(ReplayText::resolution)
                    .filter(Resolution::isTicks));
  }

  /// @param bars  of the session, told or made
  /// @param ticks of what they are made, if they are
  /// @param runs  on which the run was
  static Optional<String> lengths(
      Optional<Resolution> bars, Optional<Resolution> ticks, Optional<Resolution> runs) {
    Optional<Resolution> sessions =
        runs.filter(Resolution::isTicks).isPresent() ? ticks.or(() -> bars) : bars;
    if (sessions.isEmpty() || runs.isEmpty() || sessions.equals(runs)) {
      return Optional.empty();
    }
    return Optional.of(
        "Session is not on what the run was on: session=%s, run=%s."
            .formatted(sessions.get(), runs.get()));
  }

  /// How the instruments of the feed differ from those of the backtest.
  static List<String> instruments(Manifest run, List<TapeInstrument> instruments) {
    List<String> differences = new ArrayList<>();
    for (TapeInstrument one : instruments) {
      Instrument now = one.instrument();
      Optional<Instrument> then =
          run.instruments().stream()
              .map(UsedSeries::instrument)
              .filter(used -> used.symbol().equals(now.symbol()))
              .findFirst();
      if (then.isEmpty()) {
        differences.add(
            "Instrument is none of the run's: symbol=%s, run=%s."
                .formatted(
                    now.symbol(),
                    run.instruments().stream().map(used -> used.instrument().symbol()).toList()));
      } else if (!then.get().equals(now)) {
        differences.add(
            "Instrument differs from the run's: symbol=%s%s."
                .formatted(now.symbol(), difference(then.get(), now)));
      }
    }
    return differences;
  }

  private static String difference(Instrument then, Instrument now) {
    return difference("currency", then.currency(), now.currency())
        + difference(
            "priceStep", FixedPoint.format(then.priceStep()), FixedPoint.format(now.priceStep()))
        + difference(
            "quantityStep",
            FixedPoint.format(then.quantityStep()),
            FixedPoint.format(now.quantityStep()))
        + difference(
            "multiplier", FixedPoint.format(then.multiplier()), FixedPoint.format(now.multiplier()))
        + difference(
            "volumeStep", FixedPoint.format(then.volumeStep()), FixedPoint.format(now.volumeStep()))
        + difference(
            "minNotional",
            FixedPoint.format(then.minNotional()),
            FixedPoint.format(now.minNotional()))
        + difference("calendar", then.calendar(), now.calendar())
        + difference("assetClass", then.assetClass().name(), now.assetClass().name());
  }

  private static String difference(String name, String then, String now) {
    return then.equals(now) ? "" : ", %s=%s (run: %s)".formatted(name, now, then);
  }
}
