package io.papertape.workspace.experiment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// Differential evolution on the places of a grid (DE/current-to-pbest/1/bin): the challenger of a
/// point is the point itself, moved towards one of the best quarter and by the difference of two
/// others, and takes its place unless it is worse. Rounded to places, reflected at the ends; of
/// words, which have no order, it takes one of these points' or any. A point that was tried is
/// known and not tried again. Once all challengers are known, points are drawn evenly and
/// challenge instead, until the number of trials is reached.
///
/// Sources: Storn and Price, "Differential evolution", Journal of Global Optimization 11, 1997;
/// Zhang and Sanderson, "JADE", IEEE Transactions on Evolutionary Computation 13(5), 2009.
final class EvolutionSearch implements Search {
  private static final double LEAST_WEIGHT = 0.4;
  private static final double MOST_WEIGHT = 0.9;
  private static final double CROSSING = 0.9;
  private static final double BEST_PART = 0.25;
  private static final int SMALLEST = 8;
  private static final int LARGEST = 40;
  private static final int PER_AXIS = 8;
  private static final int LEAST_ROUNDS = 7;
  private static final int IDLE_ROUNDS = 50;
  private static final int TRIES = 20;

  private final ParameterSpace space;
  private final int trials;
  private final SplittableRandom random;
  private final Map<Long, Double> known = new TreeMap<>();
  private final List<Long> population = new ArrayList<>();
  private final List<Long> challengers = new ArrayList<>();
  private List<Long> proposed = List.of();

  EvolutionSearch(ParameterSpace space, int trials, long seed) {
    this.space = space;
    this.trials = trials;
    random = new SplittableRandom(seed);
  }

  @Override
  public int most() {
    return (int) Math.min(trials, space.size());
  }

  @Override
  public int blind() {
    return population.size();
  }

  @Override
  public List<Long> next(List<OptionalDouble> scores) {
    for (int i = 0; i < proposed.size(); i++) {
      known.put(proposed.get(i), scores.get(i).orElse(Double.NEGATIVE_INFINITY));
    }
    if (population.isEmpty()) {
      long wanted = Math.min((long) PER_AXIS * space.axes().size(), trials / LEAST_ROUNDS);
      int size = Math.min(Math.clamp(wanted, SMALLEST, LARGEST), trials);
      population.addAll(RandomSearch.draw(space, size, random, Set.of()));
      proposed = List.copyOf(population);
      if (proposed.isEmpty()) {
        throw RandomSearch.none(space);
      }
      return proposed;
    }
    proposed = List.of();
    for (int idle = 0; proposed.isEmpty() && idle < IDLE_ROUNDS; idle++) {
      if (known.size() >= most()) {
        return List.of();
      }
      select();
      challenge();
      propose();
    }
    if (proposed.isEmpty()) {
      drawAnew();
    }
    return proposed;
  }

  /// A challenger that was cut off by the number of trials is unknown and loses.
  private void select() {
    for (int i = 0; i < challengers.size(); i++) {
      double other = known.getOrDefault(challengers.get(i), Double.NaN);
      if (other >= known.get(population.get(i))) {
        population.set(i, challengers.get(i));
      }
    }
  }

  private void propose() {
    proposed =
        challengers.stream()
            .distinct()
            .filter(point -> !known.containsKey(point))
            .limit(trials - known.size())
            .toList();
  }

  private void drawAnew() {
    int count = Math.min(population.size(), trials - known.size());
    challengers.clear();
    challengers.addAll(RandomSearch.draw(space, count, random, known.keySet()));
    proposed = List.copyOf(challengers);
  }

  private void challenge() {
    List<Long> best =
        population.stream()
            .sorted(Comparator.comparingDouble((Long point) -> -known.get(point)))
            .limit(Math.max(1, (int) (BEST_PART * population.size())))
            .toList();
    challengers.clear();
    for (int i = 0; i < population.size(); i++) {
      long challenger = population.get(i);
      for (int n = 0; n < TRIES; n++) {
        long made = made(i, best.get(random.nextInt(best.size())));
        if (space.allows(made)) {
          challenger = made;
          break;
        }
      }
      challengers.add(challenger);
    }
  }

  private long made(int target, long best) {
    int[] others = others(target);
    int[] own = space.places(population.get(target));
    int[] towards = space.places(best);
    int[] plus = space.places(population.get(others[0]));
    int[] minus = space.places(population.get(others[1]));
    double weight = random.nextDouble(LEAST_WEIGHT, MOST_WEIGHT);
    int certain = random.nextInt(own.length);
    for (int k = 0; k < own.length; k++) {
      if (k == certain || random.nextDouble() < CROSSING) {
        Axis axis = space.axes().get(k);
        double moved = own[k] + weight * (towards[k] - own[k]) + weight * (plus[k] - minus[k]);
        own[k] =
            axis.isNumber()
                ? reflected(Math.round(moved), axis.values().size())
                : word(axis, own[k], towards[k], plus[k]);
      }
    }
    return space.point(own);
  }

  /// Two different members, neither of them the target, as far as there are so many.
  private int[] others(int target) {
    int[] all = IntStream.range(0, population.size()).filter(i -> i != target).toArray();
    if (all.length < 2) {
      return new int[] {target, target};
    }
    int plus = random.nextInt(all.length);
    int minus = random.nextInt(all.length - 1);
    return new int[] {all[plus], all[minus < plus ? minus : minus + 1]};
  }

  /// One word in ten is any, four in ten are that of a good point, two in ten another's.
  private int word(Axis axis, int own, int best, int other) {
    double drawn = random.nextDouble();
    if (drawn < 0.1) {
      return random.nextInt(axis.values().size());
    }
    return drawn < 0.5 ? best : drawn < 0.7 ? other : own;
  }

  private static int reflected(long place, int length) {
    long inside = place < 0 ? -place : place >= length ? 2L * (length - 1) - place : place;
    return Math.clamp(inside, 0, length - 1);
  }
}
