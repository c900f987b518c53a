package io.papertape.live.book;

/// What became of an event that was given to a book.
public enum BookStep {
  /// The book has changed to the state after the event.
  APPLIED,
  /// The book held the event already: a copy, or older than the snapshot.
  KNOWN,
  /// There is no snapshot yet; the event is kept for it, or is of no use, by the venue's rule.
  WAITING,
  /// The event does not follow the book, or its checksum differs. [MutableBook#problem] says how;
  /// the book is unusable until a snapshot comes.
  BROKEN
}
