package io.papertape.live.session;

import io.papertape.workspace.Workspace;
import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.run.DefaultCash;
import io.papertape.workspace.run.Manifest;
import io.papertape.workspace.run.Runs;
import io.papertape.workspace.run.UsedSeries;
import io.papertape.workspace.store.Resolution;
import io.papertape.workspace.strategy.DataSelection;
import io.papertape.workspace.strategy.LoadedStrategy;
import io.papertape.workspace.strategy.OutsideCalls;
import io.papertape.workspace.strategy.StrategyLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// From a plan to what a session is made of.
///
/// @param manifest states all of it
/// @param facts    what a person should know at its start: what the venue said, and how instruments
///     differ from those of the backtest that it is like; of one that goes on, what has changed
record NewSession(
    LoadedStrategy strategy, PreparedFeed feed, SessionManifest manifest, List<String> facts) {
  /// @param begunNanos wall time
  static NewSession of(
      SessionPlan plan, Workspace workspace, StrategyLoader loader, Feeds feeds, long begunNanos) {
    return plan.like().isPresent()
        ? like(plan, workspace, loader, feeds, begunNanos)
        : of(plan, loader.load(plan.strategy(), plan.overrides()), feeds, begunNanos);
  }

  /// What is not on the tape cannot be run again: a strategy asks nobody but its context.
  private static LoadedStrategy repeatable(LoadedStrategy strategy) {
    List<String> calls = OutsideCalls.of(strategy.create().getClass());
    if (!calls.isEmpty()) {
      throw WorkspaceException.configuration(
          ("Strategy calls what its tape cannot repeat: strategy=%s, calls=%s. Take times from the"
                  + " context, chance from a generator with a seed, values from parameters or a"
                  + " model.")
              .formatted(strategy.name(), calls));
    }
    return strategy;
  }

  private static NewSession of(
      SessionPlan plan, LoadedStrategy loaded, Feeds feeds, long begunNanos) {
    LoadedStrategy strategy = repeatable(loaded);
    PreparedFeed feed = feeds.prepare(plan.feed(), strategy.data());
    SessionManifest manifest =
        SessionManifest.of(strategy, feed.text(), feed.instruments(), feed.startNanos())
            .recoveringBy(plan.recovery())
            .keeping(plan.retention())
            .begunAt(begunNanos)
            .replaying(feed.replayed())
            .makingMinutesOf(feed.minutesOf());
    List<String> facts = new ArrayList<>(feed.facts());
    BarLengths.difference("strategy", strategy.data().resolution(), feed).ifPresent(facts::add);
    DefaultCash.note(strategy, manifest.assumptions(), manifest.currency()).ifPresent(facts::add);
    return new NewSession(strategy, feed, manifest, facts);
  }

  /// The forward test of a backtest: its strategy as it was, its parameters, its assumptions and
  /// limits, on the instruments it had.
  private static NewSession like(
      SessionPlan plan, Workspace workspace, StrategyLoader loader, Feeds feeds, long begunNanos) {
    if (!plan.overrides().isEmpty()) {
      throw WorkspaceException.configuration(
          ("A session like a run takes that run's values: like=%s, set=%s. Leave --set out, or"
                  + " --like.")
              .formatted(plan.like().orElseThrow(), plan.overrides()));
    }
    var folder = Runs.in(workspace).get(plan.like().orElseThrow());
    Manifest run = folder.readManifest();
    LoadedStrategy strategy = repeatable(asInRun(plan, loader, folder.id(), run));
    PreparedFeed feed = feeds.prepare(plan.feed(), selection(run));
    SessionManifest manifest =
        SessionManifest.of(strategy, feed.text(), feed.instruments(), feed.startNanos())
            .like(folder.id(), run.assumptions(), run.limits())
            .recoveringBy(plan.recovery())
            .keeping(plan.retention())
            .begunAt(begunNanos)
            .replaying(feed.replayed())
            .makingMinutesOf(feed.minutesOf());
    List<String> facts = new ArrayList<>(feed.facts());
    run.instruments().stream()
        .findFirst()
        .flatMap(used -> BarLengths.difference("run", used.resolution(), feed))
        .ifPresent(facts::add);
    facts.addAll(RunLikeness.instruments(run, feed.instruments()));
    return new NewSession(strategy, feed, manifest, facts);
  }

  /// The strategy with the run's values. It is named without them first: to another strategy they
  /// would be unknown parameters, which the person who names a run has never typed.
  private static LoadedStrategy asInRun(
      SessionPlan plan, StrategyLoader loader, String id, Manifest run) {
    String name = loader.load(plan.strategy(), Map.of()).name();
    if (!name.equals(run.strategy())) {
      throw WorkspaceException.configuration(
          ("Run is of another strategy: like=%s, strategyOfRun=%s, strategy=%s. Start that"
                  + " strategy, or give --like a run of this one.")
              .formatted(id, run.strategy(), name));
    }
    LoadedStrategy strategy;
    try {
      strategy = loader.stated(plan.strategy(), run.parameters());
    } catch (WorkspaceException e) {
      throw new WorkspaceException(e.kind(), changed(name, id, run), e);
    }
    if (!strategy.sources().equals(run.sources())) {
      throw WorkspaceException.configuration(changed(name, id, run));
    }
    return strategy;
  }

  private static String changed(String strategy, String id, Manifest run) {
    return ("Strategy has changed since the run: strategy=%s, like=%s, parametersOfRun=%s. Make"
            + " the backtest again with the strategy as it is now, or restore its files.")
        .formatted(strategy, id, run.parameters());
  }

  private static DataSelection selection(Manifest run) {
    return new DataSelection(
        run.dataSet(),
        run.instruments().stream().map(used -> used.instrument().symbol()).toList(),
        run.instruments().stream().map(UsedSeries::resolution).findFirst().orElse(Resolution.DAY),
        run.from(),
        run.to(),
        Optional.empty());
  }

  /// What a session that is there already is made of; nothing of it may have changed.
  static NewSession again(SessionFolder folder, StrategyLoader loader, Feeds feeds) {
    SessionManifest manifest = folder.manifest();
    manifest.requireThisEngine();
    SessionSources.Loaded loaded = SessionSources.load(loader, folder, folder::strategy);
    LoadedStrategy strategy = loaded.strategy();
    if (!strategy.sources().equals(manifest.sources())) {
      throw WorkspaceException.configuration(
          ("Strategy has changed since the session began: session=%s, folder=%s. Restore its"
                  + " files, or start a new session.")
              .formatted(folder.id(), folder.strategy()));
    }
    String text = SessionSources.feed(folder, manifest);
    PreparedFeed feed = feeds.again(text, strategy.data(), manifest);
    if (!feed.instruments().equals(manifest.instruments())) {
      feed.feed().close();
      throw WorkspaceException.configuration(
          ("Feed tells of other instruments than before: session=%s, feed=%s. Restore the data"
                  + " set, or start a new session.")
              .formatted(folder.id(), manifest.feed()));
    }
    List<String> notes = new ArrayList<>();
    loaded.note().ifPresent(notes::add);
    if (!text.equals(manifest.feed())) {
      notes.add("Description of the venue has changed, and the copy of before is used: " + text);
    }
    return new NewSession(strategy, feed, manifest, notes);
  }
}
