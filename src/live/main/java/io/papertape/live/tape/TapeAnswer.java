package io.papertape.live.tape;

import io.papertape.model.ModelAnswer;
import io.papertape.model.RemoteVersion;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/// What a remote model answered at a moment; it stands behind that moment on the tape.
///
/// @param receiveNanos when it was there, or given up, by the process's clock
/// @param question     checksum of what was asked, so that a replay which asks something else is
///     found out
public record TapeAnswer(long receiveNanos, int question, ModelAnswer answer) {
  /// Checksum of a question: the name of the version and every bit of the rows.
  public static int question(RemoteVersion version, double[][] rows) {
    CRC32C crc = new CRC32C();
    crc.update(version.id().getBytes(StandardCharsets.UTF_8));
    for (double[] row : rows) {
      ByteBuffer bits = ByteBuffer.allocate(row.length * Double.BYTES);
      bits.asDoubleBuffer().put(row);
      crc.update(bits);
    }
    return (int) crc.getValue();
  }
}
