package io.papertape.live.session;

import io.papertape.live.transport.ClockStep;
import java.util.Optional;
import java.util.function.LongSupplier;

/// Tells a feed once of each time that its clock is set, from when the watch is made.
final class StepWatch {
  private final LongSupplier clock;
  private Optional<ClockStep> told;

  StepWatch(LongSupplier clock) {
    this.clock = clock;
    told = ClockStep.lastOf(clock);
  }

  /// Tells all streams if the clock was set since the last look.
  void look(VenueIntake intake, long nowNanos) {
    Optional<ClockStep> last = ClockStep.lastOf(clock);
    if (!last.equals(told)) {
      told = last;
      intake.onClockStep(nowNanos);
    }
  }
}
