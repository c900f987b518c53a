package io.papertape.workspace.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.TreeMap;

/// Differential evolution on the places of a grid (DE/rand/1/bin): the challenger of a point is
/// made of another one plus 0.7 times the difference of two more, crossed with the point at 0.9,
/// and takes its place unless it is worse. Rounded to places, reflected at the ends; a point that
/// was tried is known and not tried again.
///
/// Source: Storn and Price, "Differential evolution", Journal of Global Optimization 11, 1997.
final class EvolutionSearch implements Search {
  private static final double WEIGHT = 0.7;
  private static final double CROSSING = 0.9;
  private static final int SMALLEST = 8;
  private static final int LARGEST = 40;
  private static final int PER_AXIS = 10;
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
  public List<Long> next(List<OptionalDouble> scores) {
    for (int i = 0; i < proposed.size(); i++) {
      known.put(proposed.get(i), scores.get(i).orElse(Double.NEGATIVE_INFINITY));
    }
    if (population.isEmpty()) {
      int size = Math.clamp((long) PER_AXIS * space.axes().size(), SMALLEST, LARGEST);
      population.addAll(RandomSearch.draw(space, Math.min(size, trials), random));
      proposed = List.copyOf(population);
      return proposed;
    }
    proposed = List.of();
    for (int idle = 0; proposed.isEmpty() && idle < IDLE_ROUNDS; idle++) {
      select();
      challenge();
      proposed =
          challengers.stream()
              .distinct()
              .filter(point -> !known.containsKey(point))
              .limit(trials - known.size())
              .toList();
      if (known.size() >= trials || population.size() < 4) {
        return List.of();
      }
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

  private void challenge() {
    challengers.clear();
    for (int i = 0; i < population.size(); i++) {
      long challenger = population.get(i);
      for (int n = 0; n < TRIES; n++) {
        long made = made(i);
        if (space.allows(made)) {
          challenger = made;
          break;
        }
      }
      challengers.add(challenger);
    }
  }

  private long made(int target) {
    int[] own = space.places(population.get(target));
    int[] start = places();
    int[] plus = places();
    int[] minus = places();
    int certain = random.nextInt(own.length);
    for (int k = 0; k < own.length; k++) {
      if (k == certain || random.nextDouble() < CROSSING) {
        double value = start[k] + WEIGHT * (plus[k] - minus[k]);
        own[k] = reflected(Math.round(value), space.axes().get(k).values().size());
      }
    }
    return space.point(own);
  }

  private int[] places() {
    return space.places(population.get(random.nextInt(population.size())));
  }

  private static int reflected(long place, int length) {
    long inside = place < 0 ? -place : place >= length ? 2L * (length - 1) - place : place;
    return Math.clamp(inside, 0, length - 1);
  }
}
