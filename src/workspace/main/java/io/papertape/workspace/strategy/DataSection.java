package io.papertape.workspace.strategy;

import io.papertape.workspace.store.Resolution;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// The section `data`: what a strategy trades.
final class DataSection {
  static final List<String> KEYS =
      List.of("set", "symbols", "resolution", "from", "to", "benchmark");

  private DataSection() {}

  static DataSelection read(Section section) {
    String set = section.required("set");
    Resolution resolution =
        section
            .read(
                "resolution",
                "a number and ms, s, m, h, d, w or mo, such as 1d, or quote or trade",
                Resolution::parse)
            .orElse(Resolution.DAY);
    Optional<LocalDate> from = section.read("from", "a date such as 2010-01-31", LocalDate::parse);
    Optional<LocalDate> to = section.read("to", "a date such as 2020-12-31", LocalDate::parse);
    return section.refusing(
        from.isPresent() ? "from" : "to",
        () ->
            new DataSelection(
                set, section.texts("symbols"), resolution, from, to, section.text("benchmark")));
  }
}
