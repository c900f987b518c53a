/// Bitstamp: the changes of whole books, which join a fetched book by the venue's microseconds, and
/// trades.
package io.papertape.live.venue.bitstamp;
