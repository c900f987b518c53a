package io.papertape.live.book;

/// How the books of a venue are kept.
public record BookRules(SequenceRule sequence, BookChecksum checksum) {}
