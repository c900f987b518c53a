package io.papertape.cli;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How much of a screen fits on the terminal.
///
/// @param columns at least 20
/// @param rows    at least 5
record ScreenSize(int columns, int rows) {
  static final ScreenSize USUAL = new ScreenSize(80, 24);

  private static final Pattern SIZE = Pattern.compile("\\s*([0-9]{1,4}) ([0-9]{1,4})\\s*");
  private static final int LEAST_COLUMNS = 20;
  private static final int LEAST_ROWS = 5;
  private static final int PATIENCE_SECONDS = 2;

  /// The size of the terminal now, as `stty` tells it; the usual one if it does not.
  static ScreenSize now() {
    try {
      Process stty =
          new ProcessBuilder("stty", "size")
              .redirectInput(new File("/dev/tty"))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!stty.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        stty.destroyForcibly();
        return USUAL;
      }
      return parse(new String(stty.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .orElse(USUAL);
    } catch (IOException _) {
      return USUAL;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return USUAL;
    }
  }

  /// Of what is no terminal: as wide as `COLUMNS` says, else as wide as it is.
  static ScreenSize ofPipe(String columns) {
    return columns.matches("[0-9]{1,4}")
        ? new ScreenSize(Math.max(LEAST_COLUMNS, Integer.parseInt(columns)), USUAL.rows())
        : USUAL;
  }

  /// @param text such as `24 80`; `0 0` where nobody knows
  static Optional<ScreenSize> parse(String text) {
    Matcher size = SIZE.matcher(text);
    if (!size.matches()) {
      return Optional.empty();
    }
    int rows = Integer.parseInt(size.group(1));
    int columns = Integer.parseInt(size.group(2));
    return rows == 0 || columns == 0
        ? Optional.empty()
        : Optional.of(new ScreenSize(Math.max(LEAST_COLUMNS, columns), Math.max(LEAST_ROWS, rows)));
  }
}
