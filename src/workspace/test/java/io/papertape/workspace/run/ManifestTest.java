package io.papertape.workspace.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.papertape.account.Funding;
import io.papertape.execution.Fees;
import io.papertape.execution.Slippage;
import io.papertape.risk.RiskLimits;
import io.papertape.simulation.Assumptions;
import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.report.RunTables;
import io.papertape.workspace.strategy.DataSelection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestTest {
  @TempDir private Path home;
  private RunPlan plan;
  private RunBars bars;
  private Manifest manifest;

  @BeforeEach
  void state() {
    RunStage stage = new RunStage(home);
    RunPlan own = RunPlan.of(stage.strategy);
    DataSelection data =
        new DataSelection(
            "market",
            List.of("SYN2"),
            own.data().resolution(),
            Optional.of(LocalDate.of(2010, 2, 1)),
            Optional.of(LocalDate.of(2010, 6, 30)),
            Optional.of("SYN1"));
    Assumptions assumptions =
        Assumptions.backtestingPy()
            .withFees(new Fees(20_000, 500_000, 100_000_000, 1))
            .withSlippage(new Slippage(7, true, true))
            .withLatencyNanos(3)
            .withFunding(Funding.margin(2.5))
            .withCash(1_234_567_890)
            .withEnding(Assumptions.Ending.CLOSE_AT_LAST_OPEN);
    plan = own.on(data).under(assumptions).within(new RiskLimits(1, 2, 1.5, 0.5, 7, 0.25, false));
    bars = RunBars.load(stage.workspace, data);
    manifest = Manifest.of(plan, bars);
  }

  @Test
  void readingGivesBackAllThatWasStated() {
    Manifest read = Manifest.read(manifest.bytes());

    assertThat(read).isEqualTo(manifest);
    assertThat(read.bytes()).isEqualTo(manifest.bytes());
  }

  @Test
  void itIsOneLineOfSortedKeysWithMoneyAsText() {
    String text = new String(manifest.bytes(), StandardCharsets.UTF_8);

    assertThat(text)
        .startsWith("{\"assumptions\":{\"cash\":\"12.3456789\",\"ending\":\"close-at-last-open\",")
        .contains(
            "\"fees\":{\"minimum\":\"0.00000001\",\"perFill\":\"1\","
                + "\"perUnit\":\"0.005\",\"rate\":\"0.0002\"}",
            "\"corporateActions\":[]",
            "\"from\":\"2010-02-01\"",
            "\"benchmark\":{")
        .doesNotContain(" ")
        .endsWith("}\n");
    assertThat(text.indexOf('\n')).isEqualTo(text.length() - 1);
  }

  @Test
  void moreDataAndOtherVersionsAreNoOtherConfiguration() throws IOException {
    ObjectNode more = (ObjectNode) CanonicalJson.read(manifest.bytes());
    more.put("semantics", 77).put("zoneRules", "2099z");
    for (JsonNode used : List.of(more.at("/data/instruments/0"), more.at("/data/benchmark"))) {
      ((ObjectNode) used)
          .put("hash", "f".repeat(64))
          .put("rows", 9_999)
          .put("lastClose", "2030-01-01T00:00:00Z");
    }
    Manifest grown = Manifest.read(CanonicalJson.bytes(more));

    assertThat(grown.hash()).isNotEqualTo(manifest.hash());
    assertThat(grown.configuration()).isEqualTo(manifest.configuration());
    assertThat(manifest.with(Map.of("few", "6")).configuration())
        .isNotEqualTo(manifest.configuration());
    ((ObjectNode) more.get("data")).put("from", "2010-02-02");
    assertThat(Manifest.read(CanonicalJson.bytes(more)).configuration())
        .isNotEqualTo(manifest.configuration());
  }

  @Test
  void theLeastValueOfAnOrderIsStatedWhereThereIsOne() throws IOException {
    assertThat(new String(manifest.bytes(), StandardCharsets.UTF_8)).doesNotContain("minNotional");
    ObjectNode more = (ObjectNode) CanonicalJson.read(manifest.bytes());
    ((ObjectNode) more.at("/data/instruments/0")).put("minNotional", "12.5");
    byte[] bytes = CanonicalJson.bytes(more);

    Manifest read = Manifest.read(bytes);

    assertThat(read.instruments().getFirst().instrument().minNotional()).isEqualTo(1_250_000_000L);
    assertThat(read.bytes()).isEqualTo(bytes);
    assertThat(read.configuration()).isNotEqualTo(manifest.configuration());
  }

  @Test
  void onlyTheChosenDaysAreUsedAndHashed() {
    UsedSeries used = manifest.instruments().getFirst();

    assertThat(used.rows()).isEqualTo(105);
    assertThat(RunTables.time(used.firstOpenNanos())).isEqualTo("2010-02-01T14:30:00.000000000Z");
    assertThat(RunTables.time(used.lastCloseNanos())).isEqualTo("2010-06-30T20:00:00.000000000Z");
  }

  @Test
  void hashesOfManyEqualThoseOfEach() {
    ManifestHashes hashes = ManifestHashes.ofRuns();
    ManifestHashes configurations = ManifestHashes.ofConfigurations();
    String quote = "\"parameters\":{} \\ é";
    for (Assumptions assumptions : List.of(Assumptions.backtrader(), Assumptions.papertape())) {
      Manifest stated = Manifest.of(plan.under(assumptions), bars);
      for (SortedMap<String, String> parameters :
          List.<SortedMap<String, String>>of(
              new TreeMap<>(),
              new TreeMap<>(Map.of("slow", "20", "fast", "10")),
              new TreeMap<>(Map.of("text", quote)))) {
        Manifest one = stated.replacing(parameters);
        assertThat(one.parameters()).isEqualTo(parameters);
        assertThat(hashes.of(one)).isEqualTo(one.hash());
        assertThat(configurations.of(one)).isEqualTo(one.configuration());
        assertThat(hashes.of(manifest.replacing(parameters)))
            .isEqualTo(manifest.replacing(parameters).hash());
      }
    }
  }

  @Test
  void aKeyThatIsNotKnownIsAnError() {
    assertBroken("\"seed\":1", "\"seeed\":1,\"seed\":1", "is not known", "performance.seeed");
    assertBroken("\"seed\":1", "\"sead\":1", "is missing", "performance.seed");
    assertBroken("\"seed\":1", "\"seed\":\"1\"", "is no whole number", "performance.seed");
    assertBroken("\"schema\":1", "\"schema\":{}", "is no whole number", "schema");
  }

  @Test
  void everySingleKeyIsNeeded() throws IOException {
    String text = new String(manifest.bytes(), StandardCharsets.UTF_8);
    JsonNode fills = CanonicalJson.read(manifest.bytes()).at("/assumptions/fills");

    assertThat(fills.size()).isEqualTo(10);
    for (var key : fills.properties()) {
      String renamed = text.replace("\"" + key.getKey() + "\":", "\"" + key.getKey() + "_\":");
      assertThatThrownBy(() -> Manifest.read(renamed.getBytes(StandardCharsets.UTF_8)))
          .isInstanceOf(WorkspaceException.class)
          .hasMessageContaining(key.getKey());
    }
  }

  private void assertBroken(String was, String is, String what, String key) {
    String text = new String(manifest.bytes(), StandardCharsets.UTF_8);
    assertThat(text).contains(was);
    byte[] changed = text.replace(was, is).getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> Manifest.read(changed))
        .isInstanceOf(WorkspaceException.class)
        .hasMessage(
            "Manifest has a key that %s: key=%s. Use the Papertape version that wrote it."
                .formatted(what, key));
  }
}
