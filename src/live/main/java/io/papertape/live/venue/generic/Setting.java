package io.papertape.live.venue.generic;

import java.util.List;

/// A value of a file of settings, and the line on which it stands.
sealed interface Setting {
  int line();

  record Text(String text, int line) implements Setting {}

  record Items(List<Setting> items, int line) implements Setting {}

  record Nested(Section section, int line) implements Setting {}
}
