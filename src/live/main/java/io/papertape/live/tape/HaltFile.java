package io.papertape.live.tape;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.papertape.live.tape.Disk.DiskFile;
import io.papertape.market.Times;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/// The place where a session says why it halted, which takes it also when the disk is full: a
/// reserve file holds the space. The reason is written over the reserve, which so needs no new
/// space where files are overwritten in place, and the file is then renamed; where that fails the
/// reserve is deleted and the reason written anew.
///
/// The file is there if and only if the session has halted and nobody has let it go on. A process
/// that ends while its disk does not answer leaves what the system has taken of it: a reserve that
/// begins with a whole reason is one too.
public final class HaltFile {
  /// Name of the file with the reason.
  public static final String NAME = "halt.json";

  static final String RESERVE = "reserve";
  static final String DRAFT = "halt.draft";
  static final int RESERVE_BYTES = 1 << 20;
  private static final int MOST_DETAIL = 4_000;
  private static final int MOST_REASON_BYTES = 1 << 16;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Disk disk;

  public HaltFile(Disk disk) {
    this.disk = disk;
  }

  /// Makes the reserve, if it is not there. What is in it cannot be compressed, so that it takes
  /// its space on every file system.
  public void prepare() {
    try {
      if (disk.names().contains(RESERVE)) {
        try (DiskFile file = disk.open(RESERVE)) {
          if (file.size() == RESERVE_BYTES) {
            return;
          }
        }
        disk.delete(RESERVE);
      }
      byte[] bytes = new byte[RESERVE_BYTES];
      new SplittableRandom(1).nextBytes(bytes);
      write(RESERVE, bytes);
      disk.syncFolder();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Writes the reason, durable on return. The first reason stays if there is one.
  public void write(Halt halt) throws IOException {
    if (disk.names().contains(NAME)) {
      return;
    }
    byte[] bytes = json(halt);
    if (!overwrite(bytes)) {
      if (disk.names().contains(RESERVE)) {
        disk.delete(RESERVE);
        disk.syncFolder();
      }
      if (disk.names().contains(DRAFT)) {
        disk.delete(DRAFT);
      }
      write(DRAFT, bytes);
      disk.rename(DRAFT, NAME);
    }
    disk.syncFolder();
  }

  /// Puts the reason into the space of the reserve; false if that does not work here.
  private boolean overwrite(byte[] bytes) throws IOException {
    if (!disk.names().contains(RESERVE)) {
      return false;
    }
    try (DiskFile file = disk.open(RESERVE)) {
      file.write(ByteBuffer.wrap(bytes), 0);
      file.sync();
      file.truncate(bytes.length);
      file.sync();
    } catch (IOException _) {
      return false; // such as a file system that writes in new places, and is full
    }
    disk.rename(RESERVE, NAME);
    return true;
  }

  private void write(String name, byte[] bytes) throws IOException {
    try (DiskFile file = disk.create(name)) {
      file.write(ByteBuffer.wrap(bytes), 0);
      file.sync();
    }
  }

  private static byte[] json(Halt halt) throws JsonProcessingException {
    String detail = halt.detail();
    return JSON.writeValueAsBytes(
        JSON.createObjectNode()
            .put("time", Times.instant(halt.timeNanos()).toString())
            .put("code", halt.code())
            .put("detail", detail.substring(0, Math.min(MOST_DETAIL, detail.length()))));
  }

  /// Why the session halted, if it did.
  public Optional<Halt> read() {
    try {
      List<String> names = disk.names();
      if (names.contains(NAME)) {
        return Optional.of(halt(head(NAME, Integer.MAX_VALUE)));
      }
      return names.contains(RESERVE) ? begun(head(RESERVE, MOST_REASON_BYTES)) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A reason that was written over the reserve, whatever follows it there.
  private static Optional<Halt> begun(byte[] bytes) {
    try {
      boolean isText = bytes.length > 0 && bytes[0] == '{';
      return isText ? Optional.of(halt(bytes)) : Optional.empty();
    } catch (IOException | RuntimeException _) {
      return Optional.empty(); // of a crash that tore it
    }
  }

  private static Halt halt(byte[] bytes) throws IOException {
    JsonNode node = JSON.readTree(bytes);
    return new Halt(
        Times.nanos(Instant.parse(node.required("time").asText())),
        node.required("code").asText(),
        node.required("detail").asText());
  }

  private byte[] head(String name, int most) throws IOException {
    try (DiskFile file = disk.open(name)) {
      ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(Math.min(most, file.size())));
      while (bytes.hasRemaining() && file.read(bytes, bytes.position()) > 0) {
        // the next part
      }
      return bytes.array();
    }
  }

  /// Lets the session go on: the reserve is there again, and then the reason is gone.
  public void clear() {
    try {
      if (!disk.names().contains(NAME) && read().isPresent()) {
        disk.rename(RESERVE, NAME);
        disk.syncFolder();
      }
      prepare();
      if (disk.names().contains(NAME)) {
        disk.delete(NAME);
        disk.syncFolder();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
