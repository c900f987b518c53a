package io.papertape.workspace.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ChunkTeamTest {
  private final List<String> taken = new ArrayList<>();
  private final AtomicInteger prepared = new AtomicInteger();
  private final MessageDigest digest = MessageDigest.getInstance("SHA-256");

  ChunkTeamTest() throws NoSuchAlgorithmException {}

  @Test
  void twoThreadsTakeTheSameLinesInTheSameOrder() throws IOException {
    String text = text(200_000);
    List<String> expected = text.lines().toList();
    for (boolean isAlone : new boolean[] {true, false}) {
      taken.clear();
      Lines shown = new Lines();
      Optional<ChunkTeam.Part> other =
          isAlone ? Optional.empty() : Optional.of(new Collecting(shown));
      ChunkTeam.run(chunks(text), new Collecting(shown), other);
      assertThat(taken).isEqualTo(expected);
      assertThat(shown.number()).isEqualTo(200_000);
      assertThat(shown.terminated()).isTrue();
      byte[] whole = text.getBytes(StandardCharsets.US_ASCII);
      byte[] hash = digest.digest();
      assertThat(hash).isEqualTo(digest.digest(whole));
    }
    assertThat(prepared.get()).isGreaterThan(2 * 10);
  }

  @Test
  void theErrorOfTheEarlierChunkIsTheOneThatIsThrown() {
    // The stream breaks after some chunks; a line of an earlier chunk is refused when it is taken.
    for (int round = 0; round < 50; round++) {
      TextChunks broken = new TextChunks(brokenAfter(text(30_000)));
      Lines shown = new Lines();
      assertThatThrownBy(
              () ->
                  ChunkTeam.run(
                      broken,
                      new Collecting(shown, "line 9000 "),
                      Optional.of(new Collecting(shown, "line 9000 "))))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageStartingWith("refused: line 9000 ");
    }
  }

  @Test
  void aBrokenStreamIsMetAfterTheLinesBeforeIt() {
    String text = text(30_000);
    for (int round = 0; round < 20; round++) {
      taken.clear();
      TextChunks broken = new TextChunks(brokenAfter(text + "half a line"));
      Lines shown = new Lines();
      assertThatThrownBy(
              () ->
                  ChunkTeam.run(broken, new Collecting(shown), Optional.of(new Collecting(shown))))
          .isInstanceOf(EOFException.class)
          .hasMessage("made up");
      assertThat(taken).isEqualTo(text.lines().toList());
    }
  }

  @Test
  void aFailureToPrepareEndsTheWork() {
    ChunkTeam.Part failing =
        new ChunkTeam.Part() {
          @Override
          public void prepare(TextChunk chunk) {
            throw new IllegalStateException("made up");
          }

          @Override
          public void follow(TextChunk chunk) {}

          @Override
          public void take(TextChunk chunk) {}
        };
    assertThatThrownBy(() -> ChunkTeam.run(chunks(text(30_000)), failing, Optional.of(failing)))
        .hasMessage("made up");
  }

  private static TextChunks chunks(String text) {
    return new TextChunks(new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)));
  }

  private static InputStream brokenAfter(String text) {
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new EOFException("made up");
          }

          @Override
          public int read(byte[] bytes, int offset, int length) throws IOException {
            throw new EOFException("made up");
          }
        };
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    return new SequenceInputStream(new ByteArrayInputStream(bytes), broken);
  }

  private static String text(int lines) {
    StringBuilder text = new StringBuilder();
    for (int i = 1; i <= lines; i++) {
      text.append("line ").append(i).append(" of many, to fill a few chunks\n");
    }
    return text.toString();
  }

  /// Collects the lines; one that begins as told is refused.
  private final class Collecting implements ChunkTeam.Part {
    private final Lines shown;
    private final String refused;

    Collecting(Lines shown) {
      this(shown, "nothing");
    }

    Collecting(Lines shown, String refused) {
      this.shown = shown;
      this.refused = refused;
    }

    @Override
    public void prepare(TextChunk chunk) {
      prepared.incrementAndGet();
    }

    @Override
    public void follow(TextChunk chunk) {
      chunk.hash(digest);
    }

    @Override
    public void take(TextChunk chunk) throws IOException {
      shown.show(chunk);
      while (shown.next()) {
        int length = shown.to() - shown.from();
        String line = new String(shown.bytes(), shown.from(), length, StandardCharsets.US_ASCII);
        if (line.startsWith(refused)) {
          throw new IllegalStateException("refused: " + line);
        }
        taken.add(line);
      }
    }
  }
}
