package io.papertape.live.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class LowPriorityTest {
  /// Niceness is the nineteenth field; the second is a name in parentheses.
  private static int niceness() {
    try {
      String line = Files.readString(Path.of("/proc/thread-self/stat"));
      return Integer.parseInt(line.substring(line.lastIndexOf(')') + 2).split(" ", -1)[16]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void theThreadYieldsToAllOthersAndTheOthersAreAsTheyWere() throws Exception {
    int before = niceness();
    CompletableFuture<Integer> lowered = new CompletableFuture<>();
    Thread.ofPlatform()
        .start(
            () -> {
              assertThat(LowPriority.take()).isEmpty();
              lowered.complete(niceness());
            })
        .join();
    assertThat(lowered).isCompletedWithValue(19);
    assertThat(niceness()).isEqualTo(before);
  }
}
