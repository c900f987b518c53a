package io.papertape.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CollectorPausesTest {
  private static final List<String> LOG =
      List.of(
          "[0.006s] Using Serial",
          "[0.862s] GC(0) Pause Young (Allocation Failure) 102M->17M(365M) 26.084ms",
          "[5.569s] GC(1) Pause Young (Allocation Failure) 124M->23M(365M) 3.250ms",
          "[9.991s] GC(2) Pause Full (Allocation Failure) 124M->24M(365M) 40.500ms");

  @Test
  void pausesFromATimeOnAreCountedAndAdded() {
    assertThat(CollectorPauses.of(LOG, 5)).isEqualTo(new CollectorPauses(2, 40.5, 43.75));
    assertThat(CollectorPauses.of(LOG, 5))
        .hasToString("pauses of the collector: 2, longest 40.5 ms, in all 44 ms");
  }

  @Test
  void aLogWithoutThemHasNone() {
    assertThat(CollectorPauses.of(LOG, 10)).isEqualTo(new CollectorPauses(0, 0, 0));
  }
}
