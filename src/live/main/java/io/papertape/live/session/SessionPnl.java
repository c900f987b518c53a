package io.papertape.live.session;

import io.papertape.account.MutableEquityMarks;
import io.papertape.simulation.RunView;
import java.util.ArrayList;
import java.util.List;

/// What a session has gained, as the books of its simulation say. Account currency, fixed point;
/// drawdowns are fractions of the peak before them, fixed point: 0.25 is a loss of a quarter.
///
/// @param dayStartEquity  before the first moment of the UTC day that was reached
/// @param peakEquity      highest so far
/// @param drawdown        from the peak
/// @param deepestDrawdown deepest so far
/// @param instruments     in the order of their numbers
public record SessionPnl(
    long dayStartEquity,
    long peakEquity,
    long drawdown,
    long deepestDrawdown,
    List<OfInstrument> instruments) {

  /// One instrument.
  ///
  /// @param realised   by lots that were closed; fees are not in it
  /// @param unrealised what open lots are worth over what they cost
  /// @param feesPaid   for its fills
  public record OfInstrument(long realised, long unrealised, long feesPaid) {}

  public SessionPnl {
    instruments = List.copyOf(instruments);
  }

  static SessionPnl of(RunView run) {
    List<OfInstrument> instruments = new ArrayList<>();
    for (int i = 0; i < run.instruments(); i++) {
      instruments.add(new OfInstrument(run.realisedPnl(i), run.unrealisedPnl(i), run.feesPaid(i)));
    }
    MutableEquityMarks marks = run.equityMarks();
    return new SessionPnl(
        marks.dayStartEquity(),
        marks.peak(),
        marks.drawdown(run.equity()),
        marks.deepestDrawdown(),
        instruments);
  }

  /// Of all instruments.
  public long realised() {
    return instruments.stream().mapToLong(OfInstrument::realised).reduce(0, Math::addExact);
  }

  /// Of all instruments.
  public long unrealised() {
    return instruments.stream().mapToLong(OfInstrument::unrealised).reduce(0, Math::addExact);
  }

  /// Of all instruments.
  public long feesPaid() {
    return instruments.stream().mapToLong(OfInstrument::feesPaid).reduce(0, Math::addExact);
  }
}
