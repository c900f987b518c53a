package io.papertape.workspace.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.strategy.DeclaredParameter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParameterSpaceTest {
  /// Neither of the searches that draw needs to see all points.
  @Test
  void aSpaceOfMoreThanAHundredMillionPointsCanBeDrawnFrom() {
    List<String> values = IntStream.range(0, 50_000).mapToObj(Integer::toString).toList();
    ParameterSpace space =
        new ParameterSpace(
            List.of(
                new Axis("a", true, values),
                new Axis("b", true, values),
                new Axis("c", true, values)),
            Optional.empty(),
            new TreeMap<>());
    assertThat(space.size()).isEqualTo(125_000_000_000_000L);
    assertThat(new RandomSearch(space, 300, 1).next(List.of()))
        .hasSize(300)
        .doesNotHaveDuplicates()
        .allMatch(point -> space.point(space.places(point)) == point);
    assertThat(new EvolutionSearch(space, 300, 1).next(List.of())).hasSize(24);
    assertThatThrownBy(
            () ->
                new ParameterSpace(
                    IntStream.range(0, 4).mapToObj(i -> new Axis("x" + i, true, values)).toList(),
                    Optional.empty(),
                    new TreeMap<>()))
        .isInstanceOf(WorkspaceException.class)
        .hasMessage(
            "Grid is too large: axes=4, most=1000000000000000000 points. Take larger steps or"
                + " fewer parameters.");
  }

  @TempDir private Path home;
  private List<DeclaredParameter> declared = List.of();

  @BeforeEach
  void declare() {
    declared = new SweepStage(home).variants().parameters();
  }

  @Test
  void rangesStepsAndChoicesAreSpeltOut() {
    ParameterSpace space = space("fast=5..8, part=0.1..0.5:0.2", "note=plain|bold|x y");
    assertThat(space.axes())
        .extracting(Axis::values)
        .containsExactly(
            List.of("5", "6", "7", "8"),
            List.of("0.1", "0.3", "0.5"),
            List.of("plain", "bold", "x y"));
    assertThat(space.size()).isEqualTo(36);
    assertThat(space.at(0)).hasToString("{fast=5, note=plain, part=0.1}");
    assertThat(space.at(35)).hasToString("{fast=8, note=x y, part=0.5}");
    assertThat(space.point(space.places(17))).isEqualTo(17);
    assertThat(space("fast=5..8:3").axes().getFirst().values()).containsExactly("5", "8");
  }

  /// Else the rows of a sweep would be other runs than those that `backtest` makes.
  @Test
  void valuesHaveTheSpellingThatRunsStateThemIn() {
    ParameterSpace space = space("fast=05|+6|20", "part=0.90|0.950", "note=05|5");
    assertThat(space.axes())
        .extracting(Axis::values)
        .containsExactly(List.of("5", "6", "20"), List.of("0.9", "0.95"), List.of("05", "5"));
    assertThat(space("fast=02..4:1.0").axes().getFirst().values()).containsExactly("2", "3", "4");
  }

  @Test
  void aConditionMayUseWhatIsNotVaried() {
    ParameterSpace space =
        ParameterSpace.parse(List.of("fast=5..30"), Optional.of("fast < slow"), declared);
    assertThat(points(new GridSearch(space, 100))).hasSize(15);
  }

  @Test
  void whatMakesNoSenseIsRefused() {
    refuses("fst=5..8", "Unknown parameter: --grid fst=5..8, parameter=fst. Did you mean fast?");
    refuses("fast=8..5", "Range is empty: --grid fast=8..5, first=8, last=5. Swap the two.");
    refuses(
        "part=0.1..0.5",
        "Range of numbers without a step: --grid part=0.1..0.5. Add one, as in part=0.1..0.5:0.1.");
    refuses("fast=1..5", "Out of range: --grid fast=1..5, parameter=fast, value=1. Give 2 to 500.");
    refuses(
        "fast=5|a", "Wrong type: --grid fast=5|a, parameter=fast, value=a. Give a whole number.");
    refuses("fast=5|5", "Value is empty or there twice: --grid fast=5|5. Give each once.");
    refuses(
        "fast=10|010|+10",
        "Value is empty or there twice: --grid fast=10|010|+10. Give each once.");
    refuses(
        "part=0.5|0.50", "Value is empty or there twice: --grid part=0.5|0.50. Give each once.");
    refuses("fast=5..8:0", "Step is not above 0: --grid fast=5..8:0, step=0. Give a larger one.");
    refuses(
        "fast",
        "Not a range: --grid fast. Write name=first..last, name=first..last:step or name=a|b|c.");
    refuses(
        "fast=5..8,,",
        "Range is missing: --grid 'fast=5..8,,', empty=part 2 of 3. Take the comma out, or write a"
            + " range there.");
    refuses(
        " ",
        "Range is missing: --grid ' ', empty=part 1 of 1."
            + " Write name=first..last, name=first..last:step or name=a|b|c.");
    refuses("fast=5..8,fast=3", "Parameter is there twice: --grid fast=3. Give it once.");
  }

  @Test
  void aGridThatIsTooLargeOrEmptyIsRefused() {
    ParameterSpace space = space("fast=5..54,slow=60..159");
    assertThatThrownBy(() -> new GridSearch(space, 4_999))
        .isInstanceOf(WorkspaceException.class)
        .hasMessage(
            "Too many trials: trials=5000, most=4999. Raise --max-trials, take larger steps, or"
                + " draw some with --search random --trials N.");
    ParameterSpace none =
        ParameterSpace.parse(List.of("fast=5..9"), Optional.of("fast > slow"), declared);
    assertThatThrownBy(() -> new GridSearch(none, 100))
        .hasMessage(
            "Grid is empty: points=5, of which --where fast > slow leaves none."
                + " Change one of them.");
    assertThatThrownBy(
            () -> ParameterSpace.parse(List.of("fast=5..9"), Optional.of("fast <"), declared))
        .isInstanceOf(WorkspaceException.class)
        .hasMessageStartingWith("Condition is refused: --where fast <. ");
  }

  @Test
  void aRandomSearchDrawsDistinctPointsAndTheSameForTheSameSeed() {
    ParameterSpace space =
        ParameterSpace.parse(
            List.of("fast=5..54,slow=10..60"), Optional.of("fast < slow"), declared);
    List<Long> drawn = points(new RandomSearch(space, 100, 7));
    assertThat(drawn).hasSize(100).doesNotHaveDuplicates().allMatch(space::allows);
    assertThat(points(new RandomSearch(space, 100, 7))).isEqualTo(drawn);
    assertThat(points(new RandomSearch(space, 100, 8))).isNotEqualTo(drawn);
    assertThat(points(new RandomSearch(space("fast=5..9"), 100, 1))).hasSize(5);
  }

  @Test
  void evolutionFindsAHillWithFewTrials() {
    ParameterSpace space = space("fast=2..201,slow=3..202");
    Search search = new EvolutionSearch(space, 600, 3);
    List<Long> all = new ArrayList<>();
    List<OptionalDouble> scores = new ArrayList<>();
    double best = Double.NEGATIVE_INFINITY;
    for (List<Long> batch = search.next(scores); !batch.isEmpty(); batch = search.next(scores)) {
      all.addAll(batch);
      scores = new ArrayList<>();
      for (long point : batch) {
        int[] places = space.places(point);
        double score = -Math.hypot(places[0] - 140, places[1] - 30);
        scores.add(OptionalDouble.of(score));
        best = Math.max(best, score);
      }
    }
    assertThat(all).hasSizeLessThanOrEqualTo(600).doesNotHaveDuplicates();
    assertThat(best).isGreaterThan(-3);
  }

  private List<Long> points(Search search) {
    return search.next(List.of());
  }

  private ParameterSpace space(String... grid) {
    return ParameterSpace.parse(List.of(grid), Optional.empty(), declared);
  }

  private void refuses(String grid, String message) {
    assertThatThrownBy(() -> space(grid))
        .isInstanceOf(WorkspaceException.class)
        .hasMessage(message);
  }
}
