package io.papertape.model;

import io.papertape.indicator.Indicator;
import io.papertape.market.BarColumns;
import io.papertape.market.CorporateActions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/// Rows to learn from, in the order of time, then instrument: features as known at the close of a
/// bar, and the target that came after. Where the bars end before the target does, there is no
/// row.
///
/// @param timeNanos  when the features were known
/// @param knownNanos when the target was known
/// @param features   `[row][feature]`, not scaled
public record TrainingRows(
    long[] timeNanos, long[] knownNanos, double[][] features, double[] targets) {
  private static final CorporateActions NO_ACTIONS = CorporateActions.none("");

  /// Bars without a split.
  public static TrainingRows of(List<Feature> features, Target target, List<BarColumns> bars) {
    return of(features, target, bars, Collections.nCopies(bars.size(), NO_ACTIONS));
  }

  /// Runs the bars of all instruments side by side, as a simulation does. Bars are raw; a split
  /// restates what was seen before it, and a target over it counts the new shares.
  ///
  /// @param actions of each instrument; only splits count
  public static TrainingRows of(
      List<Feature> features,
      Target target,
      List<BarColumns> bars,
      List<CorporateActions> actions) {
    Collector rows = new Collector();
    CrossSection section = new CrossSection(features, bars.size());
    List<List<Indicator>> fed = new ArrayList<>();
    List<SplitSteps> splits = new ArrayList<>();
    for (int i = 0; i < bars.size(); i++) {
      fed.add(section.indicators(i));
      splits.add(new SplitSteps(bars.get(i), actions.get(i)));
    }
    int[] next = new int[bars.size()];
    for (long now = nextMoment(bars, next); now != Long.MAX_VALUE; now = nextMoment(bars, next)) {
      section.clear();
      for (int i = 0; i < next.length; i++) {
        if (next[i] < bars.get(i).size() && bars.get(i).closeTimeNanos()[next[i]] == now) {
          splits.get(i).rescaleAhead(next[i], fed.get(i));
          feed(fed.get(i), bars.get(i), next[i]++);
          section.take(i);
        }
      }
      section.rank();
      for (int i = 0; i < next.length; i++) {
        if (section.isPresent(i)) {
          rows.add(section.values(i), features, target, bars.get(i), splits.get(i), next[i] - 1);
        }
      }
    }
    return rows.build();
  }

  private static long nextMoment(List<BarColumns> bars, int[] next) {
    long moment = Long.MAX_VALUE;
    for (int i = 0; i < next.length; i++) {
      if (next[i] < bars.get(i).size()) {
        moment = Math.min(moment, bars.get(i).closeTimeNanos()[next[i]]);
      }
    }
    return moment;
  }

  private static void feed(List<Indicator> indicators, BarColumns bars, int bar) {
    for (Indicator indicator : indicators) {
      indicator.update(
          bars.open()[bar],
          bars.high()[bar],
          bars.low()[bar],
          bars.close()[bar],
          bars.volume()[bar]);
    }
  }

  public int size() {
    return targets.length;
  }

  /// Rows `[from, to)`.
  public TrainingRows slice(int from, int to) {
    return new TrainingRows(
        Arrays.copyOfRange(timeNanos, from, to),
        Arrays.copyOfRange(knownNanos, from, to),
        Arrays.copyOfRange(features, from, to),
        Arrays.copyOfRange(targets, from, to));
  }

  /// The first row of the moment that the row at a share of all rows belongs to: moments are
  /// never cut in two.
  public int cut(double share) {
    int row = (int) Math.floor(share * size());
    while (row > 0 && row < size() && timeNanos[row - 1] == timeNanos[row]) {
      row--;
    }
    return row;
  }

  /// The rows before one whose targets were known when it was: what could have been learned by
  /// then.
  public TrainingRows knownBefore(int row) {
    if (row == size()) {
      return this;
    }
    int[] kept = new int[row];
    int count = 0;
    for (int i = 0; i < row; i++) {
      if (knownNanos[i] <= timeNanos[row]) {
        kept[count++] = i;
      }
    }
    int[] chosen = Arrays.copyOf(kept, count);
    return new TrainingRows(
        Arrays.stream(chosen).mapToLong(i -> timeNanos[i]).toArray(),
        Arrays.stream(chosen).mapToLong(i -> knownNanos[i]).toArray(),
        Arrays.stream(chosen).mapToObj(i -> features[i]).toArray(double[][]::new),
        Arrays.stream(chosen).mapToDouble(i -> targets[i]).toArray());
  }

  /// Rows under way.
  private static final class Collector {
    private final List<long[]> times = new ArrayList<>();
    private final List<double[]> features = new ArrayList<>();
    private final List<Double> targets = new ArrayList<>();

    void add(
        double[] values,
        List<Feature> names,
        Target target,
        BarColumns bars,
        SplitSteps splits,
        int bar) {
      int end = bar + target.horizonBars();
      if (end >= bars.size()) {
        return;
      }
      for (int i = 0; i < values.length; i++) {
        if (!Double.isFinite(values[i])) {
          throw new IllegalArgumentException(
              "Feature has no finite value: feature=%s, value=%s, bar=%d. Leave it out."
                  .formatted(names.get(i), values[i], bar));
        }
      }
      times.add(new long[] {bars.closeTimeNanos()[bar], bars.closeTimeNanos()[end]});
      features.add(values.clone());
      targets.add(target.of(bars, splits, bar));
    }

    TrainingRows build() {
      return new TrainingRows(
          times.stream().mapToLong(t -> t[0]).toArray(),
          times.stream().mapToLong(t -> t[1]).toArray(),
          features.toArray(double[][]::new),
          targets.stream().mapToDouble(t -> t).toArray());
    }
  }
}
