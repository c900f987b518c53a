package io.papertape.live.tape;

import io.papertape.live.tape.Disk.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What was cut off a tape, in files beside it: a commit that a crash tore cannot be told from one
/// that was durable and was damaged later. The newest stay, so that crashes do not fill the disk.
final class TornBytes {
  static final int MOST_FILES = 16;
  static final long MOST_BYTES = 16L << 20;

  private static final int BLOCK = 1 << 16;
  private static final Pattern NAME =
      Pattern.compile("(.+\\.tape)\\.torn-([0-9]{1,18})(?:\\.([0-9]{1,9}))?");

  private TornBytes() {}

  /// Copies the end of a file, durable on return; what a crash before the cut has left of that is
  /// not copied again.
  ///
  /// @return the name of the copy; empty if there is nothing but zeros
  static Optional<String> keep(Disk disk, TapeCut cut, DiskFile file) throws IOException {
    if (isZeros(file, cut.offset())) {
      return Optional.empty();
    }
    String first = "%s.torn-%d".formatted(cut.file(), cut.offset());
    List<String> there = disk.names();
    String name = first;
    for (int n = 1; there.contains(name) && !isSame(disk, name, cut, file); n++) {
      name = first + "." + n;
    }
    try (DiskFile copy = there.contains(name) ? disk.open(name) : disk.create(name)) {
      copy(file, cut.offset(), copy);
    } catch (IOException | RuntimeException e) {
      try {
        disk.delete(name); // on a full disk it takes the place of what matters
      } catch (IOException left) {
        e.addSuppressed(left); // it could not be made
      }
      throw e;
    }
    deleteOld(disk, name);
    disk.syncFolder();
    return Optional.of(name);
  }

  private static void copy(DiskFile file, long from, DiskFile copy) throws IOException {
    ByteBuffer block = ByteBuffer.allocate(BLOCK);
    for (long at = 0; read(file, block, from + at) > 0; at += block.limit()) {
      copy.write(block, at);
    }
    copy.sync();
  }

  private static boolean isZeros(DiskFile file, long from) throws IOException {
    ByteBuffer block = ByteBuffer.allocate(BLOCK);
    for (long at = from; read(file, block, at) > 0; at += block.limit()) {
      while (block.hasRemaining()) {
        if (block.get() != 0) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean isSame(Disk disk, String name, TapeCut cut, DiskFile file)
      throws IOException {
    try (DiskFile copy = disk.open(name)) {
      if (copy.size() != cut.bytes()) {
        return false;
      }
      ByteBuffer one = ByteBuffer.allocate(BLOCK);
      ByteBuffer other = ByteBuffer.allocate(BLOCK);
      for (long at = 0; read(copy, one, at) > 0; at += one.limit()) {
        read(file, other, cut.offset() + at);
        if (!one.equals(other)) {
          return false;
        }
      }
      return true;
    }
  }

  /// Fills a block, as far as the file goes.
  private static int read(DiskFile file, ByteBuffer block, long from) throws IOException {
    block.clear();
    while (block.hasRemaining() && file.read(block, from + block.position()) > 0) {
      // the next part
    }
    return block.flip().limit();
  }

  /// Those of a file that has been deleted itself.
  static void deleteOf(Disk disk, String tape) throws IOException {
    for (String name : disk.names()) {
      if (name.startsWith(tape) && NAME.matcher(name).matches()) {
        disk.delete(name);
      }
    }
  }

  private static void deleteOld(Disk disk, String newest) throws IOException {
    List<String> names = new ArrayList<>(disk.names());
    names.removeIf(name -> name.equals(newest) || !NAME.matcher(name).matches());
    names.sort(Comparator.comparing(TornBytes::place).reversed());
    int files = 1;
    long bytes = size(disk, newest);
    for (String name : names) {
      files++;
      bytes += size(disk, name);
      if (files > MOST_FILES || bytes > MOST_BYTES) {
        disk.delete(name);
      }
    }
  }

  /// The later a cut, the higher it is.
  private static String place(String name) {
    Matcher parts = NAME.matcher(name);
    if (!parts.matches()) {
      throw new IllegalArgumentException("Not the end of a tape: file=%s.".formatted(name));
    }
    String again = Optional.ofNullable(parts.group(3)).orElse("0");
    return "%s %018d %09d"
        .formatted(parts.group(1), Long.parseLong(parts.group(2)), Long.parseLong(again));
  }

  private static long size(Disk disk, String name) throws IOException {
    try (DiskFile file = disk.open(name)) {
      return file.size();
    }
  }
}
