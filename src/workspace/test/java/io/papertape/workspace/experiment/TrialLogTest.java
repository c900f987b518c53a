package io.papertape.workspace.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrialLogTest {
  private static final ParameterSpace SPACE =
      new ParameterSpace(
          List.of(new Axis("fast", true, List.of("5", "6", "7"))),
          Optional.empty(),
          new TreeMap<>());

  @TempDir private Path folder;

  /// Zeros after the last record are what some file systems leave when the power fails.
  @ParameterizedTest
  @ValueSource(ints = {1, 7, 8, 41, 50, 4096})
  void aTailOfZerosIsTorn(int zeros) throws IOException {
    Path file = folder.resolve("trials.log");
    append(file, 0);
    append(file, 1);
    long whole = Files.size(file);
    Files.write(file, new byte[zeros], StandardOpenOption.APPEND);

    try (TrialLog log = new TrialLog(file, SPACE, () -> 0)) {
      assertThat(log.restored()).isEqualTo(2);
      assertThat(log.find(1).map(Trial::parameters)).contains(SPACE.at(1));
    }
    assertThat(file).hasSize(whole);

    append(file, 2);
    try (TrialLog log = new TrialLog(file, SPACE, () -> 0)) {
      assertThat(log.restored()).isEqualTo(3);
    }
  }

  /// The least there is to a record is not taken for a torn one.
  @Test
  void aTrialThatWasRefusedWithoutAWordIsRestored() {
    Path file = folder.resolve("trials.log");
    try (TrialLog log = new TrialLog(file, SPACE, () -> 0)) {
      log.append(0, trial(SPACE.at(0), "", Trial.Status.REFUSED, new double[0]));
    }
    try (TrialLog log = new TrialLog(file, SPACE, () -> 0)) {
      assertThat(log.find(0).map(Trial::status)).contains(Trial.Status.REFUSED);
    }
  }

  private static void append(Path file, long point) {
    try (TrialLog log = new TrialLog(file, SPACE, () -> 0)) {
      log.append(
          point,
          trial(
              SPACE.at(point), "a".repeat(64), Trial.Status.COMPLETE, new double[] {0.01, -0.02}));
    }
  }

  private static Trial trial(
      SortedMap<String, String> parameters,
      String manifest,
      Trial.Status status,
      double[] returns) {
    return new Trial(
        parameters,
        manifest,
        status,
        100,
        0,
        OptionalDouble.empty(),
        List.of(),
        returns,
        Optional.empty());
  }
}
