package io.papertape.live.session;

import io.papertape.live.tape.TapeInstrument;
import io.papertape.market.Times;
import io.papertape.workspace.Workspace;
import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.run.RunBars;
import io.papertape.workspace.run.UsedSeries;
import io.papertape.workspace.store.DataSet;
import io.papertape.workspace.store.DataStore;
import io.papertape.workspace.store.Resolution;
import io.papertape.workspace.store.Series;
import io.papertape.workspace.strategy.DataSelection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/// Stored market data as live feeds.
///
/// A strategy on quotes or trade ticks is told those and, as in a backtest, the minute bars made
/// of them.
public final class ReplayFeeds implements FeedFactory {
  private static final Resolution MINUTE = new Resolution(1, Resolution.Unit.MINUTE);

  private final Workspace workspace;
  private final LongSupplier ticker;

  /// @param ticker steady nanoseconds of the process
  public ReplayFeeds(Workspace workspace, LongSupplier ticker) {
    this.workspace = workspace;
    this.ticker = ticker;
  }

  @Override
  public String kind() {
    return "replay";
  }

  @Override
  public String usage() {
    return ReplayText.USAGE;
  }

  @Override
  public void check(String text) {
    ReplayText.parse(text);
  }

  @Override
  public PreparedFeed prepare(String text, DataSelection wishes) {
    ReplayText full = complete(ReplayText.parse(text), wishes);
    Resolution resolution = full.resolution().orElseThrow();
    RunBars data =
        RunBars.load(
            workspace,
            new DataSelection(
                full.dataSet(),
                full.symbols(),
                resolution,
                full.from(),
                full.to(),
                Optional.empty()));
    return prepared(full, data);
  }

  /// The rows that it told before, and none that were added since: with them it would end later
  /// than it said, and the last minute of ticks would be another bar.
  @Override
  public PreparedFeed again(
      String text,
      DataSelection wishes,
      List<TapeInstrument> instruments,
      List<ReplayedSeries> replayed) {
    return replayed.isEmpty()
        ? prepare(text, wishes)
        : prepared(ReplayText.parse(text), rowsOfBefore(text, instruments, replayed));
  }

  private RunBars rowsOfBefore(
      String text, List<TapeInstrument> instruments, List<ReplayedSeries> replayed) {
    ReplayText full = ReplayText.parse(text);
    Resolution resolution = full.resolution().orElseThrow();
    List<UsedSeries> before = new ArrayList<>();
    for (int i = 0; i < replayed.size(); i++) {
      before.add(replayed.get(i).stated(instruments.get(i).instrument(), resolution));
    }
    DataSet set = DataStore.in(workspace).get(full.dataSet());
    RunBars data =
        RunBars.asUsed(workspace, set, before, gone -> changed(full, gone, "none", List.of()));
    List<Integer> others =
        IntStream.range(0, before.size())
            .filter(i -> !data.used().get(i).hash().equals(before.get(i).hash()))
            .boxed()
            .toList();
    if (!others.isEmpty()) {
      int first = others.getFirst();
      throw changed(
          full,
          before.get(first),
          data.used().get(first).hash(),
          others.stream().skip(1).map(i -> replayed.get(i).symbol()).toList());
    }
    return data;
  }

  private static WorkspaceException changed(
      ReplayText text, UsedSeries then, String hashNow, List<String> others) {
    return new ChangedDataException(
        ("Replayed data have changed since the session began: dataSet=%s, symbol=%s,"
                + " resolution=%s, from=%s, to=%s, hashThen=%s, hashNow=%s%s. Put them back as they"
                + " were, as with papertape data import --replace, and papertape paper start"
                + " --session lets it go on; or start a new session.")
            .formatted(
                text.dataSet(),
                then.instrument().symbol(),
                then.resolution(),
                Times.instant(then.firstOpenNanos()),
                Times.instant(then.lastCloseNanos()),
                then.hash(),
                hashNow,
                others.isEmpty() ? "" : ", alsoChanged=" + String.join(",", others)));
  }

  private PreparedFeed prepared(ReplayText full, RunBars data) {
    Resolution resolution = full.resolution().orElseThrow();
    long barNanos = (resolution.isTicks() ? MINUTE : resolution).nanos();
    List<TapeInstrument> instruments = new ArrayList<>();
    for (UsedSeries used : data.used()) {
      refuseActions(full, used);
      instruments.add(
          new TapeInstrument(used.instrument(), kind(), used.instrument().symbol(), barNanos));
    }
    ReplayFeed feed =
        new ReplayFeed(
            instruments.stream().map(TapeInstrument::instrument).toList(),
            data.bars(),
            data.quoteHistories(),
            data.tradeHistories(),
            full.speed(),
            ticker);
    return new PreparedFeed(full.toString(), feed, instruments, feed.startNanos())
        .at(resolution)
        .replaying(data.used().stream().map(ReplayedSeries::of).toList());
  }

  private ReplayText complete(ReplayText text, DataSelection wishes) {
    Resolution resolution = text.resolution().orElse(wishes.resolution());
    if (!resolution.isTicks() && resolution.compareTo(Resolution.DAY) > 0) {
      throw WorkspaceException.configuration(
          "Bars longer than a day are not streamed: feed=%s, resolution=%s. Use %s or less."
              .formatted(text, resolution, Resolution.DAY));
    }
    DataSet set = DataStore.in(workspace).get(text.dataSet());
    List<String> symbols = text.symbols();
    if (symbols.isEmpty()) {
      boolean hasWished =
          !wishes.symbols().isEmpty()
              && wishes.symbols().stream().allMatch(one -> set.find(one, resolution).isPresent());
      symbols =
          hasWished
              ? wishes.symbols()
              : set.series().stream()
                  .filter(one -> one.resolution().equals(resolution))
                  .map(Series::symbol)
                  .toList();
    }
    boolean isWishedSet = wishes.dataSet().equals(text.dataSet());
    boolean hasDays = text.from().isPresent() || text.to().isPresent() || !isWishedSet;
    return new ReplayText(
        text.dataSet(),
        Optional.of(resolution),
        symbols,
        hasDays ? text.from() : wishes.from(),
        hasDays ? text.to() : wishes.to(),
        text.speed());
  }

  private static void refuseActions(ReplayText text, UsedSeries used) {
    if (!used.actions().actions().isEmpty()) {
      throw WorkspaceException.configuration(
          ("Replay cannot tell a split or dividend: symbol=%s, on=%s. Leave the symbol out, or"
                  + " replay days without one: %s.")
              .formatted(
                  used.instrument().symbol(), used.actions().actions().getFirst().exDate(), text));
    }
  }
}
