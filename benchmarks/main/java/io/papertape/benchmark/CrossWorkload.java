package io.papertape.benchmark;

import io.papertape.account.Funding;
import io.papertape.execution.Fees;
import io.papertape.execution.FillRules;
import io.papertape.execution.Slippage;
import io.papertape.journal.JournalSink;
import io.papertape.journal.RecordLevel;
import io.papertape.market.FixedPoint;
import io.papertape.market.Instrument;
import io.papertape.simulation.Assumptions;
import io.papertape.simulation.RunMemory;
import io.papertape.simulation.RunResult;
import io.papertape.simulation.Simulation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.function.Supplier;
import org.ta4j.core.num.DecimalNumFactory;
import org.ta4j.core.num.DoubleNumFactory;

/// One instrument and [CrossRule], by every program that is compared (W1, W1L, W1J).
final class CrossWorkload {
  static final Assumptions ASSUMPTIONS =
      Assumptions.papertape()
          .withFills(FillRules.backtrader())
          .withFees(Fees.bps(CrossRule.FEE_BPS))
          .withSlippage(Slippage.NONE)
          .withFunding(Funding.CASH)
          .withCash(FixedPoint.ofUnits(CrossRule.CASH));

  private static final int ANSWER_FILLS = 38_853;
  private static final String ANSWER_EQUITY = "987896.152804";

  private final MinuteBars input;
  private final CrossRule rule;
  private final CrossLoop loop;

  /// As the hand loop, whose arrays are used again.
  private final RunMemory memory = new RunMemory();

  CrossWorkload(MinuteBars input, CrossRule rule) {
    this.input = input;
    this.rule = rule;
    loop = new CrossLoop(input.bars(), rule);
  }

  /// All forms in which Papertape's engine does the work; a new form is a line here and a
  /// method of the benchmark.
  SequencedMap<String, Supplier<RunResult>> engines() {
    SequencedMap<String, Supplier<RunResult>> engines = new LinkedHashMap<>();
    engines.put("papertape", this::papertape);
    engines.put("papertapeRecorded", this::papertapeRecorded);
    engines.put("papertapeColumnar", this::papertapeColumnar);
    engines.put("papertapeColumnarRecorded", this::papertapeColumnarRecorded);
    engines.put("papertapeColumnarRecordedAside", this::papertapeColumnarRecordedAside);
    return engines;
  }

  RunResult papertape() {
    return simulation(true).unrecorded().run();
  }

  /// Decisions, orders, fills, folded HOLDs and the digest.
  RunResult papertapeRecorded() {
    return simulation(true).journal(JournalSink.NOWHERE, RecordLevel.FOLDED).run();
  }

  /// The strategy in columns.
  RunResult papertapeColumnar() {
    return columnar().unrecorded().run();
  }

  /// The strategy in columns, recorded.
  RunResult papertapeColumnarRecorded() {
    return columnar().journal(JournalSink.NOWHERE, RecordLevel.FOLDED).run();
  }

  /// The same, hashed on a second thread.
  RunResult papertapeColumnarRecordedAside() {
    return columnar().journal(JournalSink.NOWHERE, RecordLevel.FOLDED).hashingAside().run();
  }

  private Simulation columnar() {
    return Simulation.of(new SeriesCross(rule))
        .on(Instrument.equity("W1"), input.bars())
        .under(ASSUMPTIONS)
        .using(memory);
  }

  /// The same strategy without its orders: what bars cost, and what they allocate.
  RunResult papertapeIdle() {
    return simulation(false).unrecorded().run();
  }

  private Simulation simulation(boolean isTrading) {
    return Simulation.of(new MeanCross(rule, isTrading))
        .on(Instrument.equity("W1"), input.bars())
        .under(ASSUMPTIONS)
        .using(memory);
  }

  Outcome handLoop() {
    return loop.run();
  }

  Ta4jCross ta4jDouble() {
    return new Ta4jCross(input.bars(), DoubleNumFactory.getInstance());
  }

  Ta4jCross ta4jDecimal() {
    return new Ta4jCross(input.bars(), DecimalNumFactory.getInstance());
  }

  /// @throws IllegalStateException if a form of the engine does not do what the loop does
  Facts checkEngines() {
    Outcome expected = handLoop();
    boolean isAnswered =
        input.isReference()
            && rule.equals(CrossRule.DENSE)
            && input.bars().size() == MinuteBars.MILLION;
    if (isAnswered) {
      expected.mustBePublished(ANSWER_FILLS, ANSWER_EQUITY);
    }
    checkRoots();
    engines().forEach((name, engine) -> expected.mustEqual(name, Outcome.of(engine.get())));
    List<String> notes = new ArrayList<>();
    notes.add(
        isAnswered
            ? "equal to the published answer: %s".formatted(expected)
            : "all exact programs agree: %s".formatted(expected));
    return new Facts(
        input.origin(), "bar", input.bars().size(), loop.orders(), expected.fills(), notes);
  }

  private void checkRoots() {
    String root = papertapeColumnarRecorded().root();
    String aside = papertapeColumnarRecordedAside().root();
    if (!aside.equals(root)) {
      throw new IllegalStateException(
          "A second thread changes the journal: root=%s, aside=%s.".formatted(root, aside));
    }
  }

  /// `double` may decide an exact tie of the two means either way, and nothing else.
  ///
  /// @return the difference in words
  String checkDouble(Ta4jCross ta4j) {
    Outcome exact = handLoop();
    Outcome outcome = ta4j.outcome(ta4j.run(rule));
    int difference = outcome.fills() - exact.fills();
    double money = FixedPoint.toDouble(outcome.finalEquity() - exact.finalEquity());
    boolean isExplained =
        loop.ties() > 0
            ? Math.abs(difference) <= 2 * loop.ties()
            : difference == 0 && Math.abs(money) < 1e-5;
    if (!isExplained) {
      exact.mustEqual("ta4j double", outcome);
    }
    return String.format(
        Locale.ROOT,
        "ta4j double: %+d fills, final equity %+.6f; %d exact ties of the means, which double"
            + " decides by rounding",
        difference,
        money,
        loop.ties());
  }

  /// Decimals are exact, so nothing may differ but the last digits of their divisions.
  void checkDecimal(Ta4jCross ta4j) {
    Outcome exact = handLoop();
    Outcome outcome = ta4j.outcome(ta4j.run(rule));
    if (outcome.fills() != exact.fills() || !outcome.sixDecimals().equals(exact.sixDecimals())) {
      exact.mustEqual("ta4j decimal", outcome);
    }
  }

  /// Everything is compared with everything.
  Facts check() {
    checkDecimal(ta4jDecimal());
    return checkWithDouble();
  }

  /// The same without the slow decimals.
  Facts checkWithDouble() {
    Facts facts = checkEngines();
    List<String> notes = new ArrayList<>(facts.notes());
    notes.add(checkDouble(ta4jDouble()));
    return new Facts(
        facts.origin(), facts.event(), facts.events(), facts.orders(), facts.fills(), notes);
  }
}
