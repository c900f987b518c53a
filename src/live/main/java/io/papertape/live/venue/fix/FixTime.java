package io.papertape.live.venue.fix;

import io.papertape.live.feed.FrameException;
import io.papertape.live.feed.TimeText;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads the times of FIX, which are UTC, into nanoseconds since 1970-01-01.
final class FixTime {
  private static final Pattern TEXT =
      Pattern.compile("(\\d{4})(\\d{2})(\\d{2})-(\\d{2}:\\d{2}:\\d{2}(?:\\.\\d{1,9})?)\\d{0,3}Z?");

  private FixTime() {}

  /// Nanoseconds of `20261126-04:00:00.123`; what picoseconds add is cut off.
  ///
  /// @throws FrameException if the text is no time
  static long nanos(String text) {
    Matcher parts = TEXT.matcher(text);
    if (!parts.matches()) {
      throw new FrameException(
          "Not a time of FIX: text=%s.".formatted(FrameException.shortened(text)));
    }
    return TimeText.iso(
        "%s-%s-%sT%sZ".formatted(parts.group(1), parts.group(2), parts.group(3), parts.group(4)));
  }
}
