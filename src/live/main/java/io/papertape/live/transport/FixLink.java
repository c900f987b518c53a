package io.papertape.live.transport;

import io.papertape.live.venue.fix.FixRequest;
import java.util.List;

/// A session of FIX that is kept up.
public interface FixLink extends AutoCloseable {
  /// Logs out and on again, for new snapshots.
  void renew();

  /// Sends requests again, under new ids; nothing while nobody is logged on.
  void ask(List<FixRequest> again);

  @Override
  void close();
}
