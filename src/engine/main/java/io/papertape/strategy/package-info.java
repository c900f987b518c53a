/// What a user implements: a strategy, and the view of market, account and orders that it is
/// given.
///
/// A strategy overrides the callbacks it needs. It has no way to look ahead, reads no clock, and
/// is run by the same code in a backtest and in a paper session.
package io.papertape.strategy;
