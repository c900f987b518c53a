package io.papertape.strategy;

import io.papertape.account.Position;
import io.papertape.indicator.Indicator;
import io.papertape.market.BarHistory;
import io.papertape.market.Instrument;
import io.papertape.model.ModelAnswer;
import io.papertape.model.ModelVersion;
import io.papertape.model.RemoteVersion;
import io.papertape.order.Order;
import io.papertape.order.Side;
import io.papertape.order.Size;
import java.util.List;

/// What a strategy sees and may do: the market as of now, its account and its orders.
///
/// Instruments are numbered from 0 in the order of the universe. Prices and quantities are fixed
/// point ([io.papertape.market.FixedPoint]) where they are `long`, and plain numbers where they
/// are
/// `double`.
public interface Context {
  /// The moment, nanoseconds since 1970-01-01 UTC: when what is seen here became known.
  long timeNanos();

  int instruments();

  Instrument instrument(int index);

  /// Index of an instrument by its symbol.
  ///
  /// @throws IllegalArgumentException if the universe does not hold it
  int instrument(String symbol);

  /// Number of the instrument's last bar, from 0; −1 before the first.
  int barIndex(int instrument);

  /// True if the instrument has a new bar at this moment.
  boolean isFresh(int instrument);

  /// Last close as a number.
  double close(int instrument);

  /// Last close, fixed point; 0 before the first bar.
  long closePrice(int instrument);

  /// Last known price, fixed point: a bar's close, the middle of a quote, or a trade's price.
  long price(int instrument);

  /// Best bid, fixed point; 0 before the first quote.
  long bid(int instrument);

  /// Best ask, fixed point; 0 before the first quote.
  long ask(int instrument);

  /// Price of the market's last trade, fixed point; 0 before the first trade tick.
  long tradePrice(int instrument);

  /// Quantity of the market's last trade, fixed point.
  long tradeQuantity(int instrument);

  /// Finished bars of the instrument, the last one first.
  BarHistory history(int instrument);

  /// Registers an indicator: the engine feeds it before each callback, holds the callback back
  /// until it has a value, rescales it on splits and keeps its values with each decision. In
  /// [Strategy#onStart] only.
  <T extends Indicator> T use(int instrument, T indicator);

  /// Registers an indicator of an instrument as a column: cheaper than [#use], because the engine
  /// may compute it ahead for the whole history and share it between runs, and the same in value.
  /// In [Strategy#onStart] only.
  ///
  /// @param fresh an indicator that has seen no bar; its primary output is what is kept
  Series series(int instrument, Indicator fresh);

  /// Registers the scores of a model as a column, for a model that looks at one instrument:
  /// decisions record its features and, as `score`, the score, equal to those of [ModelScore].
  /// A score that is no number ends the run at its bar. In [Strategy#onStart] only.
  ///
  /// @throws IllegalArgumentException if the model ranks across instruments
  ///     ([ModelVersion#isRanked]) or is remote
  Series series(int instrument, ModelVersion version);

  /// Asks a remote model for the scores of some rows of this moment; [ModelScore] does so. From a
  /// failure on to the end of the moment each order is vetoed and each HOLD explained by
  /// `model-unavailable`.
  ///
  /// @param rows `[row][feature]`, the features in the order of the version
  ModelAnswer ask(RemoteVersion version, double[][] rows);

  /// Registers all outputs of an indicator as series, in their order. Decisions keep them under the
  /// names under which [#use] keeps them, such as `bollinger(20,2).upper`. In [Strategy#onStart]
  /// only.
  ///
  /// @param fresh an indicator that has seen no bar
  List<Series> outputs(int instrument, Indicator fresh);

  /// Registers a series that is no input of decisions and that nothing waits for: NaN until it has
  /// a value. In [Strategy#onStart] only.
  ///
  /// @param fresh an indicator that has seen no bar; its primary output is what is kept
  Series unrecorded(int instrument, Indicator fresh);

  /// Registers a signal to be asked for at each bar, cheaper than comparing series. In
  /// [Strategy#onStart] only.
  Condition condition(int instrument, Signal signal);

