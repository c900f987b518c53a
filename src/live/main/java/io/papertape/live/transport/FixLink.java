package io.papertape.live.transport;

/// A session of FIX that is kept up.
public interface FixLink extends AutoCloseable {
  /// Logs out and on again, for new snapshots.
  void renew();

  @Override
  void close();
}
