package io.papertape.workspace.experiment;

import io.papertape.performance.Measure;
import io.papertape.performance.PerformanceConvention;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.zip.CRC32;

/// The trials of a sweep that are done, in the order in which they were: appended one by one and
/// made durable twice a second, so that a killed sweep loses half a second.
///
/// Each record is its length, its CRC-32 and its bytes. What follows the last whole record was
/// torn by the kill and is cut off.
final class TrialLog implements AutoCloseable {
  private static final long SYNC_NANOS = 500_000_000;
  private static final int HEAD = 8;
  private static final int LONGEST_TEXT = 2_000;

  /// Of a record whose texts and lists are empty. A tail of zeros, as a power failure leaves one,
  /// would read as records of length 0, of which the checksum is 0 too.
  private static final int SHORTEST = 42;

  private final FileChannel channel;
  private final LongSupplier nanoClock;
  private final Map<Long, Trial> done = new TreeMap<>();
  private long syncedNanos;

  /// @param nanoClock when to sync; it decides nothing else
  TrialLog(Path file, ParameterSpace space, LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
    syncedNanos = nanoClock.getAsLong();
    try {
      long whole = Files.exists(file) ? read(file, space) : 0;
      channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      channel.truncate(whole);
      channel.position(whole);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The trial of a point that was done before this log was opened.
  Optional<Trial> find(long point) {
    return Optional.ofNullable(done.get(point));
  }

  /// Number of trials that were done before.
  int restored() {
    return done.size();
  }

  synchronized void append(long point, Trial trial) {
    byte[] bytes = bytes(point, trial);
    ByteBuffer record = ByteBuffer.allocate(HEAD + bytes.length);
    record.putInt(bytes.length).putInt(checksum(bytes)).put(bytes).flip();
    try {
      while (record.hasRemaining()) {
        channel.write(record);
      }
      long now = nanoClock.getAsLong();
      if (now - syncedNanos >= SYNC_NANOS) {
        channel.force(false);
        syncedNanos = now;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try (channel) {
      channel.force(true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Length of the part that is whole.
  private long read(Path file, ParameterSpace space) throws IOException {
    long whole = 0;
    try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ)) {
      ByteBuffer head = ByteBuffer.allocate(HEAD);
      while (fill(in, head.clear())) {
        int length = head.getInt();
        int checksum = head.getInt();
        if (length < SHORTEST || length > in.size() - in.position()) {
          break;
        }
        ByteBuffer body = ByteBuffer.allocate(length);
        if (!fill(in, body) || checksum(body.array()) != checksum) {
          break;
        }
        restore(body.array(), space);
        whole = in.position();
      }
    }
    return whole;
  }

  private static boolean fill(FileChannel in, ByteBuffer buffer) throws IOException {
    while (buffer.hasRemaining()) {
      if (in.read(buffer) < 0) {
        return false;
      }
    }
    buffer.flip();
    return true;
  }

  private static int checksum(byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    return (int) crc.getValue();
  }

  private static byte[] bytes(long point, Trial trial) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1_000 + 8 * trial.returns().length);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeLong(point);
      out.writeUTF(trial.manifest());
      out.writeUTF(trial.status().name());
      out.writeLong(trial.finalEquity());
      out.writeInt(trial.fills());
      out.writeDouble(trial.objective().orElse(Double.NaN));
      out.writeUTF(shortened(trial.problem().orElse("")));
      out.writeInt(trial.figures().size());
      for (Measure figure : trial.figures()) {
        out.writeUTF(figure.name());
        out.writeInt(figure.n());
        out.writeDouble(figure.value().orElse(Double.NaN));
        out.writeUTF(figure.reason().orElse(""));
      }
      out.writeInt(trial.returns().length);
      ByteBuffer returns = ByteBuffer.allocate(8 * trial.returns().length);
      returns.asDoubleBuffer().put(trial.returns());
      out.write(returns.array());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static String shortened(String text) {
    return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT);
  }

  private void restore(byte[] bytes, ParameterSpace space) throws IOException {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      long point = in.readLong();
      String manifest = in.readUTF();
      Trial.Status status = Trial.Status.valueOf(in.readUTF());
      long finalEquity = in.readLong();
      int fills = in.readInt();
      OptionalDouble objective = present(in.readDouble());
      String problem = in.readUTF();
      List<Measure> figures = new ArrayList<>();
      for (int left = in.readInt(); left > 0; left--) {
        figures.add(figure(in.readUTF(), in.readInt(), in.readDouble(), in.readUTF()));
      }
      double[] returns = new double[in.readInt()];
      ByteBuffer.wrap(in.readAllBytes()).asDoubleBuffer().get(returns);
      done.put(
          point,
          new Trial(
              space.at(point),
              manifest,
              status,
              finalEquity,
              fills,
              objective,
              figures,
              returns,
              problem.isEmpty() ? Optional.empty() : Optional.of(problem)));
    }
  }

  private static OptionalDouble present(double value) {
    return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  private static Measure figure(String name, int n, double value, String reason) {
    return Double.isNaN(value)
        ? Measure.absent(name, PerformanceConvention.PAPERTAPE, n, reason)
        : Measure.of(name, PerformanceConvention.PAPERTAPE, n, value);
  }
}
