package io.papertape.live.session;

import java.util.List;

/// Told what a session has made durable, and never anything before that.
public interface SessionListener {
  /// @param lines of the journal that are new
  void published(List<String> lines, SessionStatus status);

  /// Listens to nothing.
  SessionListener NONE = (_, _) -> {};
}
