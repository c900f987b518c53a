package io.papertape.execution;

import io.papertape.order.TimeInForce;

/// An order of ours that works, or a free place for one. The exchange alone writes it; places are
/// used again, the id is forever.
final class RestingOrder {
  /// No order: the end of the queue, or an id that does not work.
  static final RestingOrder NONE = new RestingOrder();

  static final byte MARKET = 0;
  static final byte LIMIT = 1;
  static final byte STOP = 2;
  static final byte STOP_LIMIT = 3;
  static final byte TRAILING = 4;
  static final byte AT_OPEN = 5;
  static final byte AT_CLOSE = 6;

  static final byte UNITS = 0;
  static final byte EQUITY = 1;
  static final byte POSITION = 2;

  /// A fraction of a position whose quantity is known: never more than what is held.
  static final byte REDUCING = 3;

  /// Of its place; stays when the place is used again.
  final int number;

  int id;
  int instrument;
  int sign;
  byte kind;
  byte sizing;
  boolean isTrailFraction;

  /// Of a limit: it has rested. Of a stop-limit: its stop has been reached. Of another stop: it has
  /// been reached and the cap has left a part of it, or all.
  boolean isTriggered;

  boolean isDead;

  /// It was placed as one that only makes the position smaller.
  boolean isReduction;

  double fraction;
  long remaining;
  long filled;
  long opened;
  long limit;
  long stop;
  long trail;
  TimeInForce.Kind timeInForce = TimeInForce.Kind.GTC;
  long until;
  long arrivalNanos;
  long eligiblePass;
  long entryPrice;
  long entryPass;

  /// Part of a child that does not yet work in the moment of `waitingPass`.
  long waiting;

  long waitingPass;

  /// Id of the entry that placed it; 0: the strategy did.
  int parent;

  /// Id of the order that is cancelled when this one fills; 0: none.
  int sibling;

  long childStop;
  long childTarget;
  RestingOrder next = this;
  RestingOrder previous = this;

  private RestingOrder() {
    this(-1);
  }

  RestingOrder(int number) {
    this.number = number;
  }

  /// Whether it follows no limit, and becomes an order at the market once its price is reached.
  boolean isStop() {
    return kind == STOP || kind == TRAILING;
  }

  /// Whether any price fills it: a stop that has been reached never waits for its price again.
  boolean isAtMarket() {
    return kind == MARKET || (isTriggered && isStop());
  }

  /// Whether what it opens has not been held against every limit yet.
  boolean isUnchecked() {
    return isReduction || sizing == EQUITY;
  }

  /// Forgets the order before.
  void clear() {
    isTrailFraction = false;
    isTriggered = false;
    isDead = false;
    isReduction = false;
    fraction = 0;
    remaining = 0;
    filled = 0;
    opened = 0;
    limit = 0;
    stop = 0;
    trail = 0;
    eligiblePass = 0;
    entryPrice = 0;
    entryPass = 0;
    waiting = 0;
    waitingPass = 0;
    parent = 0;
    sibling = 0;
    childStop = 0;
    childTarget = 0;
  }
}
