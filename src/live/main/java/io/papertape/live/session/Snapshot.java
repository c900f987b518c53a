package io.papertape.live.session;

import io.papertape.journal.Sha256;
import io.papertape.live.tape.TapePosition;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

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
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    try (DataOutputStream to = new DataOutputStream(head)) {
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
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    int parts = 2 * Integer.BYTES + simulation.length + memory.length;
    ByteBuffer bytes = ByteBuffer.allocate(head.size() + parts + HASH_TEXT);
    bytes.put(head.toByteArray());
    bytes.putInt(simulation.length).put(simulation);
    bytes.putInt(memory.length).put(memory);
    String hash = Sha256.hex(bytes.array(), 0, bytes.position());
    return bytes.put(hash.getBytes(StandardCharsets.US_ASCII)).array();
  }

  /// Reads what [#bytes] has made in this process, and nothing has changed since.
  static Snapshot readBack(byte[] bytes) {
    return parse(bytes, bytes.length - HASH_TEXT);
  }

  /// @throws IllegalArgumentException if these are not the bytes of a snapshot
  static Snapshot read(byte[] bytes) {
    int end = bytes.length - HASH_TEXT;
    if (end < 0
        || !Sha256.hex(bytes, 0, end)
            .equals(new String(bytes, end, HASH_TEXT, StandardCharsets.ISO_8859_1))) {
      throw new IllegalArgumentException("its checksum is wrong");
    }
    return parse(bytes, end);
  }

  /// Reads bytes that are known to be those of a snapshot.
  ///
  /// @param end without the checksum
  private static Snapshot parse(byte[] bytes, int end) {
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
          part(from),
          part(from));
    } catch (IOException e) {
      throw new IllegalArgumentException("it ends too early", e);
    }
  }

  private static byte[] part(DataInputStream from) throws IOException {
    int length = from.readInt();
    if (length < 0 || length > from.available()) {
      throw new EOFException("length=" + length);
    }
    byte[] part = new byte[length];
    from.readFully(part);
    return part;
  }
}
