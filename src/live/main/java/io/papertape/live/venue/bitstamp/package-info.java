/// Bitstamp: the changes of whole books, which join a fetched book by the venue's microseconds, and
/// trades. A lost change shows in nothing, so that a frame which is not understood means that any
/// book of its connection may be wrong.
package io.papertape.live.venue.bitstamp;
