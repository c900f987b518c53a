package io.papertape.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.benchmark.SoakTimes.Outcome;
import io.papertape.benchmark.soak.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class SoakTimesTest {
  private static final String WELL = "STOPPED IDENTICAL entries 1";

  /// Thirty days, of which the first nine are left out of account.
  private static List<Sample> samples(long heapPerDay, long residentPerDay, int threadEvery) {
    List<Sample> samples = new ArrayList<>();
    for (int day = 1; day <= 30; day++) {
      int noise = day % 2 * 50_000;
      int early = day < 10 ? day * 1_000_000 : 10_000_000;
      samples.add(
          new Sample(
              day,
              early + noise + heapPerDay * day,
              early + noise + residentPerDay * day,
              20 + day / threadEvery,
              50,
              day));
    }
    return samples;
  }

  @Test
  void whatStaysAsItIsIsNoFaultAndEachGrowthIs() {
    assertThat(new Outcome(samples(1_000, 1_000, 100), List.of(), WELL).faults()).isEmpty();
    assertThat(new Outcome(samples(100_000, 1_000, 100), List.of(), WELL).faults())
        .singleElement()
        .asString()
        .startsWith("It grows by heap bytes: +");
    assertThat(new Outcome(samples(0, 400_000, 100), List.of(), WELL).faults())
        .singleElement()
        .asString()
        .startsWith("It grows by resident bytes: +");
    assertThat(new Outcome(samples(0, 0, 15), List.of(), WELL).faults())
        .singleElement()
        .asString()
        .startsWith("It grows by threads: +0.0");
    assertThat(new Outcome(samples(0, 0, 100), List.of(), "STOPPED DIVERGES").faults())
        .containsExactly("Session did not end well: STOPPED DIVERGES");
  }

  @Test
  void twoFeedDaysOverSocketsBringEveryMisfortuneAndLoseNothing() throws Exception {
    Outcome outcome = SoakTimes.soak(2);
    assertThat(outcome.faults()).isEmpty();
    assertThat(outcome.samples()).hasSize(2).allMatch(one -> one.frames() > 80_000L * one.day());
    assertThat(outcome.threads())
        .singleElement()
        .asString()
        .startsWith("threads of day 2: ")
        .contains("feed-binance-us 1", "session-");
    assertThat(number(outcome, "overlaps")).isPositive();
    assertThat(number(outcome, "fetched")).isGreaterThan(10);
    assertThat(outcome.end())
        .contains("LOST SILENT=", "LOST BROKEN=", "LOST UNAVAILABLE=", "CLOSED REPLACED=")
        .contains("CONNECTING LIFE_ENDS=", "duplicate=");
    long first = outcome.samples().getFirst().descriptors();
    assertThat(outcome.samples().getLast().descriptors()).isBetween(first - 3, first + 3);
  }

  private static long number(Outcome outcome, String name) {
    Matcher matcher = Pattern.compile(name + " (\\d+)").matcher(outcome.end());
    assertThat(matcher.find()).isTrue();
    return Long.parseLong(matcher.group(1));
  }
}
