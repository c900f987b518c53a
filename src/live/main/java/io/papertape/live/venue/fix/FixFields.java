package io.papertape.live.venue.fix;

import io.papertape.live.feed.FrameException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The fields of a message of FIX, or of one entry of a group in it, in their order.
///
/// Fields are parted by the byte 1, or in recordings that a person can read by `|`.
record FixFields(List<Integer> tags, List<String> values) {
  private static final char SEPARATOR = '\u0001';
  private static final char READABLE = '|';

  /// @throws FrameException if it is not made of fields
  static FixFields parse(byte[] frame) {
    String text = new String(frame, StandardCharsets.UTF_8);
    char separator = text.indexOf(SEPARATOR) < 0 ? READABLE : SEPARATOR;
    FixFields fields = new FixFields(new ArrayList<>(), new ArrayList<>());
    int start = 0;
    while (start < text.length()) {
      int end = text.indexOf(separator, start);
      end = end < 0 ? text.length() : end;
      fields.add(text.substring(start, end));
      start = end + 1;
    }
    if (fields.tags.isEmpty()) {
      throw new FrameException("Not a message of FIX: it is empty.");
    }
    return fields;
  }

  private void add(String field) {
    int equals = field.indexOf('=');
    if (equals < 1 || equals > 9 || !isNumber(field, equals)) {
      throw new FrameException(
          "Not a field of FIX: text=%s.".formatted(FrameException.shortened(field)));
    }
    tags.add(Integer.parseInt(field.substring(0, equals)));
    values.add(field.substring(equals + 1));
  }

  private static boolean isNumber(String text, int end) {
    for (int i = 0; i < end; i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  /// The first value of a tag; empty also if nothing stands behind it.
  Optional<String> find(int tag) {
    int index = tags.indexOf(tag);
    return index < 0 || values.get(index).isEmpty()
        ? Optional.empty()
        : Optional.of(values.get(index));
  }

  /// @throws FrameException if the tag is not there
  String get(int tag) {
    return find(tag)
        .orElseThrow(() -> new FrameException("Tag is missing: tag=%d.".formatted(tag)));
  }

  /// What stands before a tag; all if it is not there.
  FixFields before(int tag) {
    int place = tags.indexOf(tag);
    int end = place < 0 ? tags.size() : place;
    return new FixFields(tags.subList(0, end), values.subList(0, end));
  }

  /// The entries of a group.
  ///
  /// @param count tag that says how many there are
  /// @param first tag with which each begins
  /// @throws FrameException if there are not so many
  List<FixFields> entries(int count, int first) {
    int place = tags.indexOf(count);
    List<FixFields> entries = new ArrayList<>();
    int start = -1;
    for (int i = place + 1; place >= 0 && i <= tags.size(); i++) {
      if (i == tags.size() || tags.get(i) == first) {
        if (start >= 0) {
          entries.add(new FixFields(tags.subList(start, i), values.subList(start, i)));
        }
        start = i;
      }
    }
    if (!get(count).equals(String.valueOf(entries.size()))) {
      throw new FrameException(
          "Entries are not as many as said: said=%s, entries=%d."
              .formatted(FrameException.shortened(get(count)), entries.size()));
    }
    return entries;
  }
}