  /// Calls [Strategy#onBar] of an instrument only at bars at which a signal is on; the others are
  /// HOLDs for the reason `no-signal`. While no order rests, the engine passes over them without
  /// a step each. In [Strategy#onStart] only.
  void wakeOn(int instrument, Signal signal);

  /// The same with a signal for each state: one at which to enter, while no position is held in
  /// the instrument, and one at which to leave, while one is. In [Strategy#onStart] only.
  void wakeOn(int instrument, Signal whileFlat, Signal whileHeld);

  /// Calls [Strategy#onMoment] only at moments at which an instrument has a bar with the signal
  /// on. In [Strategy#onStart] only.
  void wakeMomentOn(int instrument, Signal signal);

  /// States at which bars [Strategy#onBar] of an instrument may act while no order rests: those at
  /// which `flat` is on while there is no position, or `held` while there is one. The engine passes
  /// over the others, with [Strategy#onQuietBar] in its place where the run is recorded. While an
  /// order rests, each bar is a step and a call. In [Strategy#onStart] only.
  void actOn(int instrument, Signal flat, Signal held);

  /// The same of [Strategy#onMoment], at moments at which an instrument has a bar with the signal
  /// on. In [Strategy#onStart] only.
  void actAtMomentOn(int instrument, Signal signal);

  /// Registers a further input of decisions. In [Strategy#onStart] only.
  Input input(String name);

  /// Registers a reason code. In [Strategy#onStart] only.
  Reason reason(String text);

  /// States why, for the evaluation under way. Each order is explained by the last statement
  /// before it; orders under two reasons are two decisions. A HOLD is explained by the last
  /// statement of all; one that follows the last order explains nothing.
  void because(Reason reason);

  /// Places an order.
  ///
  /// @return its id from 1; 0 if it was vetoed, which the journal records with its reason
  int submit(int instrument, Order order);

  /// Places an entry with a stop-loss and a take-profit that work from its fill on and cancel
  /// each other.
  ///
  /// @param stopLoss   fixed point; 0: none
  /// @param takeProfit fixed point; 0: none
  int submit(int instrument, Order order, long stopLoss, long takeProfit);

  /// Buys at the market.
  default int buy(int instrument, Size size) {
    return submit(instrument, Order.market(Side.BUY, size));
  }

  /// Sells at the market.
  default int sell(int instrument, Size size) {
    return submit(instrument, Order.market(Side.SELL, size));
  }

  /// Closes the position at the market, if there is one.
  ///
  /// @return the order's id; 0 if there was nothing to close
  int close(int instrument, Size size);

  /// Closes all of the position at the market, if there is one.
  default int closeAll(int instrument) {
    return close(instrument, Size.POSITION);
  }

  /// Brings the instrument's position to a weight of equity at the market, estimated at the last
  /// close.
  ///
  /// @param weight signed fraction of equity
  /// @return the order's id; 0 if nothing is to be done
  int target(int instrument, double weight);

  /// Ties two working orders: when one fills, the other is cancelled. Does nothing if one of them
  /// no longer works.
  void oneCancelsOther(int firstOrderId, int secondOrderId);

  /// Cancels a working order; false if it no longer works.
  boolean cancel(int orderId);

  /// Changes a working order; 0 leaves a value as it is. False if it no longer works.
  boolean amend(int orderId, long quantity, long limit, long stop);

  /// True while an order works.
  boolean isWorking(int orderId);

  /// The stop-loss that an entry placed; 0 if none works.
  int stopOf(int entryOrderId);

  /// Stop price of a working order; 0 if it has none.
  long stopPrice(int orderId);

  /// True if an order other than a bracket's stop or target works for the instrument.
  boolean hasWorkingOrder(int instrument);

  Position position(int instrument);

  /// Signed quantity held, fixed point; cheaper than [#position].
  long quantity(int instrument);

  /// Cash, fixed point.
  long cash();

  /// Cash plus positions at their last marks, fixed point.
  long equity();

  /// Calls [Strategy#onTimer] at the first moment at or after a time.
  void callAt(long timeNanos, String name);
}
