package io.papertape.live.tape;

import io.papertape.workspace.WorkspaceException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/// How long the files of a tape are kept. The file that is written is never deleted, nor any that
/// is younger; a tape without its first files can no longer be replayed from the start.
///
/// @param days whole days of UTC before today's
public record Retention(int days) {
  /// Everything is kept.
  public static final Retention ALL = new Retention(Integer.MAX_VALUE);

  private static final String FOREVER = "forever";

  public Retention {
    if (days < 1) {
      throw new IllegalArgumentException(
          "Tape would be deleted while it is written: days=%d. Keep 1 or more.".formatted(days));
    }
  }

  /// As it is written: `90d`, or `forever`.
  public static Retention parse(String text) {
    if (text.equals(FOREVER)) {
      return ALL;
    }
    if (!text.matches("[1-9][0-9]{0,4}d")) {
      throw WorkspaceException.configuration(
          "Not a retention: retain=%s. Write days, such as 90d, or %s.".formatted(text, FOREVER));
    }
    return new Retention(Integer.parseInt(text.substring(0, text.length() - 1)));
  }

  public boolean isForever() {
    return equals(ALL);
  }

  @Override
  public String toString() {
    return isForever() ? FOREVER : days + "d";
  }

  /// Names of the files of a tape, oldest first.
  public static List<String> files(Disk disk) throws IOException {
    return TapeFiles.of(disk);
  }

  /// Names of the rolled files that are older, oldest first.
  public List<String> expired(Disk disk, LocalDate today) {
    try {
      List<String> names = TapeFiles.of(disk);
      List<String> expired = new ArrayList<>();
      for (int i = 0; i + 1 < names.size(); i++) {
        // A file may hold several days; it ends before the next one's.
        if (TapeFiles.date(names.get(i + 1)).toEpochDay() <= today.toEpochDay() - days) {
          expired.add(names.get(i));
        }
      }
      return List.copyOf(expired);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Deletes them, oldest first, so that what is left always is one piece.
  ///
  /// @return names of what was deleted
  public List<String> apply(Disk disk, LocalDate today) {
    List<String> expired = expired(disk, today);
    delete(disk, expired);
    return expired;
  }

  /// Deletes files, in their order, each with what was cut off it.
  public static void delete(Disk disk, List<String> names) {
    try {
      for (String name : names) {
        disk.delete(name);
        TornBytes.deleteOf(disk, name);
        disk.syncFolder();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
