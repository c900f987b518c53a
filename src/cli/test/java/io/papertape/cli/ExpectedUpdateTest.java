package io.papertape.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.papertape.strategy.Strategy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExpectedUpdateTest extends StagedCommands {
  @Test
  void theFirstGoldenRunHasTheFillsAndTheMoneyOfABacktest() throws IOException {
    assertThat(run("backtest", "strategies/average", "--json")).as(err).isZero();
    JsonNode backtest = new ObjectMapper().readTree(out);
    String money = backtest.path("finalEquity").asText();
    assertThat(update()).as(err).isZero();

    assertThat(out)
        .isEqualTo(
            "average, golden run written to strategies/average/expected\n"
                + "  first golden run: fills %s, final equity %s\n"
                    .formatted(backtest.path("fills").asText(), money));
    JsonNode written = new ObjectMapper().readTree(expected("result.json").toFile());
    for (String key : List.of("fills", "finalEquity", "finalCash", "fees", "entries")) {
      assertThat(written.path(key)).as(key).isEqualTo(backtest.path(key));
    }
    assertThat(written.path("root")).isNotEqualTo(backtest.path("root"));
    assertThat(Files.readAllLines(expected("fills.csv")))
        .hasSize(1 + backtest.path("fills").asInt());
  }

  @Test
  void aGoldenRunThatHoldsIsLeftAlone() throws IOException {
    update();
    byte[] before = Files.readAllBytes(expected("result.json"));
    assertThat(update()).isZero();

    assertThat(out)
        .isEqualTo("average does what strategies/average/expected says: nothing changed\n");
    assertThat(expected("result.json")).hasBinaryContent(before);
  }

  @Test
  void aChangeIsToldInFillsAndMoneyAndWritten() throws IOException {
    update();
    stage = new RunStage(Idle::new);
    assertThat(update()).as(err).isZero();

    assertThat(out)
        .containsPattern("\n  fills: [1-9][0-9]* → 0\n")
        .containsPattern("\n  final equity: [0-9.]+ → 100000 \\(-?[0-9.]+\\)\n")
        .containsPattern("\n  journal root: [0-9a-f]{64} → [0-9a-f]{64}\n");
    assertThat(Files.readAllLines(expected("fills.csv")))
        .containsExactly("time,symbol,quantity,price,fee");
  }

  @Test
  void anUnreadableGoldenRunIsWrittenAnew() throws IOException {
    update();
    byte[] before = Files.readAllBytes(expected("result.json"));
    Files.writeString(expected("result.json"), "{");
    assertThat(update()).as(err).isZero();

    assertThat(out).contains("\n  Golden run is unreadable: file=");
    assertThat(expected("result.json")).hasBinaryContent(before);
  }

  @Test
  void aFailingStrategyLeavesTheGoldenRunAsItWas() throws IOException {
    update();
    byte[] before = Files.readAllBytes(expected("result.json"));
    stage = new RunStage(RunStage.Failing::new);

    assertThat(update()).isEqualTo(5);
    assertThat(err)
        .isEqualTo(
            "Strategy failed: name=average, cause=No more: bar=99."
                + " Mend it; the golden run stays as it was.\n");
    assertThat(expected("result.json")).hasBinaryContent(before);
  }

  @Test
  void otherFlagsAreRefusedBesideIt() {
    for (String flag : List.of("--from=2010-03-01", "--set=days=5", "--cash=5", "--symbols=SYN2")) {
      assertThat(run("backtest", "strategies/average", "--update-expected", flag)).isEqualTo(2);
      assertThat(err)
          .isEqualTo(
              "A golden run is what the folder says: folder=strategies/average."
                  + " Leave the other flags out, or --update-expected.\n");
    }
    assertThat(expected("result.json")).doesNotExist();
  }

  private Path expected(String name) {
    return folder.resolve("strategies/average/expected").resolve(name);
  }

  private int update() {
    return run("backtest", "strategies/average", "--update-expected");
  }

  /// Does nothing.
  private static final class Idle implements Strategy {}
}
