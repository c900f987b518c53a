package io.papertape.workspace.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;

/// Takes bytes as they are written and holds them against stored ones.
final class ComparingStream extends OutputStream {
  private final InputStream stored;
  private boolean isSame = true;

  ComparingStream(InputStream stored) {
    this.stored = stored;
  }

  @Override
  public void write(int one) throws IOException {
    write(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    if (isSame) {
      byte[] there = stored.readNBytes(length);
      isSame = Arrays.equals(there, 0, there.length, bytes, offset, offset + length);
    }
  }

  /// Whether all that was written is stored, and nothing else.
  boolean isSame() throws IOException {
    return isSame && stored.read() < 0;
  }
}
