package io.papertape.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;

/// The command, without measuring anything.
class BenchTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(String... arguments) throws Exception {
    return new Bench(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8))
        .run(arguments);
  }

  @Test
  void helpListsEveryWorkload() throws Exception {
    assertThat(run("--help")).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("Usage: ./papertape bench")
        .contains(
            Workload.all(TickTimes.DEFAULT_QUOTES).stream()
                .map(one -> "  " + one.id() + " ")
                .toList());
  }

  @Test
  void anUnknownWorkloadIsRefused() throws Exception {
    assertThat(run("W99")).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .isEqualToIgnoringNewLines(
            "Unknown workload: name=W99. Use one of W1, W1L, W1J, W2, W3, W4, W5, W6, W7, W8, P1,"
                + " P2.");
  }

  @Test
  void everyProgramOfAJmhWorkloadIsAMethod() {
    List<String> known =
        Arrays.stream(CrossBenchmark.class.getDeclaredMethods()).map(m -> m.getName()).toList();
    for (Workload workload : Workload.all(TickTimes.DEFAULT_QUOTES)) {
      if (!List.of(ProcessTimes.class, TickTimes.class, SessionTimes.class, SoakTimes.class)
          .contains(workload.benchmark())) {
        List<String> methods =
            Arrays.stream(workload.benchmark().getDeclaredMethods())
                .map(method -> method.getName())
                .toList();
        assertThat(workload.programs())
            .allMatch(one -> methods.contains(one.method()) || known.contains(one.method()));
      }
    }
  }

  @Test
  void bytesBeyondThoseOfBarsBelongToOrders() {
    SequencedMap<String, Score> scores = new LinkedHashMap<>();
    scores.put("idle", new Score("idle", 1, 1, 0, 0.1, Double.NaN));
    scores.put("trading", new Score("trading", 1, 1, 0, 4.1, Double.NaN));
    Facts facts = new Facts("bars", "bar", 1_000, 20, 20, List.of());
    Verdict order = verdict(new Goal.BytesPerOrder("trading", "idle", 100), scores, facts);
    Verdict event = verdict(new Goal.BytesPerEvent("idle"), scores, facts);
    assertThat(order.reached()).isBetween(199.999, 200.001);
    assertThat(order.isBroken()).isTrue();
    assertThat(event.isBroken()).isFalse();
  }

  @Test
  void aCostIsTheTimeThatIsSpentBeyondTheProgramWithoutIt() {
    SequencedMap<String, Score> scores = new LinkedHashMap<>();
    scores.put("recorded", new Score("recorded", 1_000, 900, 0, 0, Double.NaN));
    scores.put("plain", new Score("plain", 2_000, 900, 0, 0, Double.NaN));
    Facts facts = new Facts("bars", "bar", 1_000, 20, 20, List.of());
    Cost cost = new Cost("journal entry", "recorded", "plain", Facts::orders);
    assertThat(cost.text(scores, facts))
        .isEqualTo("25000000 ns a journal entry, of 20 (recorded less plain)");
    scores.remove("plain");
    assertThat(cost.nanos(scores, facts)).isNaN();
  }

  @Test
  void aGoalThatWasNotMeasuredDoesNotHold() {
    Facts facts = new Facts("bars", "bar", 1_000, 20, 20, List.of());
    SequencedMap<String, Score> none = new LinkedHashMap<>();
    for (Workload workload : Workload.all(TickTimes.DEFAULT_QUOTES)) {
      assertThat(workload.goals()).noneMatch(goal -> verdict(goal, none, facts).holds());
    }
  }

  private static Verdict verdict(Goal goal, SequencedMap<String, Score> scores, Facts facts) {
    return new Verdict(goal, goal.reached(scores, facts));
  }
}
