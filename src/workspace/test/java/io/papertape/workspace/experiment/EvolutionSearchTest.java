package io.papertape.workspace.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertape.strategy.rule.Condition;
import io.papertape.workspace.WorkspaceException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class EvolutionSearchTest {
  private static final int SEEDS = 20;
  private static final Axis FIFTY = numbers("a", 50);
  private static final Axis HUNDRED = numbers("b", 100);
  private static final Axis WORDS = new Axis("w", false, List.of("q,f,s,z,m,k,b,x".split(",")));

  private static Axis numbers(String name, int count) {
    return new Axis(name, true, IntStream.range(0, count).mapToObj(Integer::toString).toList());
  }

  private static ParameterSpace space(Axis... axes) {
    return new ParameterSpace(List.of(axes), Optional.empty(), new TreeMap<>());
  }

  /// All points that a search proposes when told what they are worth.
  private static List<Long> run(
      Search search, ParameterSpace space, ToDoubleFunction<int[]> worth) {
    List<Long> points = new ArrayList<>();
    List<Long> batch = search.next(List.of());
    while (!batch.isEmpty()) {
      points.addAll(batch);
      batch =
          search.next(
              batch.stream()
                  .map(point -> OptionalDouble.of(worth.applyAsDouble(space.places(point))))
                  .toList());
    }
    return points;
  }

  /// How many points of the space are better than the best of a search, in the mean over seeds.
  private static double left(
      SearchPlan.Kind kind, ParameterSpace space, int trials, ToDoubleFunction<int[]> worth) {
    double[] all =
        LongStream.range(0, space.size())
            .mapToDouble(point -> worth.applyAsDouble(space.places(point)))
            .toArray();
    double sum = 0;
    for (int seed = 1; seed <= SEEDS; seed++) {
      double best = Double.NEGATIVE_INFINITY;
      for (long point : run(new SearchPlan(kind, trials, seed).over(space), space, worth)) {
        best = Math.max(best, all[(int) point]);
      }
      double own = best;
      sum += Arrays.stream(all).filter(one -> one > own).count();
    }
    return sum / SEEDS;
  }

  private static void assertBeatsRandom(
      double times, ParameterSpace space, int trials, ToDoubleFunction<int[]> worth) {
    double evolved = left(SearchPlan.Kind.EVOLVE, space, trials, worth);
    double drawn = left(SearchPlan.Kind.RANDOM, space, trials, worth);
    assertThat(drawn).isPositive();
    assertThat(evolved).as("drawn leaves " + drawn).isLessThan(drawn / times);
  }

  private static double hill(int[] p) {
    return -Math.pow(p[0] - 37, 2) / 100 - Math.pow(p[1] - 22, 2) / 400;
  }

  /// A hill on which many smaller ones stand.
  private static double waves(int[] p) {
    double u = (p[0] - 41) / 10.0;
    double v = (p[1] - 63) / 16.0;
    return -u * u - v * v + 1.5 * (StrictMath.cos(5 * u) + StrictMath.cos(5 * v));
  }

  /// Each word has a hill of its own, elsewhere; the order of the words means nothing.
  private static double words(int[] p) {
    double[] height = {0, -2, 3, -1, 1, -3, 2, -2};
    int[] top = {5, 30, 22, 3, 35, 17, 9, 28};
    return height[p[1]] - Math.pow(p[0] - top[p[1]], 2) / 80 - Math.pow(p[2] - 15, 2) / 100;
  }

  @Test
  void itFindsWhatDrawingDoesNot() {
    assertBeatsRandom(3, space(FIFTY, HUNDRED), 60, EvolutionSearchTest::hill);
    assertBeatsRandom(20, space(FIFTY, HUNDRED), 200, EvolutionSearchTest::hill);
    assertBeatsRandom(10, space(numbers("a", 60), HUNDRED), 200, EvolutionSearchTest::waves);
    assertBeatsRandom(
        2, space(numbers("a", 40), WORDS, numbers("b", 40)), 200, EvolutionSearchTest::words);
  }

  @Test
  void theTopOfASmoothHillTakesAFewHundredthsOfTheGrid() {
    // 200 of 5 000 points.
    assertThat(left(SearchPlan.Kind.EVOLVE, space(FIFTY, HUNDRED), 200, EvolutionSearchTest::hill))
        .isZero();
  }

  @Test
  void noPointIsProposedTwiceAndTheNumberOfTrialsIsKept() {
    ParameterSpace space = space(FIFTY, HUNDRED);
    for (int trials : new int[] {1, 2, 3, 7, 8, 100, 333}) {
      assertThat(run(new EvolutionSearch(space, trials, 5), space, EvolutionSearchTest::hill))
          .hasSize(trials)
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void aSmallSpaceIsTriedAsAWhole() {
    for (Axis axis : List.of(numbers("n", 1), numbers("n", 2), numbers("n", 91), WORDS)) {
      ParameterSpace space = space(axis);
      assertThat(run(new EvolutionSearch(space, 200, 5), space, p -> p[0] % 7))
          .hasSize(axis.values().size())
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void theSameScoresLeadToTheSamePointsAndAnotherSeedToOthers() {
    ParameterSpace space = space(FIFTY, WORDS, HUNDRED);
    ToDoubleFunction<int[]> worth = p -> p[0] - p[2] + p[1];
    List<Long> one = run(new EvolutionSearch(space, 150, 5), space, worth);

    assertThat(run(new EvolutionSearch(space, 150, 5), space, worth)).isEqualTo(one);
    assertThat(run(new EvolutionSearch(space, 150, 6), space, worth)).isNotEqualTo(one);
  }

  @Test
  void theConditionHoldsForEveryPoint() {
    ParameterSpace space =
        new ParameterSpace(
            List.of(FIFTY, HUNDRED),
            Optional.of(Condition.parse("2 * a < b and b < 2 * a + 5", List.of("a", "b"))),
            new TreeMap<>());

    List<Long> points = run(new EvolutionSearch(space, 90, 5), space, EvolutionSearchTest::hill);

    assertThat(points).hasSize(90).doesNotHaveDuplicates();
    assertThat(points)
        .allSatisfy(
            point -> {
              int[] p = space.places(point);
              assertThat(p[1] - 2 * p[0]).isBetween(1, 4);
            });
  }

  @Test
  void aConditionThatLeavesNothingIsNamed() {
    ParameterSpace space =
        new ParameterSpace(
            List.of(FIFTY), Optional.of(Condition.parse("a > 100", List.of("a"))), new TreeMap<>());

    assertThatThrownBy(() -> new EvolutionSearch(space, 90, 5).next(List.of()))
        .isInstanceOf(WorkspaceException.class)
        .hasMessage(
            "No point found: points=50, of which --where a > 100 leaves none or few. Change one of"
                + " them.");
  }

  @Test
  void pointsWithoutAScoreAreTheWorst() {
    ParameterSpace space = space(FIFTY, HUNDRED);
    Search search = new EvolutionSearch(space, 200, 5);
    int tried = 0;
    int without = 0;
    List<Long> batch = search.next(List.of());
    while (!batch.isEmpty()) {
      List<OptionalDouble> scores = new ArrayList<>();
      for (long point : batch) {
        boolean isRefused = space.places(point)[0] < 25;
        scores.add(isRefused ? OptionalDouble.empty() : OptionalDouble.of(1));
        without += isRefused && tried > 100 ? 1 : 0;
      }
      tried += batch.size();
      batch = search.next(scores);
    }

    assertThat(tried).isEqualTo(200);
    // Half of the space is refused.
    assertThat(without).isLessThan(25);
  }

  @Test
  void aSearchWithoutAnyScoreEndsToo() {
    ParameterSpace space = space(FIFTY, HUNDRED);
    Search search = new EvolutionSearch(space, 100, 5);
    int tried = 0;
    List<Long> batch = search.next(List.of());
    while (!batch.isEmpty()) {
      tried += batch.size();
      batch = search.next(batch.stream().map(_ -> OptionalDouble.empty()).toList());
    }

    assertThat(tried).isEqualTo(100);
  }
}
