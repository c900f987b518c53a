package io.papertape.live.tape;

import io.papertape.market.Times;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Pattern;

/// Names of the files of a tape: one for each day of engine time, in UTC.
final class TapeFiles {
  private static final String ENDING = ".tape";
  private static final Pattern NAME = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}\\.tape");

  private TapeFiles() {}

  /// Oldest first.
  static List<String> of(Disk disk) throws IOException {
    return disk.names().stream().filter(name -> NAME.matcher(name).matches()).sorted().toList();
  }

  static LocalDate date(long nanos) {
    return LocalDate.ofInstant(Times.instant(nanos), ZoneOffset.UTC);
  }

  static LocalDate date(String name) {
    return LocalDate.parse(name.substring(0, name.length() - ENDING.length()));
  }

  static String name(LocalDate date) {
    return date + ENDING;
  }
}
