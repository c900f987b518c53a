package io.papertape.live.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.live.tape.Disk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// After a sync that failed Linux calls clean what it could not write: it can be read, and the next
/// sync succeeds without it.
class DroppedBytesTest {
  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static String afterPowerCut(FaultyContent content) {
    content.cutPower(new SplittableRandom(1));
    return new String(content.bytes(), StandardCharsets.US_ASCII).replace('\0', '_');
  }

  private static FaultyContent dropped() {
    FaultyContent content = new FaultyContent();
    content.write(bytes("one "), 4, 0);
    content.sync();
    content.write(bytes("two "), 4, 4);
    content.drop();
    return content;
  }

  @Test
  void whatWasDroppedCanBeReadAndASecondSyncDoesNotKeepIt() {
    FaultyContent content = dropped();
    content.write(bytes("three"), 5, 8);
    content.sync();

    assertThat(content.bytes()).isEqualTo(bytes("one two three"));
    assertThat(content.isDurable()).isFalse();
    assertThat(content.durableSize()).isEqualTo(4);
    assertThat(afterPowerCut(content)).isEqualTo("one ____three");
  }

  @Test
  void whatIsWrittenAgainIsKept() {
    FaultyContent content = dropped();
    content.write(bytes("two "), 4, 4);
    content.sync();

    assertThat(content.isDurable()).isTrue();
    assertThat(content.durableSize()).isEqualTo(8);
    assertThat(afterPowerCut(content)).isEqualTo("one two ");
  }

  /// The first failure of sessions on whose disk nothing is written that is there already.
  private static String found(String kind, boolean isTape) {
    Doubles broken =
        new Doubles() {
          @Override
          Disk tape(Disk real) {
            return isTape ? new Lazy(real) : real;
          }

          @Override
          Disk record(Disk real) {
            return isTape ? real : new Lazy(real);
          }
        };
    for (long seed = 1; seed <= 60; seed++) {
      Optional<String> failure = Simulator.run(seed, 0.25, broken).failure();
      if (failure.isPresent() && failure.get().contains(kind)) {
        return failure.get();
      }
    }
    return "nothing";
  }

  @Test
  void aTapeThatIsNotWrittenAgainAfterAFailureIsFound() {
    assertThat(found("Published before the tape is durable", true)).contains("event=");
  }

  @Test
  void aJournalThatIsNotWrittenAgainAfterAFailureIsFound() {
    assertThat(found("Published before the journal is durable", false)).contains("event=");
  }

  /// Leaves out what would change nothing, as if opening did not write again.
  private record Lazy(Disk real) implements Disk {
    @Override
    public List<String> names() throws IOException {
      return real.names();
    }

    @Override
    public DiskFile create(String name) throws IOException {
      return new LazyFile(real.create(name));
    }

    @Override
    public DiskFile open(String name) throws IOException {
      return new LazyFile(real.open(name));
    }

    @Override
    public void delete(String name) throws IOException {
      real.delete(name);
    }

    @Override
    public void rename(String from, String to) throws IOException {
      real.rename(from, to);
    }

    @Override
    public void syncFolder() throws IOException {
      real.syncFolder();
    }
  }

  private record LazyFile(Disk.DiskFile real) implements Disk.DiskFile {
    @Override
    public long size() throws IOException {
      return real.size();
    }

    @Override
    public int read(ByteBuffer into, long position) throws IOException {
      return real.read(into, position);
    }

    @Override
    public void write(ByteBuffer bytes, long position) throws IOException {
      ByteBuffer there = ByteBuffer.allocate(bytes.remaining());
      boolean isThere =
          real.size() >= position + bytes.remaining()
              && real.read(there, position) == there.capacity()
              && there.flip().equals(bytes);
      if (!isThere) {
        real.write(bytes, position);
      }
    }

    @Override
    public void truncate(long size) throws IOException {
      real.truncate(size);
    }

    @Override
    public void sync() throws IOException {
      real.sync();
    }

    @Override
    public void close() throws IOException {
      real.close();
    }
  }
}
