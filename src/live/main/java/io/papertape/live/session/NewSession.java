package io.papertape.live.session;

import io.papertape.workspace.Workspace;
import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.run.Manifest;
import io.papertape.workspace.run.Runs;
import io.papertape.workspace.run.UsedSeries;
import io.papertape.workspace.store.Resolution;
import io.papertape.workspace.strategy.DataSelection;
import io.papertape.workspace.strategy.LoadedStrategy;
import io.papertape.workspace.strategy.OutsideCalls;
import io.papertape.workspace.strategy.StrategyLoader;
import java.util.List;
import java.util.Optional;

/// From a plan to what a session is made of.
///
/// @param manifest states all of it
record NewSession(LoadedStrategy strategy, PreparedFeed feed, SessionManifest manifest) {
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
            .begunAt(begunNanos);
    return new NewSession(strategy, feed, manifest);
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
    LoadedStrategy strategy = repeatable(loader.load(plan.strategy(), run.parameters()));
    if (!strategy.name().equals(run.strategy()) || !strategy.sources().equals(run.sources())) {
      throw WorkspaceException.configuration(
          ("Strategy is not the one of the run: strategy=%s, run=%s, strategyOfRun=%s. Make the"
                  + " backtest again with the strategy as it is now, or restore its files.")
              .formatted(strategy.name(), folder.id(), run.strategy()));
    }
    PreparedFeed feed = feeds.prepare(plan.feed(), selection(run));
    SessionManifest manifest =
        SessionManifest.of(strategy, feed.text(), feed.instruments(), feed.startNanos())
            .like(folder.id(), run.assumptions(), run.limits())
            .recoveringBy(plan.recovery())
            .begunAt(begunNanos);
    return new NewSession(strategy, feed, manifest);
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
    LoadedStrategy strategy = loader.load(folder.strategy(), manifest.parameters());
    if (!strategy.sources().equals(manifest.sources())) {
      throw WorkspaceException.configuration(
          ("Strategy has changed since the session began: session=%s, folder=%s. Restore its"
                  + " files, or start a new session.")
              .formatted(folder.id(), folder.strategy()));
    }
    PreparedFeed feed = feeds.prepare(manifest.feed(), strategy.data());
    if (!feed.instruments().equals(manifest.instruments())) {
      feed.feed().close();
      throw WorkspaceException.configuration(
          ("Feed tells of other instruments than before: session=%s, feed=%s. Restore the data"
                  + " set, or start a new session.")
              .formatted(folder.id(), manifest.feed()));
    }
    return new NewSession(strategy, feed, manifest);
  }
}
