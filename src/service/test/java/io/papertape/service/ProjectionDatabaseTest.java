package io.papertape.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Properties;
import org.h2.Driver;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectionDatabaseTest {
  @TempDir private Path folder;
  private Path file;
  private byte[] whole;

  @BeforeEach
  void fill() throws SQLException, IOException {
    String url = "jdbc:h2:file:" + folder.resolve("projection");
    try (Connection connection = new Driver().connect(url, new Properties());
        Statement statement = connection.createStatement()) {
      statement.execute("create table run(id varchar primary key)");
      statement.execute("create table \"flyway_schema_history\"(version varchar)");
      statement.execute("insert into run select x from system_range(1, 1000)");
    }
    file = folder.resolve("projection.mv.db");
    whole = Files.readAllBytes(file);
  }

  @Test
  void oneThatIsWholeOrNotThereIsLeftAlone() throws Exception {
    assertThat(new ProjectionDatabase(folder).putAsideIfDamaged()).isEmpty();
    assertThat(file).exists();
    Files.delete(file);
    assertThat(new ProjectionDatabase(folder).putAsideIfDamaged()).isEmpty();
    assertThat(folder.resolve("damaged.mv.db")).doesNotExist();
  }

  @Test
  void oneThatWasCutOrOverwrittenIsPutAside() throws Exception {
    byte[] cut = Arrays.copyOf(whole, 5_000);
    byte[] overwritten = whole.clone();
    Arrays.fill(overwritten, 0, overwritten.length - 100, (byte) 7);
    for (byte[] damaged : new byte[][] {cut, overwritten}) {
      Files.write(file, damaged);
      assertThat(new ProjectionDatabase(folder).putAsideIfDamaged().orElseThrow())
          .startsWith("Projection was damaged and is made anew from the journals: reason=")
          .endsWith(", keptAs=%s.".formatted(folder.resolve("damaged.mv.db")));
      assertThat(file).doesNotExist();
      assertThat(Files.readAllBytes(folder.resolve("damaged.mv.db"))).isEqualTo(damaged);
    }
  }

  @Test
  void oneThatAnotherHoldsIsNotDamaged() throws Exception {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        FileLock _ = channel.lock()) {
      assertThat(new ProjectionDatabase(folder).putAsideIfDamaged()).isEmpty();
    }
    assertThat(Files.readAllBytes(file)).isEqualTo(whole);
  }
}
