package io.papertape.strategy;

/// A trading strategy. Override what you need; the engine calls nothing else.
///
/// Each call of [#onBar], [#onQuote], [#onTradeTick] and [#onMoment] is one evaluation and leaves
/// its mark in the journal: as a decision if it placed, changed or cancelled an order, else as a
/// HOLD. Say why with [Context#because].
public interface Strategy {
  /// Called once before the first event: register indicators, inputs and reasons here.
  default void onStart(Context context) {}

  /// A bar of an instrument is finished, and all indicators of that instrument have a value.
  default void onBar(Context context, int instrument) {}

  /// The best bid and ask of an instrument have changed.
  default void onQuote(Context context, int instrument) {}

  /// The market has traded.
  default void onTradeTick(Context context, int instrument) {}

  /// All events of one moment have been seen; for strategies that rank across instruments.
  default void onMoment(Context context) {}

  /// Stands for [#onBar] where it was stated that it does not act, if the run is recorded: states
  /// the reason and the inputs of the HOLD. Nothing that it keeps may matter to a later decision,
  /// because in a run without a record it is not called. Orders are refused.
  default void onQuietBar(Context context, int instrument) {}

  /// The same for [#onMoment].
  default void onQuietMoment(Context context) {}

  /// One of our orders was filled; positions and cash have moved already.
  default void onFill(Context context, FillView fill) {}

  /// A timer set with [Context#callAt] has come.
  default void onTimer(Context context, String name) {}

  /// Called once after the last event. Orders placed here are refused.
  default void onStop(Context context) {}
}
