package io.papertape.workspace.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LineReaderTest {
  @Test
  void takesOffLineEndsAndTheByteOrderMark() throws IOException {
    assertThat(lines("\uFEFFa,b\r\n\nc", Integer.MAX_VALUE)).containsExactly("a,b", "", "c");
    assertThat(lines("", Integer.MAX_VALUE)).isEmpty();
    assertThat(lines("a\n", Integer.MAX_VALUE)).containsExactly("a");
  }

  @Test
  void chunksOfAnySizeGiveTheSameLines() throws IOException {
    SplittableRandom random = new SplittableRandom(3);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 2_000; i++) {
      text.append("x".repeat(random.nextInt(300))).append(i).append('\n');
    }
    List<String> expected = text.toString().lines().toList();
    for (int chunk : new int[] {1, 7, 4_096, 1 << 20}) {
      assertThat(lines(text.toString(), chunk)).isEqualTo(expected);
    }
  }

  @Test
  void memoryDoesNotGrowWithTheFile() throws IOException {
    LineReader reader = new LineReader(new Endless(200L << 20));
    while (reader.next()) {
      assertThat(reader.to() - reader.from()).isEqualTo(63);
    }
    assertThat(reader.number()).isEqualTo((200L << 20) / 64);
    assertThat(reader.bytes().length).isLessThanOrEqualTo(TextChunk.BYTES);
  }

  @Test
  void lineWithoutEndIsRefusedBeforeMemoryIs() {
    InputStream spaces = new ByteArrayInputStream(new byte[3 << 20]);
    LineReader reader = new LineReader(spaces);
    assertThatThrownBy(reader::next)
        .hasMessage("Line is too long: line=1, limit=1 MB. Is this a CSV file?");
  }

  private static List<String> lines(String text, int chunk) throws IOException {
    InputStream in =
        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)) {
          @Override
          public synchronized int read(byte[] bytes, int offset, int length) {
            return super.read(bytes, offset, Math.min(length, chunk));
          }
        };
    LineReader reader = new LineReader(in);
    List<String> lines = new ArrayList<>();
    while (reader.next()) {
      lines.add(
          new String(
              reader.bytes(), reader.from(), reader.to() - reader.from(), StandardCharsets.UTF_8));
    }
    return lines;
  }

  /// Lines of 63 letters, as many bytes as told, none of them stored.
  private static final class Endless extends InputStream {
    private final long size;
    private long at;

    Endless(long size) {
      this.size = size;
    }

    @Override
    public int read() {
      if (at == size) {
        return -1;
      }
      at++;
      return at % 64 == 0 ? '\n' : 'a';
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
      int count = (int) Math.min(length, size - at);
      for (int i = 0; i < count; i++) {
        bytes[offset + i] = (byte) read();
      }
      return count == 0 ? -1 : count;
    }
  }
}
