package io.papertape.cli;

import io.papertape.workspace.strategy.StrategyFrame;
import java.io.PrintWriter;
import java.util.Collection;
import java.util.Optional;

/// Notices that other code ends the program before the verb is done: a strategy that calls
/// `System.exit(0)` would otherwise look like success. A signal, such as that of Ctrl-C, is none
/// of its business; `Runtime.halt` cannot be noticed.
final class ExitGuard {
  private final PrintWriter err;
  private volatile boolean isDone;

  private ExitGuard(PrintWriter err) {
    this.err = err;
  }

  static ExitGuard install(PrintWriter err) {
    ExitGuard guard = new ExitGuard(err);
    Runtime.getRuntime().addShutdownHook(new Thread(guard::check, "exit-guard"));
    return guard;
  }

  /// The verb is done: from now on the program may end.
  void release() {
    isDone = true;
  }

  private void check() {
    Optional<StackTraceElement> place =
        isDone ? Optional.empty() : caller(Thread.getAllStackTraces().values());
    if (place.isPresent()) {
      err.print(message(place.get()));
      err.flush();
      Runtime.getRuntime().halt(Failures.STRATEGY);
    }
  }

  static String message(StackTraceElement place) {
    return ("Strategy ended the program: at=%s. Let it return or throw instead of System.exit;"
            + " nothing was kept of this run.\n")
        .formatted(StrategyFrame.text(place));
  }

  /// The code that called `System.exit` or `Runtime.exit`; empty if a signal ends the program.
  static Optional<StackTraceElement> caller(Collection<StackTraceElement[]> stacks) {
    for (StackTraceElement[] stack : stacks) {
      for (int i = 0; i < stack.length - 1; i++) {
        if (isExit(stack[i], Runtime.class)) {
          int next = isExit(stack[i + 1], System.class) ? i + 2 : i + 1;
          return Optional.of(stack[Math.min(next, stack.length - 1)]);
        }
      }
    }
    return Optional.empty();
  }

  private static boolean isExit(StackTraceElement frame, Class<?> of) {
    return frame.getClassName().equals(of.getName()) && frame.getMethodName().equals("exit");
  }
}
