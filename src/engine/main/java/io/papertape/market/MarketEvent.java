package io.papertape.market;

/// Kind of a market event; the order is that in which events of one moment are told.
public enum MarketEvent {
  QUOTE,
  TRADE_TICK,
  BAR
}
