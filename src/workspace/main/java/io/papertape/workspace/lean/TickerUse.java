package io.papertape.workspace.lean;

/// A ticker under which one company traded, and when.
public record TickerUse(String ticker, DateRange days) {}
