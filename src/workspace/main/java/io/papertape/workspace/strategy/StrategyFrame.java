package io.papertape.workspace.strategy;

import java.util.Optional;

/// Where in the code of a strategy something happened.
public final class StrategyFrame {
  /// Name of the class loaders of strategies, by which a frame of theirs is known.
  static final String LOADER = "strategy";

  private StrategyFrame() {}

  /// A failure in words: its class, its message and where the strategy was, if one of its own
  /// classes was at work: `java.lang.NullPointerException, at=Code.onBar(Code.java:7)`.
  public static String failure(Throwable failure) {
    String text = failure.toString();
    String plain = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    return of(failure).map(frame -> plain + ", at=" + text(frame)).orElse(text);
  }

  /// The first frame of the strategy's own classes: of the failure itself, or else of what caused
  /// it, as an error does which the engine wraps.
  private static Optional<StackTraceElement> of(Throwable failure) {
    for (Throwable one = failure; one != null; one = one.getCause()) {
      for (StackTraceElement frame : one.getStackTrace()) {
        if (LOADER.equals(frame.getClassLoaderName())) {
          return Optional.of(frame);
        }
      }
    }
    return Optional.empty();
  }

  /// `Class.method(File.java:line)`.
  public static String text(StackTraceElement frame) {
    return new StackTraceElement(
            frame.getClassName(), frame.getMethodName(), frame.getFileName(), frame.getLineNumber())
        .toString();
  }
}
