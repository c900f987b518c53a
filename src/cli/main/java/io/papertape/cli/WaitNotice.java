package io.papertape.cli;

import java.io.PrintWriter;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// Says what is waited for, if that takes longer than a moment. To be closed when it has come.
final class WaitNotice implements AutoCloseable {
  private final Thread thread;

  /// @param isDue asked then: whether it is still to be told
  /// @param text  asked only when it is told
  WaitNotice(PrintWriter to, int afterMillis, BooleanSupplier isDue, Supplier<String> text) {
    thread =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    Thread.sleep(afterMillis);
                    if (isDue.getAsBoolean()) {
                      to.println(text.get());
                      to.flush();
                    }
                  } catch (InterruptedException _) {
                    // it has come
                  }
                });
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
