package io.papertape.workspace.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.experiment.audit.AuditOptions;
import io.papertape.experiment.audit.AuditResult;
import io.papertape.market.QuoteColumns;
import io.papertape.order.Size;
import io.papertape.strategy.Context;
import io.papertape.strategy.Input;
import io.papertape.strategy.Strategy;
import io.papertape.workspace.Workspace;
import io.papertape.workspace.store.DataSet;
import io.papertape.workspace.store.DataSetWriter.Mode;
import io.papertape.workspace.store.DataStore;
import io.papertape.workspace.store.Resolution;
import io.papertape.workspace.strategy.DataSelection;
import io.papertape.workspace.synthetic.SyntheticQuotes;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TickRunAuditTest {
  private static final int ROWS = 40_000;

  @TempDir private Path home;

  private Workspace workspace;

  /// Broken on purpose: knows the last bid of the run before it, and buys below it.
  private static final class KnowingTheLastBid implements Strategy {
    private static double known;

    private Input lastBid;
    private double seen;

    @Override
    public void onStart(Context context) {
      lastBid = context.input("lastBid");
    }

    @Override
    public void onQuote(Context context, int instrument) {
      seen = context.bid(instrument) * 1e-8;
      lastBid.set(known);
      if (seen < known && context.quantity(instrument) == 0) {
        context.buy(instrument, Size.units(1));
      } else if (seen > known) {
        context.closeAll(instrument);
      }
    }

    @Override
    public void onStop(Context context) {
      known = seen;
    }
  }

  /// Broken on purpose: walks through the stored quotes beside the run, one ahead of it.
  private static final class OneQuoteAhead implements Strategy {
    private final QuoteColumns quotes;
    private int at;

    OneQuoteAhead(QuoteColumns quotes) {
      this.quotes = quotes;
    }

    @Override
    public void onQuote(Context context, int instrument) {
      at++;
      if (at < quotes.size() && quotes.bid()[at] > context.bid(instrument)) {
        context.buy(instrument, Size.units(1));
      } else {
        context.closeAll(instrument);
      }
    }
  }

  @BeforeEach
  void quotes() {
    workspace = new Workspace(home);
    new SyntheticQuotes(5, "SYNQ", ROWS, 5).generate(DataStore.in(workspace), "ticks", Mode.CREATE);
  }

  private StatedStrategy strategy(Resolution resolution, Supplier<Strategy> maker) {
    return StatedStrategy.of("ticking", "ticks", maker)
        .on(
            new DataSelection(
                "ticks",
                List.of("SYNQ"),
                resolution,
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
  }

  private RunFolder run(StatedStrategy strategy) {
    return new Backtest(workspace)
        .run(RunPlan.of(strategy).from(home), RunProgress.SILENT)
        .folder();
  }

  private StrategyPlaces places(StatedStrategy strategy) {
    return new StrategyPlaces((_, _) -> strategy, home, Optional.of(home));
  }

  private AuditResult audit(StatedStrategy strategy) {
    return RunAudit.of(workspace, places(strategy), run(strategy), AuditOptions.standard());
  }

  @ParameterizedTest
  @ValueSource(strings = {"quote", "trade"})
  void aStrategyOnMinuteBarsOfTicksPassesAndItsRunIsStillVerified(String resolution) {
    StatedStrategy strategy =
        strategy(Resolution.parse(resolution), () -> new CrossingAverages(3, 8, 0.4));
    RunFolder folder = run(strategy);

    AuditResult found = RunAudit.of(workspace, places(strategy), folder, AuditOptions.standard());

    assertThat(found.passes()).isTrue();
    assertThat(found.cutNanos()).hasSize(5);
    assertThat(found.compared()).isPositive();
    assertThat(found.warmUps()).extracting(one -> one.largest()).containsOnly(0.0);
    assertThat(found.rows()).isGreaterThan(resolution.equals("quote") ? ROWS : ROWS / 5);
    assertThat(Verifier.verify(workspace, places(strategy), folder, Optional.empty()).verdict())
        .isEqualTo(Verification.Verdict.VERIFIED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"quote", "trade"})
  void aColumnThatKnowsTicksToComeIsCaught(String resolution) {
    AuditResult found = audit(strategy(Resolution.parse(resolution), Foreseeing::new));

    assertThat(found.passes()).isFalse();
    assertThat(found.lookAheads())
        .hasSize(10)
        .allSatisfy(
            one -> {
              assertThat(one.input()).isEqualTo("early(4)");
              assertThat(one.instrument()).isEqualTo("SYNQ");
              assertThat(one.cutNanos() - one.atNanos()).isBetween(0L, 4 * 60_000_000_000L);
            });
  }

  @Test
  void aStrategyThatKeepsSomethingBetweenRunsIsCaughtAndToldSo() {
    KnowingTheLastBid.known = 0;

    AuditResult found = audit(strategy(Resolution.QUOTE, KnowingTheLastBid::new));

    assertThat(found.passes()).isFalse();
    assertThat(found.lookAheads()).isEmpty();
    assertThat(AuditText.sentences(found).getFirst())
        .matches(
            "DOES NOT REPRODUCE: .* first (SYNQ )?at 2024\\S+Z: .* a static field, a file[.].*");
  }

  @Test
  void quotesThatAStrategyTakesFromElsewhereAreOutOfSight() {
    DataStore store = DataStore.in(workspace);
    DataSet set = store.get("ticks");
    QuoteColumns quotes = store.quotes(set, set.get("SYNQ", Resolution.QUOTE)).pages().next();

    AuditResult found = audit(strategy(Resolution.QUOTE, () -> new OneQuoteAhead(quotes)));

    // Said in docs/audit.md: the engine cannot change what it does not hand out.
    assertThat(found.lookAheads()).isEmpty();
  }
}
