package io.papertape.workspace.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `docs/strategies.md` shows works, and names every key.
class StrategiesDocumentTest {
  private static final Path ROOT = Path.of(System.getProperty("papertape.root"));

  @TempDir Path home;

  private String document = "";

  @BeforeEach
  void readDocument() throws IOException {
    document = Files.readString(ROOT.resolve("docs/strategies.md"));
  }

  private String block(String language, int index) {
    return document.split("```" + language + "\n", -1)[index + 1].split("```", 2)[0];
  }

  @Test
  void theExampleInJavaIsAStrategy() {
    LoadedStrategy strategy =
        new FolderFixture(home)
            .with("BuyTheDip.java", block("java", 0))
            .load("name: mine\ndata: {set: us}\nparameters: {oversold: 30}\ncode: BuyTheDip\n");
    assertThat(strategy.create().getClass().getName()).isEqualTo("BuyTheDip");
  }

  @Test
  void theExampleInYamlIsAStrategy() {
    String parameters = block("yaml", 0) + "  slow_bars: 50\n";
    LoadedStrategy strategy =
        new FolderFixture(home)
            .load("name: mine\ndata: {set: us}\n" + parameters + block("yaml", 1));
    assertThat(strategy.parameters()).containsKeys("fast_bars", "slow_bars", "exposure");
  }

  @Test
  void theRankedPortfolioIsAStrategy() {
    LoadedStrategy strategy =
        new FolderFixture(home).load(block("yaml", 2).replace("name: deciles", "name: mine"));
    assertThat(strategy.create().getClass().getSimpleName()).isEqualTo("RankStrategy");
  }

  @Test
  void everyKeyIsDescribed() {
    List<String> keys =
        Stream.of(DataSection.KEYS, ExecutionSection.KEYS, RiskSection.KEYS)
            .flatMap(List::stream)
            .toList();
    for (String key : keys) {
      assertThat(document).containsPattern("[`.]" + key + "[`.]");
    }
  }
}
