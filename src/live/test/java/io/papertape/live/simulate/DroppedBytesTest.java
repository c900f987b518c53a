package io.papertape.live.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.live.tape.Disk;
import io.papertape.live.tape.PassingDisk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// After a sync that failed Linux calls clean what it could not write: it can be read, and the next
/// sync succeeds without it.
@Tag("simulation")
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
  ///
  /// @param firstSeed failed when this was written; others are tried after it
  private static String found(String kind, boolean isTape, long firstSeed) {
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
    for (long seed = firstSeed; seed <= firstSeed + 60; seed++) {
      Optional<String> failure = Simulator.run(seed, 0.25, broken).failure();
      if (failure.isPresent() && failure.get().contains(kind)) {
        return failure.get();
      }
    }
    return "nothing";
  }

  @Test
  void aTapeThatIsNotWrittenAgainAfterAFailureIsFound() {
    assertThat(found("Published before the tape is durable", true, 8)).contains("event=");
  }

  @Test
  void aJournalThatIsNotWrittenAgainAfterAFailureIsFound() {
    assertThat(found("Published before the journal is durable", false, 23)).contains("event=");
  }

  /// Leaves out what would change nothing, as if opening did not write again.
  private static final class Lazy extends PassingDisk {
    Lazy(Disk real) {
      super(real);
    }

    @Override
    protected DiskFile standIn(String name, DiskFile file) {
      return new LazyFile(file);
    }
  }

  private static final class LazyFile extends PassingDisk.PassingFile {
    LazyFile(Disk.DiskFile file) {
      super(file);
    }

    @Override
    public void write(ByteBuffer bytes, long position) throws IOException {
      ByteBuffer there = ByteBuffer.allocate(bytes.remaining());
      boolean isThere =
          size() >= position + bytes.remaining()
              && read(there, position) == there.capacity()
              && there.flip().equals(bytes);
      if (!isThere) {
        super.write(bytes, position);
      }
    }
  }
}
