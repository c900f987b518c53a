package io.papertape.live.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.live.tape.TapeReader;
import io.papertape.simulation.EquityCurve;
import io.papertape.simulation.RunMemory;
import io.papertape.workspace.Workspace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DayLevelsTest {
  private static final int BARS = 2_500;

  @TempDir private Path home;

  @Test
  void theyAreTheLastOfEachDayOfTheWholeCurve() throws Exception {
    SessionFolder folder =
        SessionFolder.create(new Workspace(home), KilledSession.manifest(BARS), home);
    PaperSession session =
        new PaperSession(
            folder.id(),
            folder.manifest(),
            SessionDisks.of(folder),
            new Crosses(),
            KilledSession.feed(BARS, 0),
            System::nanoTime,
            SessionListener.NONE);
    assertThat(session.start().await(120_000)).isPresent();

    List<Long> lastOfDays = new ArrayList<>();
    List<Long> equity = new ArrayList<>();
    try (TapeReader tape = TapeReader.open(folder.tape())) {
      SessionSource source = new SessionSource(new TapeAsItWas(tape), folder.manifest());
      EquityCurve curve =
          SessionRun.simulation(folder.manifest(), new Crosses(), source)
              .unrecorded()
              .run()
              .equity();
      for (int i = 0; i < curve.size(); i++) {
        boolean isLast =
            i + 1 == curve.size()
                || DayLevels.day(curve.timeNanos(i)) != DayLevels.day(curve.timeNanos(i + 1));
        if (isLast) {
          lastOfDays.add(curve.timeNanos(i));
          equity.add(curve.equity(i));
        }
      }
    }
    assertThat(lastOfDays).hasSize(3);
    assertThat(equity).doesNotHaveDuplicates();
    try (TapeReader tape = TapeReader.open(folder.tape())) {
      DayLevels levels = new DayLevels(tape);
      SessionRun.simulation(
              folder.manifest(), new Crosses(), new SessionSource(levels, folder.manifest()))
          .using(RunMemory.forgetting())
          .unrecorded()
          .run();
      levels.end();
      assertThat(levels.times()).containsExactly(lastOfDays.toArray(Long[]::new));
      assertThat(levels.levels()).containsExactly(equity.toArray(Long[]::new));
    }
  }

  @Test
  void aMomentAtMidnightEndsTheDayBefore() {
    long day = 86_400_000_000_000L;
    assertThat(DayLevels.day(day)).isZero();
    assertThat(DayLevels.day(day + 1)).isOne();
    assertThat(DayLevels.day(2 * day)).isOne();
  }
}
