package io.papertape.workspace.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeclaredParameterTest {
  @TempDir private Path home;

  @ParameterizedTest
  @CsvSource({
    "INTEGER, 20, 10, 10",
    "INTEGER, 20, 010, 10",
    "INTEGER, 20, +10, 10",
    "INTEGER, 20, -007, -7",
    "INTEGER, 20, -0, 0",
    "INTEGER, 20, 100, 100",
    "INTEGER, 20, 020, 20",
    "INTEGER, 020, 20, 020",
    "INTEGER, 20, 10.0, 10.0",
    "REAL, 3.0, 3, 3.0",
    "REAL, 3.0, +03.00, 3.0",
    "REAL, 3.0, 0.3e1, 3.0",
    "REAL, 3.0, 2, 2",
    "REAL, 3.0, 2.50, 2.5",
    "REAL, 3.0, 100.00, 100",
    "REAL, 3.0, 1e2, 100",
    "REAL, 3.0, 2.5e-3, 0.0025",
    "REAL, 3.0, -0.0, 0",
    "REAL, 0.0, 0, 0.0",
    "REAL, 3.0, wide, wide",
    "FLAG, true, false, false",
    "TEXT, plain, 010, 010"
  })
  void equalNumbersHaveOneSpelling(
      DeclaredParameter.Type type, String standard, String typed, String spelt) {
    assertThat(
            new DeclaredParameter("x", type, standard, standard, Optional.empty(), Optional.empty())
                .spelt(typed))
        .isEqualTo(spelt);
  }

  /// What the file says keeps its spelling, and with it the id of the run without overrides.
  @Test
  void aStrategyStatesItsParametersInThatSpelling() {
    String yaml = FolderFixture.RULES.replace("share: 0.5", "share: 0.50");
    FolderFixture fixture = new FolderFixture(home);
    assertThat(fixture.load(yaml).parameters()).isEqualTo(Map.of("fast", "3", "share", "0.50"));
    assertThat(fixture.load(yaml, Map.of("fast", "+03", "share", "0.5")).parameters())
        .isEqualTo(Map.of("fast", "3", "share", "0.50"));
    assertThat(fixture.load(yaml, Map.of("fast", "010", "parameters.share", "0.750")).parameters())
        .isEqualTo(Map.of("fast", "10", "share", "0.75"));
  }

  /// What was made when runs stated parameters as they were typed can be made again.
  @Test
  void whatAManifestStatesKeepsItsSpelling() {
    FolderFixture fixture = new FolderFixture(home);
    fixture.load(FolderFixture.RULES);
    assertThat(
            new StrategyFolder(fixture.workspace())
                .stated(fixture.folder(), Map.of("fast", "010", "share", "0.50"))
                .parameters())
        .isEqualTo(Map.of("fast", "010", "share", "0.50"));
  }

  /// The value in force is another than that of the file, whose spelling still counts.
  @Test
  void aValueThatIsSetForAllLeavesTheSpellingOfTheFile() {
    FolderFixture fixture = new FolderFixture(home);
    fixture.load(FolderFixture.RULES);
    StrategyVariants set =
        new StrategyFolder(fixture.workspace())
            .variants(fixture.folder())
            .setting(Map.of("share", "0.250"));
    DeclaredParameter share =
        set.parameters().stream()
            .filter(one -> one.name().equals("share"))
            .findFirst()
            .orElseThrow();
    assertThat(share.value()).isEqualTo("0.25");
    assertThat(share.spelt("0.50")).isEqualTo("0.5");
  }
}
