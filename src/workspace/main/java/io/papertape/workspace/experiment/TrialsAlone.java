package io.papertape.workspace.experiment;

import io.papertape.market.FixedPoint;
import io.papertape.workspace.WorkspaceException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/// Whether trials come to the same when nothing has run before them. A strategy that keeps
/// something in a static field lets one trial hand the future to the next, and no statistic of
/// selection would show it.
final class TrialsAlone {
  private TrialsAlone() {}

  /// Runs some trials again, each with classes of its own; those that were not tried are left out.
  ///
  /// @param indexes of the trials
  /// @throws WorkspaceException if one differs
  static void require(TrialRunner runner, List<Trial> trials, Collection<Integer> indexes) {
    for (int index : new TreeSet<>(indexes)) {
      Trial trial = trials.get(index);
      if (trial.isCounted()) {
        TrialRunner alone = runner.apart();
        Trial again = alone.run(trial.parameters());
        if (!isSame(trial, again)) {
          throw differs(trial, again, alone);
        }
      }
    }
  }

  private static boolean isSame(Trial one, Trial other) {
    return one.status() == other.status()
        && one.finalEquity() == other.finalEquity()
        && one.fills() == other.fills()
        && Arrays.equals(one.returns(), other.returns());
  }

  private static WorkspaceException differs(Trial trial, Trial again, TrialRunner alone) {
    List<String> fields = StaticFields.changeable(alone.plan(trial.parameters()).strategy());
    return new WorkspaceException(
        WorkspaceException.Kind.STRATEGY,
        ("Trial comes to something else when it runs alone: parameters=%s, finalEquity=%s,"
             + " fills=%d, alone finalEquity=%s, fills=%d. %s Keep everything in the strategy's"
             + " instance, and take no clock or chance of your own; the trials of this strategy say"
             + " nothing.")
            .formatted(
                trial.parameters(),
                FixedPoint.format(trial.finalEquity()),
                trial.fills(),
                FixedPoint.format(again.finalEquity()),
                again.fills(),
                fields.isEmpty()
                    ? "The strategy does not do the same each time."
                    : "Static fields hand state from one trial to the next: "
                        + String.join(", ", fields)
                        + "."));
  }
}
