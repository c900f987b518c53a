package io.papertape.live.book;

/// How the books of a venue are kept.
public record BookRules(SequenceRule sequence, BookChecksum checksum) {
  /// True if a lost update shows in nothing that comes with the books. Then a frame that was not
  /// understood may have been one, and every book of its connection has to be taken as broken.
  public boolean hidesLosses() {
    boolean isNumbered = sequence != SequenceRule.NONE && sequence != SequenceRule.RISING;
    return !isNumbered && checksum == BookChecksum.NONE;
  }
}
