package io.papertape.workspace.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.journal.EntryKind;
import io.papertape.market.FixedPoint;
import io.papertape.risk.RiskLimits;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplanationTest {
  @TempDir private Path home;
  private RunStage stage;

  @BeforeEach
  void stage() {
    stage = new RunStage(home);
  }

  @Test
  void aVetoNamesTheLimitAndItsValue() {
    stage.strategy =
        stage.strategy.within(new RiskLimits(0, FixedPoint.ofUnits(1_000), 0, 0, 0, 0, true));
    RunFolder run = stage.run().folder();

    Explanation found = Explanation.of(run, first(run, "veto"));

    assertThat(found.limit()).hasValue("maxOrderNotional=1000");
    assertThat(found.causes()).extracting(StoredEntry::kind).containsExactly("decision");
    assertThat(found.effects()).isEmpty();
    assertThat(found.roundTrips()).isEmpty();
  }

  @Test
  void aVetoNamesTheLeastValueOfAnOrderThatRefusedIt() {
    RunFolder free = stage.run().folder();
    stage.leastOrder(FixedPoint.ofUnits(1_000_000));
    RunFolder run = stage.run().folder();
    assertThat(run.id()).isNotEqualTo(free.id());

    Explanation found = Explanation.of(run, first(run, "veto"));

    assertThat(found.entry().text("reason")).isEqualTo("below-min-notional");
    assertThat(found.limit()).hasValue("minNotional=1000000");
    assertThat(stage.verify(run).verdict()).isEqualTo(Verification.Verdict.VERIFIED);
    assertThat(run.readManifest().instruments())
        .allMatch(one -> one.instrument().minNotional() == FixedPoint.ofUnits(1_000_000));
  }

  @Test
  void aDecisionLeadsToItsOrderItsFillAndItsRoundTrip() {
    RunFolder run = stage.run().folder();

    Explanation found = Explanation.of(run, first(run, "decision"));

    assertThat(found.causes()).isEmpty();
    assertThat(found.effects()).extracting(StoredEntry::kind).containsExactly("order", "fill");
    assertThat(found.roundTrips()).hasSize(1);
    assertThat(found.roundTrips().getFirst().getFirst())
        .isEqualTo(found.entry().text("instrument"));
  }

  @Test
  void whyNotAgreesWithTheRecordOnEveryDay() {
    RunFolder run = stage.run().folder();
    for (int month = 1; month <= 12; month++) {
      String day = "2010-%s-15".formatted(month < 10 ? "0" + month : month);

      WhyNot found = WhyNot.of(stage.workspace, stage.places(), run, "SYN2", day);

      assertThat(found.isOnRecord()).isTrue();
      assertThat(found.evaluations()).hasSize(1);
      assertThat(found.evaluations().getFirst().entry().time()).startsWith("2010-");
    }
  }

  @Test
  void whyNotFindsTheDecisionOfTheRecord() {
    RunFolder run = stage.run().folder();
    StoredEntry decision = StoredJournal.of(run).get(first(run, "decision"));
    String time = decision.time().replace(".000000000Z", "Z");

    WhyNot found =
        WhyNot.of(stage.workspace, stage.places(), run, decision.text("instrument"), time);

    WhyNot.Evaluation evaluation = found.evaluations().getFirst();
    assertThat(evaluation.storedSeq()).isEqualTo(decision.seq());
    assertThat(evaluation.entry().content().path("inputs"))
        .isEqualTo(decision.content().path("inputs"));
    assertThat(evaluation.followed()).extracting(StoredEntry::kind).containsExactly("order");
  }

  private static long first(RunFolder run, String kind) {
    return StoredJournal.of(run)
        .first(EntryKind.of(kind).orElseThrow(), _ -> true)
        .orElseThrow()
        .seq();
  }
}
