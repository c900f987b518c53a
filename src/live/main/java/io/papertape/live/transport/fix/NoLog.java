package io.papertape.live.transport.fix;

import quickfix.Log;

/// Keeps nothing: messages may hold a password.
class NoLog implements Log {
  @Override
  public void onErrorEvent(String text) {}

  @Override
  public void onEvent(String text) {}

  @Override
  public void onIncoming(String message) {}

  @Override
  public void onOutgoing(String message) {}

  @Override
  public void clear() {}
}
