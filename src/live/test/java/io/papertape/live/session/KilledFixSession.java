package io.papertape.live.session;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/// A session on market data by FIX in a process of its own; made to be killed.
final class KilledFixSession {
  private KilledFixSession() {}

  static FixFeeds feeds(Consumer<String> problems) {
    return FixFeeds.byMachineClock(List.of(), problems);
  }

  public static void main(String[] arguments) throws Exception {
    KilledFeedSession.run(Path.of(arguments[0]), feeds(System.err::println));
  }
}
