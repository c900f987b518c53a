package io.papertape.workspace.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/// Runs what searches propose, several trials at a time; each point once, whoever proposes it,
/// and those in the log not again.
///
/// All searches see the scores of one round before any of them proposes the next, so what is
/// tried depends on nothing that is timed. Trials are entered into the registry in the order in
/// which they were proposed, about once a second.
final class SearchRunner {
  private static final long REGISTER_NANOS = 200_000_000;

  private final TrialRunner runner;
  private final ParameterSpace space;
  private final TrialPool pool;
  private final TrialLog log;
  private final TrialRegistry registry;
  private final SweepProgress progress;
  private final LongSupplier nanoClock;
  private final List<Long> points = new ArrayList<>();
  private final List<Trial> trials = new ArrayList<>();
  private final List<String> configurations = new ArrayList<>();
  private final Map<Long, Integer> indexes = new TreeMap<>();

  /// How many trials of this round are registered.
  private int registered;

  private long registeredNanos;
  private int done;

  /// How good a trial is for a search; the higher the better.
  @FunctionalInterface
  interface Scorer {
    OptionalDouble score(int search, Trial trial);
  }

  /// @param nanoClock paces the registry; it decides nothing else
  SearchRunner(
      TrialRunner runner,
      ParameterSpace space,
      TrialPool pool,
      TrialLog log,
      TrialRegistry registry,
      SweepProgress progress,
      LongSupplier nanoClock) {
    this.runner = runner;
    this.space = space;
    this.pool = pool;
    this.log = log;
    this.registry = registry;
    this.progress = progress;
    this.nanoClock = nanoClock;
    registeredNanos = nanoClock.getAsLong();
  }

  /// Runs searches to their end.
  Tried all(List<Search> searches, Scorer scorer) {
    List<List<Integer>> own = new ArrayList<>();
    List<List<Long>> batches = new ArrayList<>();
    for (Search search : searches) {
      own.add(new ArrayList<>());
      batches.add(search.next(List.of()));
    }
    while (batches.stream().anyMatch(batch -> !batch.isEmpty())) {
      LinkedHashSet<Long> fresh = new LinkedHashSet<>();
      batches.forEach(fresh::addAll);
      fresh.removeAll(indexes.keySet());
      run(List.copyOf(fresh));
      for (int i = 0; i < searches.size(); i++) {
        if (!batches.get(i).isEmpty()) {
          List<Integer> proposed = own.get(i);
          batches.get(i).forEach(point -> proposed.add(indexes.get(point)));
          batches.set(i, searches.get(i).next(scores(i, batches.get(i), scorer)));
        }
      }
    }
    TreeSet<Integer> blind = new TreeSet<>();
    for (int i = 0; i < searches.size(); i++) {
      List<Integer> proposed = own.get(i);
      blind.addAll(proposed.subList(0, Math.min(searches.get(i).blind(), proposed.size())));
    }
    return new Tried(
        points,
        trials,
        configurations,
        own.stream().map(one -> one.stream().mapToInt(Integer::intValue).toArray()).toList(),
        blind);
  }

  private List<OptionalDouble> scores(int search, List<Long> batch, Scorer scorer) {
    OptionalDouble[] scores = new OptionalDouble[batch.size()];
    pool.all(
        scores.length,
        i -> scores[i] = scorer.score(search, trials.get(indexes.get(batch.get(i)))),
        _ -> {});
    return Arrays.asList(scores);
  }

  private void run(List<Long> fresh) {
    Trial[] made = new Trial[fresh.size()];
    String[] named = new String[made.length];
    registered = 0;
    pool.all(
        made.length,
        i -> {
          Trial trial = trial(fresh.get(i));
          named[i] = runner.configuration(trial.parameters());
          finished(made, i, trial, named);
          return trial;
        },
        _ -> {});
    register(made, named);
    for (int i = 0; i < made.length; i++) {
      indexes.put(fresh.get(i), points.size());
      points.add(fresh.get(i));
      trials.add(made[i]);
      configurations.add(named[i]);
    }
  }

  private Trial trial(long point) {
    Optional<Trial> known = log.find(point);
    if (known.isPresent()) {
      return known.get();
    }
    Trial trial = runner.run(space.at(point));
    log.append(point, trial);
    return trial;
  }

  private synchronized void finished(Trial[] made, int index, Trial trial, String[] named) {
    made[index] = trial;
    progress.done(++done);
    if (nanoClock.getAsLong() - registeredNanos >= REGISTER_NANOS) {
      register(made, named);
    }
  }

  private static TrialRegistry.Entry entry(String configuration, Trial trial) {
    return new TrialRegistry.Entry(
        configuration,
        trial.sharpe(),
        trial.returns().length,
        trial.status() == Trial.Status.STOPPED);
  }

  /// Enters what is done without a gap.
  private synchronized void register(Trial[] made, String[] named) {
    int end = registered;
    while (end < made.length && made[end] != null) {
      end++;
    }
    registry.add(
        IntStream.range(registered, end)
            .filter(i -> made[i].isCounted())
            .mapToObj(i -> entry(named[i], made[i]))
            .toList());
    registered = end;
    registeredNanos = nanoClock.getAsLong();
  }
}
