package io.papertape.live.tape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.papertape.live.tape.TapeEvent.Arrival;
import io.papertape.live.tape.TapeEvent.TapedQuote;
import io.papertape.market.FixedPoint;
import io.papertape.model.ModelAnswer;
import org.junit.jupiter.api.Test;

class DiskNeedTest {
  @Test
  void theNeedIsWhatATapeOfThatKindTakes() {
    SimulatedDisk disk = new SimulatedDisk();
    int seconds = 100;
    int each = 20;
    try (TapeWriter writer = TapeWriter.open(disk, "s1", RandomTape.INSTRUMENTS, _ -> {})) {
      for (int i = 0; i < seconds * each; i++) {
        long time = RandomTape.START + i * 50_000_000L;
        writer.append(quote(time, i));
        if (i % 10 == 9) {
          writer.commit();
        }
      }
    }

    double perDay = disk.bytes("2026-11-25.tape").length * 864.0;

    assertThat((double) new DiskNeed(each, 0, 0, 0, 2).bytesPerDay())
        .isCloseTo(perDay, within(0.1 * perDay));
  }

  @Test
  void anAnswerOfAModelTakesWhatATapeTakesForIt() {
    long answers = bytes(true) - bytes(false);
    assertThat(answers).isEqualTo(100L * DiskNeed.answerBytes(3));
  }

  /// A tape of a hundred moments, each durable before its model is asked.
  private static long bytes(boolean hasAnswers) {
    SimulatedDisk disk = new SimulatedDisk();
    try (TapeWriter writer = TapeWriter.open(disk, "s1", RandomTape.INSTRUMENTS, _ -> {})) {
      for (int i = 0; i < 100; i++) {
        long time = RandomTape.START + i * 50_000_000L;
        writer.append(quote(time, i));
        writer.commit();
        if (hasAnswers) {
          double[] scores = {0.25, -1.5, i};
          writer.append(new TapeAnswer(time, i, new ModelAnswer.Scores(scores)));
          writer.commit();
        }
      }
    }
    return disk.bytes("2026-11-25.tape").length;
  }

  /// Two hundred readings, each durable before the next, beside one hundred. By hand: 8 bytes
  /// before the record, its kind, 8 of the time, the count and kind of the event, and how far our
  /// clock is from the venue's: 4 bytes of 20 ms, 1 where it is the same; 41 of the commit.
  @Test
  void aReadingOfTheClockTakesWhatATapeTakesForIt() {
    assertThat(DiskNeed.readingBytes()).isEqualTo(8 + 1 + 8 + 1 + 1 + 4 + 41);
    assertThat(readings(200, 20_000_000) - readings(100, 20_000_000))
        .isEqualTo(100L * DiskNeed.readingBytes());
    assertThat(readings(200, 0) - readings(100, 0)).isEqualTo(100L * 61);
  }

  private static long readings(int count, long apartNanos) {
    SimulatedDisk disk = new SimulatedDisk();
    try (TapeWriter writer = TapeWriter.open(disk, "s1", RandomTape.INSTRUMENTS, _ -> {})) {
      for (int i = 0; i < count; i++) {
        long time = RandomTape.START + i * 1_000_000_000L;
        writer.append(TapeMoment.of(time, new TapeEvent.ClockReading(time + apartNanos)));
        writer.commit();
      }
    }
    return disk.bytes("2026-11-25.tape").length;
  }

  @Test
  void theNeedsInTheDocumentationAreThese() {
    assertThat(new DiskNeed(1, 0, 0, 0, 0).bytesPerDay()).isEqualTo(50 * 86_400L);
    assertThat(new DiskNeed(0, 1, 0, 0, 0).bytesPerDay()).isEqualTo(49 * 86_400L);
    assertThat(new DiskNeed(0, 0, 0, 0, 1).bytesPerDay()).isEqualTo(41 * 86_400L);
    assertThat(new DiskNeed(0, 0, 50, RandomTape.MINUTE, 0).bytesPerDay())
        .isBetween(39 * 50 * 1_440L, 40 * 50 * 1_440L);
    assertThat(new DiskNeed(500, 0, 50, RandomTape.MINUTE, 100).bytesPerDay())
        .isEqualTo(2_517_073_920L);
    assertThat(new DiskNeed(50_000, 0, 50, RandomTape.MINUTE, 100).bytesPerDay())
        .isEqualTo(216_357_073_920L);
  }

  private static TapeMoment quote(long time, int i) {
    long bid = (90_000L + i % 100) * FixedPoint.ONE;
    return TapeMoment.of(
        time,
        new TapedQuote(
            0,
            time,
            time + 17_000_000,
            Arrival.IN_ORDER,
            90_000_000_000L + i,
            bid,
            250_000_000 + i,
            bid + FixedPoint.ONE / 50,
            310_000_000 + i));
  }
}
