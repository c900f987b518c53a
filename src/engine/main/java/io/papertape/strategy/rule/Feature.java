package io.papertape.strategy.rule;

/// A named expression; later features and all rules may use it, and each decision records it.
public record Feature(String name, Expression expression) {}
