package io.papertape.live.session;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/// Notices threads of sessions that are over: a strategy that does not return goes on working until
/// the process ends, because Java stops no thread.
final class LeftThreads {
  private static final int LOOKS = 2;

  private final Consumer<String> notices;
  private final Map<String, Integer> looks = new HashMap<>();

  LeftThreads(Consumer<String> notices) {
    this.notices = notices;
  }

  /// Looks at all of them, every few seconds; one that is only just letting go is none.
  synchronized void look(Collection<HostedSession> sessions) {
    for (HostedSession one : sessions) {
      if (!one.isOverWithThread()) {
        looks.remove(one.id());
        one.leavesThread(false);
      } else if (looks.merge(one.id(), 1, Integer::sum) == LOOKS) {
        one.leavesThread(true);
        notices.accept(
            ("Session %s is %s, and its thread still runs and may take a processor: it ends with"
                    + " the service")
                .formatted(one.id(), SessionWords.of(one.status().state())));
      }
    }
  }
}
