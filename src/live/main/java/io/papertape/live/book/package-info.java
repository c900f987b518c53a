/// Order books kept from what venues send: a snapshot, then updates, joined by each venue's own
/// rule of sequence and checked by its checksum where it has one. A book that misses an update
/// says which, and is of no use until the next snapshot; it never guesses.
package io.papertape.live.book;
