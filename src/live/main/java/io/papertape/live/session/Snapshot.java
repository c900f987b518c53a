package io.papertape.live.session;

import io.papertape.journal.Sha256;
import io.papertape.live.tape.TapePosition;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A session between two moments of its tape, as far as it follows from the tape: what a recovery
/// would have made of it.
///
/// @param code           of the program that took it
/// @param manifest       hash of the session's manifest
/// @param tape           where the tape stood
/// @param journalBytes   length of the journal
/// @param journalEntries in it
/// @param journalHash    of its last entry
/// @param journalRoot    Merkle root over all of them
/// @param simulation     state of the simulation
/// @param memory         state of a [TapeMemory] that has been told the tape
@SuppressWarnings("ArrayRecordComponent")
record Snapshot(
    String code,
    String manifest,
    TapePosition tape,
    long journalBytes,
    long journalEntries,
    String journalHash,
    String journalRoot,
    byte[] simulation,
    byte[] memory) {
  private static final String MAGIC = "papertape snapshot 1";
  private static final int HASH_TEXT = 2 * Sha256.LENGTH;

  /// With a checksum at the end.
  byte[] bytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream to = new DataOutputStream(bytes)) {
      to.writeUTF(MAGIC);
      to.writeUTF(code);
      to.writeUTF(manifest);
      to.writeUTF(tape.file());
      to.writeLong(tape.offset());
      to.writeInt(tape.checksum());
      to.writeLong(tape.moments());
      to.writeLong(tape.lastNanos());
      to.writeLong(journalBytes);
      to.writeLong(journalEntries);
      to.writeUTF(journalHash);
      to.writeUTF(journalRoot);
      to.writeInt(simulation.length);
      to.write(simulation);
      to.writeInt(memory.length);
      to.write(memory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    bytes.writeBytes(Sha256.hex(bytes.toByteArray()).getBytes(StandardCharsets.US_ASCII));
    return bytes.toByteArray();
  }

  /// @throws IllegalArgumentException if these are not the bytes of a snapshot
  static Snapshot read(byte[] bytes) {
    int end = bytes.length - HASH_TEXT;
    if (end < 0
        || !Sha256.hex(Arrays.copyOf(bytes, end))
            .equals(new String(bytes, end, HASH_TEXT, StandardCharsets.ISO_8859_1))) {
      throw new IllegalArgumentException("its checksum is wrong");
    }
    try (DataInputStream from = new DataInputStream(new ByteArrayInputStream(bytes, 0, end))) {
      if (!from.readUTF().equals(MAGIC)) {
        throw new IllegalArgumentException("it has another format");
      }
      return new Snapshot(
          from.readUTF(),
          from.readUTF(),
          new TapePosition(
              from.readUTF(), from.readLong(), from.readInt(), from.readLong(), from.readLong()),
          from.readLong(),
          from.readLong(),
          from.readUTF(),
          from.readUTF(),
          from.readNBytes(from.readInt()),
          from.readNBytes(from.readInt()));
    } catch (IOException e) {
      throw new IllegalArgumentException("it ends too early", e);
    }
  }
}
