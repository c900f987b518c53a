package io.papertape.strategy.rule;

import io.papertape.account.Funding;
import io.papertape.execution.Fees;
import io.papertape.execution.Slippage;
import io.papertape.journal.RecordLevel;
import io.papertape.market.BarColumns;
import io.papertape.market.FixedPoint;
import io.papertape.market.Instrument;
import io.papertape.simulation.Assumptions;
import io.papertape.simulation.FillLog;
import io.papertape.simulation.Simulation;
import io.papertape.strategy.Strategy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Runs strategies without costs on a margin account of 1000, and keeps their journals.
final class RuleStage {
  private static final Assumptions FREE =
      Assumptions.papertape()
          .withFees(Fees.NONE)
          .withSlippage(Slippage.NONE)
          .withFunding(Funding.margin(2))
          .withCash(FixedPoint.ofUnits(1_000));

  /// Of all runs, one after the other.
  final StringBuilder journal = new StringBuilder();

  static Rule rule(String name, String condition) {
    return new Rule(name, Expression.parse(condition));
  }

  /// Fills as `bar symbol quantity price`.
  List<String> fills(Strategy strategy, BarColumns... bars) {
    Simulation simulation =
        Simulation.of(strategy)
            .under(FREE)
            .journal(
                (bytes, offset, length) ->
                    journal.append(new String(bytes, offset, length, StandardCharsets.UTF_8)),
                RecordLevel.EACH);
    for (int i = 0; i < bars.length; i++) {
      simulation.on(Instrument.equity(Character.toString('A' + i)), bars[i]);
    }
    FillLog log = simulation.run().fills();
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < log.size(); i++) {
      lines.add(
          "%d %c %s %s"
              .formatted(
                  log.barIndex(i),
                  'A' + log.instrument(i),
                  FixedPoint.format(log.signedQuantity(i)),
                  FixedPoint.format(log.price(i))));
    }
    return lines;
  }
}
