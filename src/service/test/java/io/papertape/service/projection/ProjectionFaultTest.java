package io.papertape.service.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class ProjectionFaultTest {
  @Test
  void aFullDiskWantsRoomAndNoRebuild() {
    IOException full = new IOException("No space left on device");
    RuntimeException failure =
        new IllegalStateException(new SQLException("General error", new RuntimeException(full)));

    assertThat(ProjectionFault.of(failure, "db"))
        .contains(
            "Projection cannot be written: folder=db, reason=No space left on device. Free space or"
                + " make the disk writable; nothing has to be rebuilt.");
  }

  @Test
  void whatElseBreaksItIsMendedByARebuild() {
    SQLException failure = new SQLException("File corrupted", new IOException("short read"));

    assertThat(ProjectionFault.of(failure, "db").orElseThrow())
        .startsWith("Projection cannot be used: folder=db, reason=File corrupted. It is derived: ");
    assertThat(ProjectionFault.of(new IOException("No space left on device"), "db")).isEmpty();
  }
}
