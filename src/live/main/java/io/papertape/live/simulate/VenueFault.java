package io.papertape.live.simulate;

/// What can go wrong on the way to a venue, or with the venue itself.
enum VenueFault {
  /// Connections break and nobody answers.
  DOWN,
  /// Connections are closed, and all that is asked is answered by 503.
  MAINTENANCE,
  /// The venue asks for new connections and closes the old ones, where it does that.
  FAREWELL,
  /// The connections that are there seem to stand, and nothing comes through them any more.
  HALF_OPEN,
  /// Messages of one stream do not come, those of others do.
  SILENT_STREAM,
  /// Now and then a message is lost.
  GAPS,
  DUPLICATES,
  REORDERING,
  CROSSED_BOOKS,
  OUTLIERS,
  /// Updates of books hold what is not in the book.
  WRONG_BOOKS,
  /// The venue's books begin anew, where they do that without closing connections.
  NEW_BOOKS,
  /// Bars take up to a minute and a half.
  LATE_BARS,
  /// Now and then a bar does not come at all.
  MISSING_BARS,
  /// The venue's clock is elsewhere.
  CLOCK_STEP,
  /// Requests fail.
  REST_DOWN,
  /// Connections break, and of what is asked for on new ones something is refused.
  REFUSALS,
  /// Requests and connections are refused: come again later.
  RATE_LIMIT,
  /// Messages have other fields than before, lack some, or are of a kind that nobody knows.
  SCHEMA
}
