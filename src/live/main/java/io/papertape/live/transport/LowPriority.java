package io.papertape.live.transport;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/// Makes a thread yield to all others.
///
/// Priorities of Java threads are ignored by Linux, so the system is asked itself: there a thread
/// has a niceness of its own, and one of 19 gets about a seventieth of a core that another wants.
public final class LowPriority {
  private static final int PROCESS = 0;
  private static final int THIS_THREAD = 0;
  private static final int LOWEST = 19;

  private LowPriority() {}

  /// Lowers the calling thread for good.
  ///
  /// @return why the system did not do it; empty if it did
  @SuppressWarnings({"restricted", "ThreadPriorityCheck"})
  public static Optional<String> take() {
    Thread.currentThread().setPriority(Thread.MIN_PRIORITY);
    if (!System.getProperty("os.name").equals("Linux")) {
      return Optional.of("only known of Linux");
    }
    try {
      Linker linker = Linker.nativeLinker();
      MethodHandle lower =
          linker.downcallHandle(
              linker.defaultLookup().find("setpriority").orElseThrow(),
              FunctionDescriptor.of(
                  ValueLayout.JAVA_INT,
                  ValueLayout.JAVA_INT,
                  ValueLayout.JAVA_INT,
                  ValueLayout.JAVA_INT));
      int failed = (int) lower.invokeExact(PROCESS, THIS_THREAD, LOWEST);
      return failed == 0 ? Optional.empty() : Optional.of("setpriority failed");
    } catch (Throwable e) {
      if (e instanceof VirtualMachineError error) {
        throw error;
      }
      return Optional.of(e.toString());
    }
  }
}
