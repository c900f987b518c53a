package io.papertape.workspace.lean;

import java.time.LocalDate;

/// Days `[from, to]`, both included.
public record DateRange(LocalDate from, LocalDate to) {
  public boolean contains(LocalDate date) {
    return !date.isBefore(from) && !date.isAfter(to);
  }
}
