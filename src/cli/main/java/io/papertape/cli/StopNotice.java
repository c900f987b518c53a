package io.papertape.cli;

import java.io.PrintWriter;

/// Says, when a signal such as that of Ctrl-C ends the program in the middle of a search, that
/// nothing which was done is lost.
final class StopNotice implements AutoCloseable {
  private final Thread hook;

  private StopNotice(Thread hook) {
    this.hook = hook;
  }

  /// @param what is under way, such as `sweep`
  static StopNotice install(String what, PrintWriter err) {
    Thread hook = new Thread(() -> say(what, err), "stop-notice");
    Runtime.getRuntime().addShutdownHook(hook);
    return new StopNotice(hook);
  }

  private static void say(String what, PrintWriter err) {
    err.print(
        "\nStopped. Trials that were done are kept: the same command goes on with this %s.\n"
            .formatted(what));
    err.flush();
  }

  /// The search is over, one way or another.
  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException _) {
      // The program is ending, and the notice is being given.
    }
  }
}
