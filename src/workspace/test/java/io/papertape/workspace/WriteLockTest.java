package io.papertape.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WriteLockTest {
  @TempDir private Path folder;

  @Test
  void secondWriterOfTheSameProcessIsRefused() {
    Path file = folder.resolve("a.lock");
    try (WriteLock held = WriteLock.take(file, Duration.ofMillis(10))) {
      assertThat(held).isNotNull();
      assertThatThrownBy(() -> WriteLock.take(file, Duration.ofMillis(60)))
          .isInstanceOf(WorkspaceException.class)
          .hasMessage(
              ("Somebody else is writing: lock=%s, heldBy=this process, "
                      + "waitedSeconds=0. Let it finish, then retry.")
                  .formatted(file));
    }
    WriteLock.take(file, Duration.ofMillis(10)).close();
  }

  @Test
  void lockOnTheFileItselfIsSeen() throws Exception {
    Path file = folder.resolve("b.lock");
    try (FileChannel channel =
            FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock held = channel.lock()) {
      assertThat(held.isValid()).isTrue();
      // Within one virtual machine the overlap is an exception of its own; the permit is given
      // back.
      assertThatThrownBy(() -> WriteLock.take(file, Duration.ofMillis(60)))
          .isInstanceOf(RuntimeException.class);
    }
    WriteLock.take(file, Duration.ofMillis(10)).close();
  }
}
