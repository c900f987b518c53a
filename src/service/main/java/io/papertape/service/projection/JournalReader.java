package io.papertape.service.projection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.papertape.journal.EntryKind;
import io.papertape.journal.MerkleTree;
import io.papertape.journal.Sha256;
import io.papertape.market.Times;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.function.Consumer;

/// Reads a journal line by line and checks that it is whole: gapless numbers, chained hashes, a
/// header first and a seal last. Streams; memory does not grow with the file.
final class JournalReader {
  private static final ObjectReader JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).reader();

  private final Path file;
  private final Consumer<JournalEntry> sink;
  private final Sha256 sha = new Sha256();
  private final MerkleTree tree = new MerkleTree();
  private final byte[] previous = new byte[Sha256.LENGTH];
  private EntryKind lastKind = EntryKind.HEADER;

  private JournalReader(Path file, Consumer<JournalEntry> sink) {
    this.file = file;
    this.sink = sink;
  }

  /// Hands over every entry.
  ///
  /// @return root over all entries, 64 hex digits
  /// @throws BrokenRun at the first line that is not the next entry of a chain
  static String read(Path file, Consumer<JournalEntry> sink) {
    return new JournalReader(file, sink).read();
  }

  private String read() {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
      ByteArrayOutputStream line = new ByteArrayOutputStream(512);
      byte[] block = new byte[1 << 16];
      for (int length = in.read(block); length >= 0; length = in.read(block)) {
        int start = 0;
        for (int i = 0; i < length; i++) {
          if (block[i] == '\n') {
            line.write(block, start, i - start);
            entry(line.toByteArray());
            line.reset();
            start = i + 1;
          }
        }
        line.write(block, start, length - start);
      }
      if (line.size() > 0) {
        throw broken("its last line is cut", null);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (lastKind != EntryKind.SEAL) {
      throw broken("the journal ends without a seal", null);
    }
    return tree.rootHex();
  }

  private void entry(byte[] line) {
    long seq = tree.leaves();
    JournalEntry entry = parse(line);
    if (entry.seq() != seq) {
      throw broken("its seq is " + entry.seq(), null);
    }
    if ((seq == 0) != (entry.kind() == EntryKind.HEADER)
        || (seq > 0 && lastKind == EntryKind.SEAL)) {
      throw broken("kind=%s is out of place".formatted(entry.kind().text()), null);
    }
    if (!entry.text("prev").equals(HexFormat.of().formatHex(previous))) {
      throw broken("prev is not the hash of the line before", null);
    }
    if (entry.cause() < -1 || entry.cause() >= seq) {
      throw broken("its cause is no earlier entry", null);
    }
    try {
      sink.accept(entry);
    } catch (IllegalArgumentException | ArithmeticException | DateTimeException e) {
      throw broken(String.valueOf(e.getMessage()), e);
    }
    sha.leaf(line, 0, line.length, previous);
    tree.add(previous);
    lastKind = entry.kind();
  }

  private JournalEntry parse(byte[] line) {
    try {
      JsonNode body = JSON.readTree(line);
      String kind = body.path("kind").asText();
      return new JournalEntry(
          body.path("seq").asLong(-1),
          EntryKind.of(kind)
              .orElseThrow(() -> new IllegalArgumentException("unknown kind=" + kind)),
          Times.nanos(Instant.parse(body.path("time").asText())),
          body.path("cause").asLong(Long.MIN_VALUE),
          body);
    } catch (JsonProcessingException e) {
      throw broken("the line is no JSON", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (IllegalArgumentException | DateTimeException e) {
      throw broken(String.valueOf(e.getMessage()), e);
    }
  }

  private BrokenRun broken(String reason, Throwable cause) {
    return new BrokenRun(
        "Journal is broken: file=%s, entry=%d, reason=%s. Compare it with a copy kept elsewhere."
            .formatted(file.getFileName(), tree.leaves(), reason),
        cause);
  }
}
