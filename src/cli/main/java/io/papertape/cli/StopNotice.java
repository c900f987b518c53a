package io.papertape.cli;

import java.io.PrintWriter;
import java.util.function.Supplier;

/// Says, when a signal such as that of Ctrl-C ends the program in the middle of long work, what
/// became of that which was done.
final class StopNotice implements AutoCloseable {
  private final Thread hook;

  private StopNotice(Thread hook) {
    this.hook = hook;
  }

  /// @param what is under way, such as `sweep`
  static StopNotice ofTrials(String what, PrintWriter err) {
    String notice =
        "Trials that were done are kept: the same command goes on with this %s.".formatted(what);
    return install(() -> notice, err);
  }

  /// @param notice asked for when the program is stopped, on another thread
  static StopNotice install(Supplier<String> notice, PrintWriter err) {
    Thread hook = new Thread(() -> say(notice.get(), err), "stop-notice");
    Runtime.getRuntime().addShutdownHook(hook);
    return new StopNotice(hook);
  }

  private static void say(String notice, PrintWriter err) {
    err.print("\nStopped. %s\n".formatted(notice));
    err.flush();
  }

  /// The work is over, one way or another.
  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException _) {
      // The program is ending, and the notice is being given.
    }
  }
}
